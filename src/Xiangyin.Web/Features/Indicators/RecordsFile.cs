using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>The records behind a figure as a table: one row each, with every number, choice and name that its kind asks for.</summary>
internal sealed class RecordsFile
{
    private const int Chunk = 500;
    private readonly Figure figure;
    private readonly TownLedger ledger;
    private readonly Catalogue catalogue;
    private readonly PeopleStore people;
    private readonly T t;
    private readonly FigureWords words;
    private readonly IReadOnlyList<Column> columns;

    public RecordsFile(Figure figure, TownLedger ledger, PeopleStore people, T t)
    {
        (this.figure, this.ledger, this.people, this.t) = (figure, ledger, people, t);
        catalogue = ledger.CatalogueAt(figure.Query.KnownAt.Seq);
        words = new(t, catalogue, ledger.TreeAt(figure.Query.KnownAt.Seq));
        // Kinds that ask for the same thing by the same name share its column.
        columns =
        [
            .. Columns()
                .GroupBy(c => c.Header)
                .Select(same =>
                    same.First() with
                    {
                        Of = row => same.Select(c => c.Of(row)).FirstOrDefault(v => v is not null),
                    }
                ),
        ];
    }

    private T T => t;

    /// <summary>"县级媒体上稿 桐花镇 2021-01-01至2021-07-13.xlsx".</summary>
    public string Name(string form)
    {
        var query = figure.Query;
        var name = T[
            "figure.file.name",
            T[figure.Indicator.Name],
            words.Name(query.Unit, query.CutOff),
            AskedDay.Iso(query.Period.From),
            AskedDay.Iso(query.Period.UpTo(query.CutOff).To)
        ];
        return string.Concat(
                name.Select(c => char.IsControl(c) || "\\/:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)
            )
            + "."
            + form;
    }

    /// <summary>The address of a file from the address of its figure's page.</summary>
    public static string Url(string figureUrl, string form) =>
        figureUrl.Split('?', 2) is [var page, var asked] ? $"{page}.{form}?{asked}" : $"{figureUrl}.{form}";

    /// <summary>Writes the rows as UTF-8 with a byte order mark, by which Excel knows the encoding.</summary>
    public async Task WriteCsv(Stream to, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', columns.Select(c => CsvCell(c.Header))));
        await foreach (var row in Rows(ct))
        {
            await writer.WriteLineAsync(string.Join(',', columns.Select(c => CsvCell(c.Of(row)))));
        }
    }

    /// <summary>Writes a workbook: the rows, and on a second sheet what the figure is.</summary>
    /// <param name="to">A file.</param>
    /// <param name="site">Where links lead.</param>
    /// <param name="ct">Ends the writing.</param>
    public Task WriteXlsx(Stream to, Uri site, CancellationToken ct) =>
        to.SaveAsAsync(
            new Dictionary<string, object>
            {
                [T["figure.file.records"]] = SheetRows(ct),
                [T["figure.file.figure"]] = Description(site),
            },
            configuration: new OpenXmlConfiguration
            {
                FastMode = true,
                TableStyles = TableStyles.None,
                DynamicColumns =
                [
                    .. columns.Select(
                        (c, i) =>
                            new DynamicExcelColumn(c.Header)
                            {
                                Index = i,
                                Width = c.Width,
                                Format = c.IsDay ? "yyyy-mm-dd" : null,
                            }
                    ),
                ],
            },
            excelType: ExcelType.XLSX,
            cancellationToken: ct
        );

    private static string CsvCell(object? value) =>
        value switch
        {
            null => "",
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => SafeText.Csv(value.ToString()!),
        };

    private async IAsyncEnumerable<IDictionary<string, object?>> SheetRows(
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var row in Rows(ct))
        {
            yield return columns.ToDictionary(c => c.Header, c => c.Of(row));
        }
    }

    private async IAsyncEnumerable<Row> Rows([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ledger.RecordsBehind(figure.Query).Chunk(Chunk))
        {
            ct.ThrowIfCancellationRequested();
            var names = await people.Find(
                chunk.SelectMany(r => r.Content.Participants.Select(p => p.Person).Append(r.Content.Author)).Distinct(),
                ct
            );
            foreach (var record in chunk)
            {
                yield return new(record, names);
            }
        }
    }

