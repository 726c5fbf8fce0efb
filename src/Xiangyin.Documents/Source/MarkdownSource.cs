using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Xiangyin.Documents;

/// <summary>
/// A document in Markdown: a head of settings between lines of dashes, one <c>#</c> for the title, <c>##</c> to
/// <c>#####</c> for headings, which are numbered where their author has not, paragraphs, tables, pictures, charts.
/// </summary>
internal sealed partial class MarkdownSource(
    string text,
    SourceFaults faults,
    Func<string, ImmutableArray<byte>?> picture
)
{
    private readonly string[] lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    private readonly MarkdownSettings settings = new(faults);
    private readonly List<(string Title, List<Block> Body)> parts = [];
    private readonly int[] numbers = new int[5];
    private int at;

    private string Here => $"line {at + 1}";

    public OfficialDocument Read()
    {
        at = settings.Read(lines);
        parts.Add(("", []));
        while (at < lines.Length)
            Block();
        if (parts[0].Title.Length == 0)
            faults.Add(RefusalReason.Missing, "title", "A line that begins with # gives the title.");
        var document = settings.Document(
            parts[0].Title,
            [.. parts[0].Body],
            [.. parts.Skip(1).Select(part => new Annex(part.Title) { Body = [.. part.Body] })]
        );
        faults.Throw();
        return document;
    }

    private List<Block> Body => parts[^1].Body;

    private void Block()
    {
        var line = lines[at].Trim();
        if (line.Length == 0)
            at++;
        else if (HeadingLine().Match(line) is { Success: true } heading)
            Heading(heading.Groups[1].Length, heading.Groups[2].Value.Trim());
        else if (line[0] == '|')
            Table(null, isLandscape: false);
        else if (
            TitledTable().Match(line) is { Success: true } titled
            && at + 1 < lines.Length
            && lines[at + 1].TrimStart().StartsWith('|')
        )
        {
            at++;
            Table(titled.Groups[2].Value.Trim(), titled.Groups[1].Success);
        }
        else if (PictureLine().Match(line) is { Success: true } shown)
            Picture(shown);
        else if (line == "```chart")
            Chart();
        else if (Refused(line) is { } what)
        {
            faults.Add(RefusalReason.UnknownElement, Here, what, line);
            at++;
        }
        else
            Paragraph();
    }

    // ---- headings

    private void Heading(int depth, string text)
    {
        if (depth == 1)
            Part(text);
        else if (depth > 5)
            faults.Add(
                RefusalReason.HeadingLevel,
                Here,
                "An official document has heading levels 1 to 4: ## to #####."
            );
        else
        {
            var level = depth - 1;
            numbers[level]++;
            Array.Clear(numbers, level + 1, numbers.Length - level - 1);
            var number = Math.Min(numbers[level], 99);
            var mark = Numbered().IsMatch(text) ? "" : PlainText.Of(Documents.Heading.Numbered(level, number, "").Text);
            Body.Add(new Heading(level, Runs(mark + text)));
        }
        at++;
    }

    /// <summary>The title, or an annex: <c># 附件：…</c>.</summary>
    private void Part(string text)
    {
        var annex = AnnexTitle().Match(text);
        if (parts.Count == 1 && parts[0].Title.Length == 0 && !annex.Success)
            parts[0] = (Plain(text), parts[0].Body);
        else if (annex.Success)
        {
            parts.Add((Plain(annex.Groups[1].Value.Trim()), []));
            Array.Clear(numbers);
        }
        else
            faults.Add(RefusalReason.UnknownElement, Here, "There is one title; an annex begins with # 附件：", text);
    }

    // ---- paragraphs

    private void Paragraph()
    {
        var joined = new StringBuilder();
        while (at < lines.Length && lines[at].Trim() is { Length: > 0 } line && (joined.Length == 0 || Continues(line)))
        {
            if (joined.Length > 0 && joined[^1] != '\n' && NeedsSpace(joined[^1], line[0]))
                joined.Append(' ');
            var breaks = line.EndsWith('\\') || lines[at].EndsWith("  ", StringComparison.Ordinal);
            joined.Append(line.EndsWith('\\') ? line[..^1] : line);
            at++;
            if (breaks && at < lines.Length && lines[at].Trim().Length > 0)
                joined.Append('\n');
        }
        at--;
        var runs = Runs(joined.ToString());
        at++;
        Body.Add(new Paragraph(runs));
    }

    private static bool Continues(string line) =>
        !HeadingLine().IsMatch(line)
        && line[0] != '|'
        && line != "```chart"
        && !PictureLine().IsMatch(line)
        && Refused(line) is null;

    /// <summary>A line's end inside a paragraph is a space between Latin words and nothing between Chinese ones.</summary>
    private static bool NeedsSpace(char before, char after) =>
        before < 0x2E80 && after < 0x2E80 && char.IsAsciiLetterOrDigit(before) && char.IsAsciiLetterOrDigit(after);

    /// <summary>Says what of Markdown an official document does not have.</summary>
    private static string? Refused(string line) =>
        line switch
        {
            _ when ListItem().IsMatch(line) =>
                "There are no bullets in an official document; use headings or sentences.",
            _ when line[0] == '>' => "There are no block quotes in an official document.",
            _ when line.StartsWith("```", StringComparison.Ordinal) => "The only fenced block is ```chart.",
            _ when line.StartsWith("---", StringComparison.Ordinal)
                    || line.StartsWith("***", StringComparison.Ordinal) =>
                "There are no rules between paragraphs; the form draws its own.",
            _ when Html().IsMatch(line) => "HTML is not read.",
            _ => null,
        };

    /// <summary>Text with links, each a figure: <c>[76余篇](https://… "id")</c>. A backslash takes a mark literally.</summary>
    private ImmutableArray<Inline> Runs(string text)
    {
        var runs = ImmutableArray.CreateBuilder<Inline>();
        var from = 0;
        foreach (Match link in Link().Matches(text))
        {
            Add(text[from..link.Index]);
            from = link.Index + link.Length;
            var address = link.Groups[2].Value;
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
                faults.Add(RefusalReason.LinkAddress, Here, $"'{address}' is not an absolute address.");
            runs.Add(
                new Figure(Unescaped(link.Groups[1].Value), link.Groups[3].Success ? link.Groups[3].Value : null, uri)
            );
        }
        Add(text[from..]);
        return runs.ToImmutable();

        void Add(string plain)
        {
            if (Emphasis().IsMatch(plain))
                faults.Add(
                    RefusalReason.UnknownElement,
                    Here,
                    "Nothing is bold or slanted in an official document; write \\* for an asterisk.",
                    plain
                );
            if (plain.Length > 0)
                runs.Add(new Plain(Unescaped(plain)));
        }
    }

    private string Plain(string text) => PlainText.Of(Runs(text));

    private static string Unescaped(string text) => Escape().Replace(text, "$1");

    // ---- tables, pictures, charts

    private void Table(string? title, bool isLandscape)
    {
        var rows = new List<List<string>>();
        var first = at;
        for (; at < lines.Length && lines[at].TrimStart().StartsWith('|'); at++)
            rows.Add(Cells(lines[at].Trim()));
        var aligns = rows.Count > 1 ? rows[1].ConvertAll(mark => AlignMark().Match(mark)) : [];
        if (aligns.Count == 0 || !aligns.TrueForAll(mark => mark.Success))
        {
            faults.Add(
                RefusalReason.TableShape,
                $"line {first + 1}",
                "A table's second line is | --- | --- |, with : at the ends for how cells stand."
            );
            return;
        }
        var end = at;
        ImmutableArray<Column> columns =
        [
            .. rows[0]
                .Select(
                    (head, i) =>
                        new Column(
                            PlainText.Of(Runs(head)),
                            i < aligns.Count ? Align(aligns[i].Value) : CellAlign.Centre
                        )
                ),
        ];
        var body = rows.Skip(2)
            .Select(
                (row, i) =>
                {
                    at = first + 2 + i;
                    return row.Select(cell => new Cell(Runs(cell))).ToImmutableArray();
                }
            )
            .ToImmutableArray();
        at = end;
        Body.Add(new Table(columns, body) { Title = title, IsLandscape = isLandscape });
    }

    private static List<string> Cells(string line)
    {
        var inner = line[1..];
        if (inner.EndsWith('|') && !inner.EndsWith("\\|", StringComparison.Ordinal))
            inner = inner[..^1];
        return [.. Bar().Split(inner).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];
    }

    private static CellAlign Align(string mark) =>
        (mark.StartsWith(':'), mark.EndsWith(':')) switch
        {
            (true, false) => CellAlign.Start,
            (false, true) => CellAlign.End,
            _ => CellAlign.Centre,
        };

    private void Picture(Match shown)
    {
        var (name, caption) = (shown.Groups[2].Value, shown.Groups[3]);
        if (picture(name) is { } file)
            Body.Add(
                new Picture(file, Unescaped(shown.Groups[1].Value))
                {
                    Caption = caption.Success ? caption.Value : null,
                    Width = shown.Groups[4].Success
                        ? double.Parse(shown.Groups[4].Value, CultureInfo.InvariantCulture)
                        : null,
                }
            );
        else
            faults.Add(RefusalReason.PictureNotFound, Here, $"There is no picture '{name}' beside the source.", name);
        at++;
    }

    /// <summary>Lines of <c>name: value, value</c>: the title, the categories, then the series.</summary>
    private void Chart()
    {
        var (first, title) = (at, (string?)null);
        ImmutableArray<string> categories = [];
        var series = ImmutableArray.CreateBuilder<ChartSeries>();
        for (at++; at < lines.Length && lines[at].Trim() != "```"; at++)
        {
            if (lines[at].Trim().Length == 0)
                continue;
            if (Setting().Match(lines[at]) is not { Success: true } setting)
            {
                faults.Add(
                    RefusalReason.UnknownElement,
                    Here,
                    "A chart's line is a name, a colon and values.",
                    lines[at]
                );
                continue;
            }
            var (name, value) = (setting.Groups[1].Value.Trim(), setting.Groups[2].Value.Trim());
            if (name is "title" or "标题")
                title = value;
            else if (name is "categories" or "类别")
                categories = [.. Parts(value)];
            else
                series.Add(new ChartSeries(name, [.. Parts(value).Select(Amount)]));
        }
        if (at == lines.Length)
            faults.Add(RefusalReason.NotReadable, $"line {first + 1}", "The chart has no closing ```.");
        at++;
        Body.Add(new Chart(categories, series.ToImmutable()) { Title = title });
    }

    private decimal? Amount(string text)
    {
        if (text is "" or "-" or "—")
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return amount;
        faults.Add(
            RefusalReason.UnknownElement,
            Here,
            $"'{text}' is not a number; write - where nothing is known.",
            text
        );
        return null;
    }

    internal static IEnumerable<string> Parts(string list) => list.Split([',', '，', '、']).Select(part => part.Trim());

    [GeneratedRegex(@"^(#+)\s+(.+?)\s*#*$")]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^附件\s*\d*\s*[：:]\s*(.+)$")]
    private static partial Regex AnnexTitle();

    [GeneratedRegex(@"^([一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．]|[（(]\d+[）)])")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(?:表)(（横排）|\(landscape\))?\s*[：:]\s*(.+)$")]
    private static partial Regex TitledTable();

    [GeneratedRegex("""^!\[([^\]]*)\]\(([^)\s]+)(?:\s+"([^"]*)")?\)(?:\{(\d{1,3}(?:\.\d)?)mm\})?$""")]
    private static partial Regex PictureLine();

    [GeneratedRegex("""(?<![\\!])\[((?:[^\]\\]|\\.)+)\]\((\S+?)(?:\s+"([^"]*)")?\)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\\)(\*\*?|__)(?=\S).+?(?<!\\)\1|(?<!\\)`")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+\-.!|>])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"^([-*+]|\d+[.)])\s+\S")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"^</?[a-zA-Z][^>]*>")]
    private static partial Regex Html();

    [GeneratedRegex(@"^:?-{1,}:?$")]
    private static partial Regex AlignMark();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"^\s*([^:：]+?)\s*[:：](.*)$")]
    internal static partial Regex Setting();
}
