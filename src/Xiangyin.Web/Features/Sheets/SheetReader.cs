using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>Something that is wrong with a cell.</summary>
/// <param name="Cell">Which; of a whole row its number.</param>
/// <param name="Header">What its column is called; empty where it is in none.</param>
/// <param name="Rule">The page's text is <c>sheet.problem.</c> or <c>problem.</c> + this.</param>
/// <param name="Arguments">What the text names.</param>
internal sealed record CellProblem(string Cell, string Header, string Rule, params IReadOnlyList<string> Arguments);

/// <summary>A row as it was meant.</summary>
/// <param name="Number">On the sheet.</param>
/// <param name="Record">The record; its id follows from the file, so that the same row is the same record.</param>
internal sealed record SheetRow(int Number, WorkRecord Record);

/// <summary>All that was read from a file.</summary>
/// <param name="Sheet">The sheet's name.</param>
/// <param name="Rows">The rows that can be recorded.</param>
/// <param name="Problems">What is wrong; with one, nothing is recorded.</param>
/// <param name="Filled">How many rows are filled in.</param>
internal sealed record SheetReading(
    string Sheet,
    IReadOnlyList<SheetRow> Rows,
    IReadOnlyList<CellProblem> Problems,
    int Filled
);

/// <summary>Reads a filled sheet into records by the same rules as the form, and tells every mistake with its cell.</summary>
internal sealed class SheetReader
{
    /// <summary>The most rows of one file.</summary>
    public const int MostRows = 60_000;

    private readonly Kind kind;
    private readonly Catalogue catalogue;
    private readonly Scope scope;
    private readonly int year;
    private readonly IReadOnlyList<UnitId> units;
    private readonly Dictionary<string, SheetColumn> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, string>> choices = [];
    private readonly IReadOnlyList<SheetColumn> columns;
    private readonly List<CellProblem> problems = [];
    private readonly Dictionary<Guid, int> seen = [];
    private readonly Dictionary<string, int> alike = [];
    private TemplateMark? mark;

    /// <param name="kind">What the rows are.</param>
    /// <param name="columns">What the kind's sheet asks.</param>
    /// <param name="catalogue">Today's.</param>
    /// <param name="scope">Who reads it in, and how far their rights go.</param>
    /// <param name="year">The year that the rows are of.</param>
    public SheetReader(Kind kind, IReadOnlyList<SheetColumn> columns, Catalogue catalogue, Scope scope, int year)
    {
        (this.kind, this.columns, this.catalogue, this.scope, this.year) = (kind, columns, catalogue, scope, year);
        units = KindSheet.UnitsFor(kind, scope);
        foreach (var column in columns)
        {
            foreach (var name in column.Names.Append(column.Header))
            {
                byName.TryAdd(Bare(name), column);
            }

            if (column.Choices is not null)
            {
                var values = choices[column.Field] = new(StringComparer.OrdinalIgnoreCase);
                foreach (var choice in column.Choices)
                {
                    foreach (var name in choice.Names.Append(choice.Shown).Where(n => n.Length > 0))
                    {
                        values.TryAdd(name, choice.Value);
                    }
                }
            }
        }
    }

    /// <summary>What a template says of itself; none for a workbook made otherwise.</summary>
    public static TemplateMark? MarkOf(Workbook workbook)
    {
        foreach (var sheet in workbook.Sheets.Where(s => s.IsHidden))
        {
            var first = workbook.Rows(sheet).Take(4).Select(r => r.Cells[0].Text).ToList();
            if (
                first is [TemplateMark.Name, var kind, var issue, var year]
                && Guid.TryParse(issue, out var id)
                && int.TryParse(year, CultureInfo.InvariantCulture, out var y)
            )
            {
                return new(kind, id, y);
            }
        }

        return null;
    }

    /// <summary>Reads the file's first visible sheet.</summary>
    /// <exception cref="SheetRefusal">It can't be read as a whole.</exception>
    public SheetReading Read(Workbook workbook, Job? job, CancellationToken ct)
    {
        mark = MarkOf(workbook);
        var sheet = workbook.Sheets.FirstOrDefault(s => !s.IsHidden) ?? throw new SheetRefusal(SheetRefusal.Empty);
        using var rows = workbook.Rows(sheet).GetEnumerator();
        var headers = HeadersOf(rows) ?? throw new SheetRefusal(SheetRefusal.Empty);
        foreach (var merge in workbook.Merges(sheet).Where(m => m.Last.Row > headers.Row))
        {
            Problem(merge.First, "", "merged", merge.ToString());
        }

        var read = new List<SheetRow>();
        var filled = 0;
        while (rows.MoveNext())
        {
            ct.ThrowIfCancellationRequested();
            var row = rows.Current;
            // A number that came with the template fills no row.
            if (row.Cells.All(c => headers.Columns.GetValueOrDefault(c.Name.Column)?.Field is "number"))
            {
                continue;
            }

            if (++filled > MostRows)
            {
                throw new SheetRefusal(SheetRefusal.TooManyRows, $"{MostRows}");
            }

            if (Read(row, headers.Columns) is { } record)
            {
                read.Add(new(row.Number, record));
            }

            job?.Advance();
        }

        return filled == 0
            ? throw new SheetRefusal(SheetRefusal.Empty)
            : new(
                sheet.Name,
                read,
                [.. problems.OrderBy(RowOf).ThenBy(p => CellName.Parse(p.Cell)?.Column ?? 0)],
                filled
            );
    }

