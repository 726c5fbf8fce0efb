using System.Globalization;
using System.Text;

namespace Xiangyin.Reading.Tests;

/// <summary>One labelled text, as <c>Cases/README.md</c> describes them.</summary>
internal sealed record LabelledCase(
    string Id,
    string Aspects,
    CheckOptions Options,
    string Text,
    IReadOnlyList<Label> Labels
)
{
    public override string ToString() => Id;

    /// <summary>The cases of all files in a folder.</summary>
    public static IReadOnlyList<LabelledCase> Read(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*.txt")
                .Order(StringComparer.Ordinal)
                .SelectMany(file => Parse(File.ReadAllText(file))),
        ];

    public static IEnumerable<LabelledCase> Parse(string file) =>
        file.ReplaceLineEndings("\n").Split("\n=== ", StringSplitOptions.RemoveEmptyEntries).Select(ParseOne);

    private static LabelledCase ParseOne(string block)
    {
        var end = block.IndexOf('\n', StringComparison.Ordinal);
        var (head, options) = block[..end].Replace("=== ", "", StringComparison.Ordinal).Split('|', 2) is [var h, var o]
            ? (h, o)
            : (block[..end].Replace("=== ", "", StringComparison.Ordinal), "");
        var words = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (text, labels) = Unmark(block[(end + 1)..].Trim('\n'));
        return new(words[0], words[1], new() { Gazetteer = Names(options) }, text, labels);
    }

    private static Gazetteer Names(string options)
    {
        var named = options
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(o => o.Split('='))
            .ToDictionary(o => o[0], o => o[1]);
        string[] List(string key) => named.TryGetValue(key, out var names) ? names.Split(',') : [];
        return new()
        {
            Town = named.GetValueOrDefault("town"),
            Villages = List("villages"),
            Superiors = List("superiors"),
        };
    }

    // Takes the marks out and keeps what they said.
    private static (string Text, List<Label> Labels) Unmark(string marked)
    {
        var text = new StringBuilder();
        var labels = new List<Label>();
        var open = new Stack<(int Start, int Divide)>();
        for (var i = 0; i < marked.Length; i++)
        {
            switch (marked[i])
            {
                case '⟦':
                    open.Push((text.Length, -1));
                    break;
                case '¦':
                    var divided = open.Pop();
                    open.Push((divided.Start, text.Length));
                    break;
                case '|' when open.Count > 0:
                    var end = marked.IndexOf('⟧', i);
                    var (start, divide) = open.Pop();
                    foreach (var label in marked[(i + 1)..end].Split(';'))
                    {
                        labels.Add(Label.Parse(label, text.ToString(), Span.Between(start, text.Length), divide));
                    }

                    i = end;
                    break;
                default:
                    text.Append(marked[i]);
                    break;
            }
        }

        return (text.ToString(), labels);
    }
}

/// <summary>What a span of a case was labelled with.</summary>
internal abstract record Label(Span Span)
{
    public static Label Parse(string label, string text, Span span, int divide) =>
        label.Split(' ', 2) switch
        {
            ["q", var what] => LabelledQuantity.Parse(what, span),
            ["n"] => new LabelledTrap(span),
            ["t"] => new LabelledTitle(span),
            ["h?"] => new LabelledHeading(span, 0, "", "", Optional: true),
            ["d", var rule] => new LabelledDefect(span, rule),
            [['h', var level]] => new LabelledHeading(
                span,
                level - '0',
                text[span.Start..Math.Max(span.Start, divide)],
                text[Math.Max(span.Start, divide)..span.End],
                Optional: false
            ),
            _ => throw new FormatException(label),
        };
}

internal sealed record LabelledTrap(Span Span) : Label(Span);

internal sealed record LabelledTitle(Span Span) : Label(Span);

internal sealed record LabelledHeading(Span Span, int Level, string Mark, string Title, bool Optional) : Label(Span);

internal sealed record LabelledDefect(Span Span, string Rule) : Label(Span);

internal sealed record LabelledQuantity(
    Span Span,
    decimal? Value,
    decimal? High,
    Approximation Approximation,
    string Unit,
    string? Subject,
    string? Per,
    QuantityNature Nature
) : Label(Span)
{
    public static LabelledQuantity Parse(string what, Span span)
    {
        var words = what.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (approximation, number) = words[0][0] switch
        {
            '≥' => (Approximation.AtLeast, words[0][1..]),
            '≈' => (Approximation.About, words[0][1..]),
            '≤' => (Approximation.AtMost, words[0][1..]),
            '?' => (Approximation.None, ""),
            _ => (Approximation.Exact, words[0]),
        };
        var ends = number.Split("..", StringSplitOptions.RemoveEmptyEntries);
        string? After(char sign) => words.Skip(2).FirstOrDefault(w => w[0] == sign)?[1..];
        return new(
            span,
            ends.Length > 0 ? decimal.Parse(ends[0], CultureInfo.InvariantCulture) : null,
            ends.Length > 1 ? decimal.Parse(ends[1], CultureInfo.InvariantCulture) : null,
            approximation,
            words[1],
            After('@'),
            After('/'),
            After('!') is { } nature ? Enum.Parse<QuantityNature>(nature, ignoreCase: true) : QuantityNature.Done
        );
    }
}
