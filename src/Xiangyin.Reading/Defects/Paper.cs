using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>A document as the rules look at it: what was read, what is known beforehand, and what several rules ask for.</summary>
internal sealed partial class Paper
{
    private readonly Lazy<string> folded;
    private readonly Lazy<bool> masked;
    private readonly Lazy<bool> traditional;
    private readonly Lazy<Tenor> tenor;

    public Paper(ReadDocument document, CheckOptions options)
    {
        (Document, Options) = (document, options);
        folded = new(() => Scripts.Fold(Text));
        masked = new(() => MaskOfAUnit().IsMatch(Plain));
        traditional = new(() => Scripts.IsTraditional(Text));
        tenor = new(() => Tenor.Of(this));
    }

    public ReadDocument Document { get; }

    public CheckOptions Options { get; }

    /// <summary>The text as it was given.</summary>
    public string Text => Document.Text;

    /// <summary>The text in one script and width, without what interrupts it. Offsets go back by <c>Origin</c>.</summary>
    public string Plain => Document.Plain.Text;

    /// <summary>The text in simplified script and half-width letters, place by place as it was given: blanks, pinyin and page marks are still there.</summary>
    public string Folded => folded.Value;

    /// <summary>Whether the name of a unit is masked somewhere: then the document is somebody's pattern, and any name in it is suspect.</summary>
    public bool Masked => masked.Value;

    /// <summary>Whether most of the text is in traditional script.</summary>
    public bool Traditional => traditional.Value;

    /// <summary>Of what year and what sort the document is.</summary>
    public Tenor Tenor => tenor.Value;

    public Span Origin(int start, int end) => Document.Plain.Origin(start, end);

    public Span Origin(Group match) => Origin(match.Index, match.Index + match.Length);

    /// <summary>A replacement in the script of the document.</summary>
    public string InItsScript(string simplified) => Traditional ? Scripts.ToTraditional(simplified) : simplified;

    public string Show(Span span) => Shorten(Text.AsSpan(span.Start, span.Length));

    /// <summary>Short enough for a message, on one line.</summary>
    public static string Shorten(ReadOnlySpan<char> text)
    {
        const int Longest = 30;
        var line = text.Length > Longest ? string.Concat(text[..(Longest - 2)], "……") : text.ToString();
        return line.Replace("\r", "", StringComparison.Ordinal).Replace('\n', '⏎');
    }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?:[xX×]{1,4}|[*＊]{1,4}|_{1,8}|某+|[□〇]{2,4})(?:镇|乡|村|县|市|区(?!别)|街道|社区|局|站|学校|中学|小学)"
    )]
    private static partial Regex MaskOfAUnit();
}