    private List<Dictionary<string, object>> Description(Uri site)
    {
        var query = figure.Query;
        var formula = figure.Policy.Formula;
        var day = FigureWords.DayOf(query);
        (string Name, string Value)[] lines =
        [
            (T["figure.file.indicator"], T[figure.Indicator.Name]),
            (T["figure.file.value"], FigureText.Of(figure, T.Language)),
            (
                T["figure.definition"],
                $"{T[figure.Indicator.Definition]} {T["figure.version", figure.Indicator.Version]}"
            ),
            (T["figure.formula"], new FormulaWords(catalogue, T).Of(formula)),
            (T["figure.file.formula"], formula.ToString()!),
            (T["figure.policy"], T[figure.Policy.Name]),
            (T["figure.scope"], words.Members(query.Unit, words.MembersOf(query), day)),
            (T["figure.period"], T.Days(query.Period.From, query.Period.To)),
            (T["figure.field.cutOff"], T.Day(query.CutOff)),
            (T["figure.field.knownAt"], T.Instant(query.KnownAt.At)),
            (T["figure.organised"], T[$"figure.organised.{query.Organised}"]),
            (T["figure.certainty"], words.Certainty(figure)),
            (T["figure.completeness"], words.Completeness(figure.Completeness)),
            (T["figure.file.missing"], T.List(figure.Completeness.Missing.Select(u => words.Name(u, day)))),
            (T["figure.awaiting"], T["figure.awaiting.count", figure.Completeness.Awaiting]),
            (T["figure.file.page"], new Uri(site, FigureUrl.Of(query, pinned: true)).ToString()),
        ];
        return
        [
            .. lines.Select(l => new Dictionary<string, object>
            {
                [T["figure.file.item"]] = l.Name,
                [T["figure.file.content"]] = l.Value,
            }),
        ];
    }

    private IEnumerable<Column> Columns()
    {
        yield return new(T["figure.record.day"], 12, r => Date(r.Content.On), IsDay: true);
        yield return new(
            T["figure.file.until"],
            12,
            r => r.Content.Until is { } until ? Date(until) : null,
            IsDay: true
        );
        yield return new(
            T["figure.file.kind"],
            16,
            r => catalogue.Kind(r.Content.Kind) is { } kind ? T[kind.Name] : r.Content.Kind
        );
        yield return new(T["figure.record.title"], 40, r => r.Content.Title);
        yield return new(T["figure.record.unit"], 14, r => words.Name(r.Content.Unit, r.Content.On));
        yield return new(T["figure.file.place"], 18, r => r.Content.Place);
        var kinds = figure.Policy.Formula.Kinds.Select(catalogue.Kind).OfType<Kind>().ToList();
        foreach (
            var column in kinds.SelectMany(Measures).Concat(kinds.SelectMany(Choices)).Concat(kinds.SelectMany(Roles))
        )
        {
            yield return column;
        }

        yield return new(T["figure.record.author"], 10, r => NameOf(r, r.Content.Author));
        yield return new(T["figure.file.recorded"], 18, r => T.Instant(r.Record.FirstRecordedAt));
        yield return new(T["figure.record.evidence"], 8, r => r.Content.Evidence.Count);
        yield return new(T["figure.file.id"], 38, r => r.Content.Id.ToString());
    }

    private IEnumerable<Column> Measures(Kind kind) =>
        kind.Measures.SelectMany<MeasureField, Column>(m =>
            [
                new(T["figure.file.measure", T[m.Name], T[m.Unit]], 12, r => StatedIn(r, m)?.Amount),
                new(
                    T["figure.file.certainty", T[m.Name]],
                    12,
                    r => StatedIn(r, m) is { } stated ? Remark(stated) : null
                ),
            ]
        );

    private IEnumerable<Column> Choices(Kind kind) =>
        kind.Dimensions.Select(d => new Column(
            T[d.Name],
            14,
            r =>
                r.Content.Dimensions.TryGetValue(d.Id, out var value)
                    ? catalogue.Dimension(d.Dimension)?.Find(value) is { } known
                        ? T[known.Name]
                        : value
                    : null
        ));

    private IEnumerable<Column> Roles(Kind kind) =>
        kind.Roles.Select(role => new Column(
            T[role.Name],
            16,
            r =>
                r.Content.Participants.Any(p => p.Role == role.Id)
                    ? T.List(
                        r.Content.Participants.Where(p => p.Role == role.Id)
                            .Select(p => NameOf(r, p.Person))
                            .Where(n => n.Length > 0)
                    )
                    : null
        ));

    private static Measure? StatedIn(Row row, MeasureField field) => row.Content.Measures.GetValueOrDefault(field.Id);

    private string Remark(Measure measure)
    {
        var approximation =
            measure.Approximation == Approximation.Exact ? "" : T[$"figure.certainty.{measure.Approximation}"];
        return measure.Basis == Basis.Counted ? approximation : T[$"figure.stated.{measure.Basis}", approximation];
    }

    private string NameOf(Row row, PersonId person) =>
        row.Names.TryGetValue(person, out var known) ? T[known.Name] : "";

    private static DateTime Date(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);

    private sealed record Row(CountedRecord Record, IReadOnlyDictionary<PersonId, Person> Names)
    {
        public WorkRecord Content => Record.Content;
    }

    private sealed record Column(string Header, double Width, Func<Row, object?> Of, bool IsDay = false);
}