    // The headers are the first row in which two columns are known: above it may stand a title.
    private (int Row, Dictionary<int, SheetColumn> Columns)? HeadersOf(IEnumerator<GridRow> rows)
    {
        for (var tried = 0; tried < 20 && rows.MoveNext(); tried++)
        {
            var row = rows.Current;
            var known = new Dictionary<int, SheetColumn>();
            foreach (var cell in row.Cells)
            {
                if (byName.TryGetValue(Bare(cell.Text), out var column))
                {
                    known[cell.Name.Column] = column;
                }
            }

            if (known.Count >= 2)
            {
                CheckHeaders(row, known);
                return (row.Number, known);
            }
        }

        throw new SheetRefusal(SheetRefusal.NoColumns, string.Join("、", columns.Take(6).Select(c => c.Header)));
    }

    private void CheckHeaders(GridRow row, Dictionary<int, SheetColumn> known)
    {
        foreach (var cell in row.Cells.Where(c => !known.ContainsKey(c.Name.Column)))
        {
            Problem(cell.Name, "", "unknown-column", cell.Text);
        }

        foreach (var twice in known.GroupBy(k => k.Value.Field).Where(g => g.Count() > 1))
        {
            Problem(new(twice.Last().Key, row.Number), twice.First().Value.Header, "column-twice");
        }

        foreach (
            var missing in columns.Where(c =>
                c.Required && known.Values.All(k => k.Field != c.Field) && !(c.Field == "unit" && units.Count == 1)
            )
        )
        {
            problems.Add(new($"{row.Number}", missing.Header, "column-missing"));
        }
    }

    private WorkRecord? Read(GridRow row, Dictionary<int, SheetColumn> headers)
    {
        var before = problems.Count;
        var entry = new RecordEntry([]);
        var cells = new Dictionary<string, (CellName Cell, string Header)>();
        var number = "";
        foreach (var cell in row.Cells)
        {
            if (!headers.TryGetValue(cell.Name.Column, out var column))
            {
                continue;
            }

            cells[column.Field] = (cell.Name, column.Header);
            if (column.Field == "number")
            {
                number = cell.Text;
            }
            else if (cell.IsError)
            {
                Problem(cell.Name, column.Header, "error-value", cell.Text);
            }
            else if (cell.IsFormula)
            {
                Problem(cell.Name, column.Header, "formula", cell.Text);
            }
            else
            {
                Take(entry, column, cell);
            }
        }

        if (row.IsHidden)
        {
            problems.Add(new($"{row.Number}", "", "hidden-row"));
        }

        if (!cells.ContainsKey("unit") && units.Count == 1)
        {
            entry["unit"] = units[0].ToString();
        }

        ReadBasis(entry);
        var (record, unread) = entry.Read(Guid.Empty, kind, scope.Actor.Id, []);
        record = record with { Id = IdOf(record, number) };
        Check(row, record, unread, cells);
        return problems.Count == before ? record : null;
    }

    private void Take(RecordEntry entry, SheetColumn column, GridCell cell)
    {
        if (column.Choices is not null)
        {
            var known = choices[column.Field];
            foreach (
                var word in column.Many
                    ? cell.Text.Split(
                        ['、', ',', '，', ';', '；', '\n'],
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    )
                    : [cell.Text]
            )
            {
                if (known.TryGetValue(word, out var value))
                {
                    entry.Add(column.Field, value);
                }
                else
                {
                    Problem(cell.Name, column.Header, column.Field == "unit" ? "unknown-unit" : "unknown-choice", word);
                }
            }

            return;
        }

        if (
            column.Field is "on" or "until"
            && cell is { Day: null, Number: { } serial }
            && Typed.Day(cell.Text) is null
        )
        {
            Problem(cell.Name, column.Header, "day-as-number", cell.Text, DayLike(serial));
            return;
        }

        entry[column.Field] = cell.Text;
    }

