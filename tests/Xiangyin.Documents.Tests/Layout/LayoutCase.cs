using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Xiangyin.Documents.Tests;

/// <summary>
/// A small language for cases of layout. A case is a document in our Markdown, a line <c>==== 1</c> for each page that is
/// looked at, and under it what stands there: the number of the line on the grid of 22, or <c>@</c> and the em-top in
/// millimetres where something stands off the grid; then the line as it reads, a full-width space for each character's
/// width that is empty before and between. <c>{字×30}</c> in the document repeats a character.
/// </summary>
internal static partial class LayoutCase
{
    private const double Pitch = OfficialFormat.LinePitch;

    public static void Holds(string @case)
    {
        InstalledFonts.Need();
        var parts = PageMark().Split(@case.ReplaceLineEndings("\n") + "\n");
        Assert.True(parts.Length > 1, "The case looks at no page.");
        var source = Repeat().Replace(parts[0], match =>
            string.Concat(Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))
        );
        var pages = DocumentSource.FromMarkdown(source).LayOut().Set.Pages;
        var (expected, actual) = (new StringBuilder(), new StringBuilder());
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            var number = int.Parse(parts[i], CultureInfo.InvariantCulture);
            expected.Append($"==== {number}\n").Append(parts[i + 1].Trim('\n')).Append('\n');
            actual.Append($"==== {number}\n").Append(number <= pages.Count ? Drawn(pages[number - 1]) : "no such page\n");
        }
        Assert.True(expected.ToString() == actual.ToString(), $"Expected:\n{expected}\nLaid out:\n{actual}");
    }

    /// <summary>A page's lines from top to bottom, page numbers left out.</summary>
    private static string Drawn(Page page)
    {
        var lines = page.Texts.Where(text => text.Element >= 0).GroupBy(text => Math.Round(text.Baseline, 2)).OrderBy(line => line.Key);
        var drawn = new StringBuilder();
        foreach (var line in lines)
            drawn.Append(Place(line.First())).Append(' ').Append(Read(line)).Append('\n');
        return drawn.ToString();
    }

    private static string Place(PlacedText text)
    {
        var row = (text.Top - 37) / Pitch;
        return Math.Abs(row - Math.Round(row)) * Pitch < 0.05
            ? (Math.Round(row) + 1).ToString("00", CultureInfo.InvariantCulture)
            : "@" + text.Top.ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static string Read(IEnumerable<PlacedText> line)
    {
        var read = new StringBuilder();
        var at = 28.0;
        foreach (var text in line.OrderBy(text => text.Places[0]))
        {
            var gap = (int)Math.Round((text.Places[0] - at) / OfficialFormat.Column);
            read.Append('　', Math.Max(0, gap)).Append(text.Text);
            at = text.End;
        }
        return read.ToString();
    }

    [GeneratedRegex(@"^==== (\d+)\n", RegexOptions.Multiline)]
    private static partial Regex PageMark();

    [GeneratedRegex(@"\{(.)×(\d+)\}")]
    private static partial Regex Repeat();
}
