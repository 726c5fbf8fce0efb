namespace Xiangyin.Documents;

/// <summary>Where a line may end, by GB/T 15834-2011 §5.1 and the habits of official documents.</summary>
internal static class Punctuation
{
    private const byte NeverFirst = 1;
    private const byte NeverLast = 2;
    private const byte Closing = 4;
    private const byte Opening = 8;
    private const byte Unit = 16;

    /// <summary>What each character of the basic plane is, looked up for every character of every document.</summary>
    private static readonly byte[] Kinds = Table(
        (NeverFirst, "。，、；：？！”’）〕】》〉」』·—～／%‰℃％,.;:?!)]}"),
        (NeverLast, "“‘（〔【《〈「『／([{"),
        (Closing, "。，、；：”’）〕】》〉」』"),
        (Opening, "“‘（〔【《〈「『"),
        // What counts things in official prose: it stays with its number.
        (
            Unit,
            "年月日时時分秒个個次篇份人户戶场場项項件处處所村组組名位元万萬亿億千百余餘多米里亩畝吨噸台辆輛册冊本期届屆条條批家间間座号號天周週岁歲级級类類支部镇鎮°"
        )
    );

    private static byte[] Table(params (byte Kind, string Characters)[] kinds)
    {
        var table = new byte[0x10000];
        foreach (var (kind, characters) in kinds)
        foreach (var c in characters)
            table[c] |= kind;
        return table;
    }

    private static bool Is(int rune, byte kind) => (uint)rune <= 0xFFFF && (Kinds[rune] & kind) != 0;

    public static bool NeverStarts(int rune) => Is(rune, NeverFirst);

    public static bool NeverEnds(int rune) => Is(rune, NeverLast);

    /// <summary>Full-width punctuation whose right half is empty.</summary>
    public static bool Closes(int rune) => Is(rune, Closing);

    /// <summary>At a line's end ？ and ！ may give up their right half too.</summary>
    public static bool ClosesLine(int rune) => Closes(rune) || rune is '？' or '！';

    /// <summary>Full-width punctuation whose left half is empty.</summary>
    public static bool Opens(int rune) => Is(rune, Opening);

    /// <summary>Full-width punctuation with an empty half, left or right.</summary>
    public static bool Shrinks(int rune) => Is(rune, Opening | Closing);

    public static bool IsUnit(int rune) => Is(rune, Unit);

    public static bool IsDigit(int rune) => rune is >= '0' and <= '9';

    /// <summary>Letters, digits and what holds them together: 3.5%, A4-B5, GB/T, user@example.org.</summary>
    public static bool IsWord(int rune) =>
        rune is > 0x20 and < 0x7F and not ('(' or ')' or '[' or ']' or '{' or '}' or ',' or ';' or '<' or '>')
        || rune is (>= 0xC0 and <= 0x24F and not 0xD7 and not 0xF7) or (>= 0x370 and <= 0x52F);

    /// <summary>Whether a line may end between two neighbours.</summary>
    /// <param name="earlier">The one before <paramref name="before"/>, or 0.</param>
    /// <param name="before">The character that would end the line.</param>
    /// <param name="after">The one that would begin the next.</param>
    public static bool MayPart(int earlier, int before, int after)
    {
        if (NeverStarts(after) || NeverEnds(before))
            return false;
        if (before == after && before is '—' or '…')
            return false;
        if (IsWord(before) && IsWord(after))
            return false;
        if (IsDigit(before) && (after is ',' || IsUnit(after)))
            return false;
        // 76余篇, 3万元: what makes a number round stands between it and its unit.
        if (
            IsDigit(earlier)
            && before is ('余' or '餘' or '多' or '百' or '千' or '万' or '萬' or '亿' or '億')
            && IsUnit(after)
        )
            return false;
        return before != ',' || !IsDigit(after);
    }
}