    private static string DayLike(decimal serial) =>
        serial is > 20_000 and < 80_000
            ? new DateOnly(1899, 12, 30).AddDays((int)serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : "2021-07-13";

    // One column says for all numbers of a row how they were come by.
    private void ReadBasis(RecordEntry entry)
    {
        if (entry["basis"].Length > 0)
        {
            foreach (var measure in kind.Measures)
            {
                entry[$"basis.{measure.Id}"] = entry["basis"];
            }
        }
    }

    private void Check(
        GridRow row,
        WorkRecord record,
        IReadOnlyList<RecordProblem> unread,
        Dictionary<string, (CellName Cell, string Header)> cells
    )
    {
        // What was said of a cell already is said once.
        var told = new HashSet<string>();
        foreach (var problem in problems.AsEnumerable().Reverse().TakeWhile(p => RowOf(p) == row.Number))
        {
            told.UnionWith(cells.Where(c => c.Value.Cell.ToString() == problem.Cell).Select(c => c.Key));
        }

        List<RecordProblem> found = [.. unread.Where(p => !told.Contains(p.Field))];
        told.UnionWith(unread.Select(p => p.Field));
        // Of a day that can't be read nothing else is held against the row.
        var dated = told.Contains("on") ? record with { On = new(year, 1, 1), Until = null } : record;
        found.AddRange(
            RecordRules.Check(dated, catalogue, scope.Tree, scope.Today).Where(p => !told.Contains(p.Field))
        );
        foreach (var problem in found)
        {
            At(row, cells, problem);
        }

        if (!told.Contains("on") && record.On.Year != year)
        {
            At(row, cells, new("on", "wrong-year", $"{record.On.Year}", $"{year}"));
        }

        if (!told.Contains("unit") && scope.Tree.Has(record.Unit) && !scope.May(Verb.Record, record.Unit))
        {
            At(row, cells, new("unit", "unit-not-yours", ""));
        }

        if (!seen.TryAdd(record.Id, row.Number))
        {
            At(row, cells, new("number", "same-row", $"{seen[record.Id]}"));
        }
    }

    private static int RowOf(CellProblem problem) =>
        CellName.Parse(problem.Cell) is { } name ? name.Row
        : int.TryParse(problem.Cell, CultureInfo.InvariantCulture, out var row) ? row
        : 0;

    private void At(GridRow row, Dictionary<string, (CellName Cell, string Header)> cells, RecordProblem problem)
    {
        var header = columns.FirstOrDefault(c => c.Field == problem.Field)?.Header ?? "";
        if (cells.TryGetValue(problem.Field, out var at))
        {
            Problem(at.Cell, at.Header, problem.Rule, [.. problem.Arguments]);
        }
        else
        {
            problems.Add(new($"{row.Number}", header, problem.Rule, problem.Arguments));
        }
    }

    private void Problem(CellName cell, string header, string rule, params string[] arguments) =>
        problems.Add(new(cell.ToString(), header, rule, arguments));

    /// <summary>
    /// The id of a row: by the template's own mark, the row's number, its unit and its day, so that the same file, even with a number corrected,
    /// never records a row twice, and last month's file with new days is new. Without a number, by all that it says.
    /// </summary>
    private Guid IdOf(WorkRecord record, string number)
    {
        var name =
            number.Length > 0
                ? $"{(mark is null ? kind.Id : mark.Issue.ToString())} {number} {record.Unit} {record.On:yyyy-MM-dd}"
                : Numbered(Content(record));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"xiangyin sheet {kind.Id} {name}"));
        // RFC 9562, 5.8: version 8, by a digest of our own; the day in front keeps ids of one time together, as version 7 does.
        var at = Day.StartOf(record.On).ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            hash[i] = (byte)(at >> (40 - (8 * i)));
        }

        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }

    // Two rows may say the same and both be meant: the second is the second in every reading of the file.
    private string Numbered(string content) => $"{content} {alike[content] = alike.GetValueOrDefault(content) + 1}";

    private static string Content(WorkRecord record)
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{record.Unit}|{record.On}|{record.Until}|{record.Title}|{record.Place}|{record.Text}"
        );
        foreach (var (id, measure) in record.Measures.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"|{id}={measure.Amount:0.####}{measure.Approximation}{measure.Basis}"
            );
        }

        foreach (var (id, value) in record.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"|{id}={value}");
        }

        foreach (var participant in record.Participants)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{participant.Role}={participant.Person.Value}");
        }

        foreach (var link in record.Links)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{link.Type}={link.Target}");
        }

        return text.ToString();
    }

    // "发出份数（份） *" is "发出份数".
    private static string Bare(string header)
    {
        var bare = header.Trim().TrimEnd('*', '＊', ' ').Trim();
        var open = bare.IndexOfAny(['（', '(']);
        return open > 0 ? bare[..open].Trim() : bare;
    }
}
