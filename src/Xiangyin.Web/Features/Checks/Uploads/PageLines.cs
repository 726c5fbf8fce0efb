using System.Text;
using System.Text.RegularExpressions;

namespace Xiangyin.Web.Features.Checks;

/// <summary>
/// Puts the lines of laid-out pages together to paragraphs: a line goes on where the one before it filled its measure and this one is not
/// indented. Numbers of pages are left out.
/// </summary>
internal sealed partial class PageLines
{
    private readonly List<Line> lines = [];

    /// <summary>A line as it stands on its page, in any measure that all lines share.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Left">Where it begins.</param>
    /// <param name="Right">Where it ends.</param>
    /// <param name="Size">The height of its characters.</param>
    internal sealed record Line(string Text, double Left, double Right, double Size);

    public void Add(Line line)
    {
        if (line.Text.Trim() is { Length: > 0 } text && !PageNumber().IsMatch(text))
        {
            lines.Add(line with { Text = text });
        }
    }

    public string Text()
    {
        if (lines.Count == 0)
        {
            return "";
        }

        // The margins of the body: where most lines begin, and the farthest that several of them reach.
        var left = lines.GroupBy(l => Math.Round(l.Left)).MaxBy(g => g.Count())!.Key;
        var right = lines.Select(l => l.Right).Order().ElementAt(lines.Count * 9 / 10);
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append(lines[i].Text);
            if (i + 1 < lines.Count)
            {
                var goesOn =
                    lines[i].Right > right - (2.2 * lines[i].Size)
                    && lines[i + 1].Left < left + lines[i + 1].Size
                    && Math.Abs(lines[i].Size - lines[i + 1].Size) < 1;
                text.Append(
                    !goesOn ? "\n"
                    : char.IsAsciiLetter(lines[i].Text[^1]) && char.IsAsciiLetter(lines[i + 1].Text[0]) ? " "
                    : ""
                );
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^([—－–-]\s*\d{1,4}\s*[—－–-]|第\s*\d+\s*页(\s*共\s*\d+\s*页)?|\d{1,4}\s*/\s*\d{1,4})$")]
    private static partial Regex PageNumber();
}
