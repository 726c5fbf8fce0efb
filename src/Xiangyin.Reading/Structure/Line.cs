namespace Xiangyin.Reading;

/// <summary>A line of the plain text that has more than blanks in it.</summary>
/// <param name="Start">Its first character that is no blank.</param>
/// <param name="End">The place after its last.</param>
internal readonly record struct Line(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>All of them, in order.</summary>
    public static List<Line> Of(string text)
    {
        var lines = new List<Line>();
        for (var start = 0; start < text.Length; )
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            var (first, last) = (start, end);
            while (first < last && text[first] == ' ')
            {
                first++;
            }

            while (last > first && text[last - 1] == ' ')
            {
                last--;
            }

            if (last > first)
            {
                lines.Add(new(first, last));
            }

            start = end + 1;
        }

        return lines;
    }
}
