namespace Xiangyin.Reading;

/// <summary>Which character each character is read as: simplified for traditional, half width for full, one mark for its variants.</summary>
internal static class Script
{
    private static readonly char[] Folded = Fold();
    private static readonly CharClass[] Classes = Classify();

    public static char Fold(char c) => Folded[c];

    public static CharClass ClassOf(char c) => Classes[c];

    public static bool Is(char c, CharClass kind) => (Classes[c] & kind) != 0;

    /// <summary>A text folded character by character: of the same length.</summary>
    public static string Fold(string text) =>
        string.Create(
            text.Length,
            text,
            static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = Folded[from[i]];
                }
            }
        );

    private static char[] Fold()
    {
        var fold = new char[char.MaxValue + 1];
        for (var c = 0; c < fold.Length; c++)
        {
            fold[c] = (char)c;
        }

        // The full-width forms of ASCII.
        for (var c = 0xFF01; c <= 0xFF5E; c++)
        {
            fold[c] = (char)(c - 0xFEE0);
        }

        foreach (
            var (variants, mark) in new[]
            {
                (",﹐﹑", '，'),
                (";；﹔", '；'),
                (":：﹕︰∶", '：'),
                ("?？﹖", '？'),
                ("!！", '！'),
                ("(（﹙⟮", '（'),
                (")）﹚⟯", '）'),
                ("[［【〔﹝〖", '〔'),
                ("]］】〕﹞〗", '〕'),
                ("，", '，'),
                ("｡", '。'),
                ("､", '、'),
                ("•·・‧∙⋅･●・", '·'),
                ("–—―－‐‑‒─━−﹣", '-'),
                ("～〜∼﹏", '~'),
                ("「『〝﹁﹃", '“'),
                ("」』〞﹂﹄", '”'),
                ("〈«", '《'),
                ("〉»", '》'),
                ("○〇◯", '〇'),
                ("％﹪", '%'),
                ("　\t\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F", ' '),
                ("\v\f\u0085\u2028\u2029⏎", '\n'),
                ("＿", '_'),
                ("╳✕✖×", '×'),
                ("＊﹡∗※", '*'),
            }
        )
        {
            foreach (var c in variants)
            {
                fold[c] = mark;
            }
        }

        foreach (var line in Lexicon.Lines("script.txt"))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                fold[line[i]] = line[i + 1];
            }
        }

        return fold;
    }

    private static CharClass[] Classify()
    {
        var classes = new CharClass[char.MaxValue + 1];
        for (var i = 0; i < classes.Length; i++)
        {
            var c = Folded[i];
            classes[i] =
                c is >= '0' and <= '9' ? CharClass.Digit
                : c is >= '\u3400' and <= '\u9FFF' or '〇' || char.IsSurrogate(c) ? CharClass.Han
                : c == ' ' ? CharClass.Blank
                : c == '\n' || c == '\r' ? CharClass.LineEnd
                : i is >= 0x200B and <= 0x200F or >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x2064 or 0xFEFF or 0xAD
                    ? CharClass.Invisible
                : char.IsAsciiLetter(c) ? CharClass.Letter
                : CharClass.Mark;
        }

        return classes;
    }
}

/// <summary>What sort of character.</summary>
[Flags]
internal enum CharClass : byte
{
    Han = 1,
    Digit = 2,
    Letter = 4,
    Mark = 8,
    Blank = 16,
    LineEnd = 32,
    Invisible = 64,
}
