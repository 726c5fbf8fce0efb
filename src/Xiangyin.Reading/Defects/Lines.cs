namespace Xiangyin.Reading;

/// <summary>The lines of a text that bear something, without the blanks around them.</summary>
internal static class Lines
{
    public static IEnumerable<Span> Of(string text)
    {
        for (var start = 0; start < text.Length; )
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : start + length;
            var (from, to) = (start, end);
            while (from < to && char.IsWhiteSpace(text[from]))
            {
                from++;
            }

            while (to > from && char.IsWhiteSpace(text[to - 1]))
            {
                to--;
            }

            if (to > from)
            {
                yield return Span.Between(from, to);
            }

            start = end + 1;
        }
    }

    public static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9fff';
}
