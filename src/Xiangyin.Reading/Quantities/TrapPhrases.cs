namespace Xiangyin.Reading;

/// <summary>Fixed words with a numeral that count nothing; a phrase may begin before its numeral.</summary>
internal static class TrapPhrases
{
    // Words that count nothing even where a counter seems to follow their numeral.
    private static readonly HashSet<string> Firm =
    [
        "之一",
        "唯一",
        "第一",
        "任一",
        "同一",
        "万一",
        "某一",
        "这一",
        "那一",
        "每一",
        "另一",
    ];

    private static readonly Dictionary<char, (string Phrase, int Numeral, NotQuantityKind? Kind)[]> Buckets = (
        from entry in Lexicon.Sections("trap-phrases.txt")
        let numeral = entry.Word.AsSpan().IndexOfAny(Scanner.Numerals)
        where numeral >= 0
        let kind = entry.Section == "Word" ? (NotQuantityKind?)null : Enum.Parse<NotQuantityKind>(entry.Section)
        group (entry.Word, numeral, kind) by entry.Word[numeral]
    ).ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.Word.Length).ToArray());

    private static readonly (string Phrase, int Numeral, NotQuantityKind? Kind)[]?[] ByDigit = Index();

    /// <summary>The longest phrase whose first numeral stands at a place.</summary>
    public static bool TryRead(
        string text,
        int numeral,
        int from,
        out int start,
        out int end,
        out NotQuantityKind? kind
    )
    {
        (start, end, kind) = (0, 0, default);
        if (numeral >= text.Length || text[numeral] >= ByDigit.Length || ByDigit[text[numeral]] is not { } phrases)
        {
            return false;
        }

        foreach (var (phrase, offset, of) in phrases)
        {
            start = numeral - offset;
            end = start + phrase.Length;
            if (
                start >= from
                && end <= text.Length
                && string.CompareOrdinal(text, start, phrase, 0, phrase.Length) == 0
                && Holds(text, start, end, phrase)
            )
            {
                kind = of;
                return true;
            }
        }

        return false;
    }

    // A phrase that ends in its numeral is none where a counter follows: 系统一套, 110人.
    private static bool Holds(string text, int start, int end, string phrase)
    {
        if (char.IsAsciiDigit(phrase[0]) && start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            return false;
        }

        if (Firm.Contains(phrase) || end >= text.Length || !Scanner.IsNumeral(phrase[^1]))
        {
            return true;
        }

        return !Scanner.IsNumeral(text[end])
            && !(
                text[end] is '-' or '—' or '–' or '～' or '~' or '至'
                && end + 1 < text.Length
                && Scanner.IsNumeral(text[end + 1])
            )
            && text[end] is not ('余' or '多' or '.' or '几')
            && !NumeralReader.IsMask(text[end])
            && Counters.At(text, end).Kind == CounterKind.None;
    }

    private static (string, int, NotQuantityKind?)[]?[] Index()
    {
        var index = new (string, int, NotQuantityKind?)[]?[0xA000];
        foreach (var (c, phrases) in Buckets)
        {
            index[c] = phrases;
        }

        return index;
    }
}
