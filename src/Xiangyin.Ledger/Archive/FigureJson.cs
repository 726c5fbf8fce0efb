using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xiangyin.Ledger;

/// <summary>One figure as it stands in <c>figures.json</c>: the question, the answer, and the records behind it.</summary>
public sealed record FigureJson
{
    /// <summary>How many record ids are listed at most; beyond, only their number and digest are.</summary>
    public const int MostRecords = 10_000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The indicator's id.</summary>
    public required string Indicator { get; init; }

    /// <summary>The unit's id.</summary>
    public required long Unit { get; init; }

    /// <summary>First day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the period.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The last event day counted.</summary>
    public required DateOnly CutOff { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>The last sequence known.</summary>
    public required long KnownSeq { get; init; }

    /// <summary>As organised then or now.</summary>
    public required Organised Organised { get; init; }

    /// <summary>The counting policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The indicator's version.</summary>
    public required int DefinitionVersion { get; init; }

    /// <summary>The sequence of the tree's last change that was known.</summary>
    public required long TreeVersion { get; init; }

    /// <summary>The value; none when unknown or withheld.</summary>
    public required decimal? Value { get; init; }

    /// <summary>How exactly.</summary>
    public required Approximation Approximation { get; init; }

    /// <summary>Where from.</summary>
    public required Basis Basis { get; init; }

    /// <summary>Records without a value.</summary>
    public required long WithoutValue { get; init; }

    /// <summary>What was reported beside it.</summary>
    public required decimal? Reported { get; init; }

    /// <summary>Why no value is shown.</summary>
    public required Withheld Withheld { get; init; }

    /// <summary>None where nobody is expected to report.</summary>
    public required bool? Complete { get; init; }

    /// <summary>Units that have not reported.</summary>
    public required IReadOnlyList<long> MissingUnits { get; init; }

    /// <summary>Records that wait for confirmation.</summary>
    public required long Awaiting { get; init; }

    /// <summary>The figure in words, in simplified Chinese.</summary>
    public required string Text { get; init; }

    /// <summary>The formula's terms with their values.</summary>
    public required IReadOnlyList<OperandJson> Operands { get; init; }

    /// <summary>How many records stand behind it.</summary>
    public required int RecordCount { get; init; }

    /// <summary>See <see cref="Ledger.RecordsDigest"/>.</summary>
    public required string RecordsDigest { get; init; }

    /// <summary>Their ids in order; none beyond <see cref="MostRecords"/>.</summary>
    public required IReadOnlyList<Guid>? Records { get; init; }

    /// <summary>A figure with the records behind it.</summary>
    public static FigureJson Of(Figure figure, IReadOnlyCollection<(Guid Id, int Version)> behind) =>
        new()
        {
            Indicator = figure.Indicator.Id,
            Unit = figure.Query.Unit.Value,
            From = figure.Query.Period.From,
            To = figure.Query.Period.To,
            CutOff = figure.Query.CutOff,
            KnownAt = figure.Query.KnownAt.At,
            KnownSeq = figure.Query.KnownAt.Seq,
            Organised = figure.Query.Organised,
            Policy = figure.Policy.Id,
            DefinitionVersion = figure.Indicator.Version,
            TreeVersion = figure.TreeVersion,
            Value = Plain(figure.Amount.Value),
            Approximation = figure.Amount.Approximation,
            Basis = figure.Amount.Basis,
            WithoutValue = figure.Amount.WithoutValue,
            Reported = Plain(figure.Amount.Reported),
            Withheld = figure.Withheld,
            Complete = figure.Completeness.Complete,
            MissingUnits = [.. figure.Completeness.Missing.Select(u => u.Value)],
            Awaiting = figure.Completeness.Awaiting,
            Text = FigureText.Of(figure, "zh-Hans"),
            Operands =
            [
                .. figure.Operands.Select(o => new OperandJson(
                    o.Formula,
                    Plain(o.Amount.Value),
                    o.Amount.Approximation,
                    o.Records
                )),
            ],
            RecordCount = behind.Count,
            RecordsDigest = Ledger.RecordsDigest.Of(behind),
            Records = behind.Count > MostRecords ? null : [.. behind.Select(b => b.Id).Order()],
        };

    /// <summary>The question that it answers.</summary>
    public FigureQuery ToQuery() =>
        new(Indicator, new(Unit), new(From, To), CutOff, new(KnownAt, KnownSeq), Policy, Organised);

    /// <summary>An array of figures as UTF-8.</summary>
    public static byte[] Write(IEnumerable<FigureJson> figures) =>
        JsonSerializer.SerializeToUtf8Bytes(figures, Options);

    /// <summary>Reads what <see cref="Write(IEnumerable{FigureJson})"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IReadOnlyList<FigureJson> Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<IReadOnlyList<FigureJson>>(json, Options) ?? throw new JsonException("no figures");

    /// <summary>The names of the fields in which this and <paramref name="other"/> differ.</summary>
    public IReadOnlyList<string> Differences(FigureJson other)
    {
        using var a = JsonSerializer.SerializeToDocument(this, Options);
        using var b = JsonSerializer.SerializeToDocument(other, Options);
        return
        [
            .. a
                .RootElement.EnumerateObject()
                .Where(p => !JsonElement.DeepEquals(p.Value, b.RootElement.GetProperty(p.Name)))
                .Select(p => p.Name),
        ];
    }

    // 1.50 and 1.5 are one value and must be one text.
    private static decimal? Plain(decimal? value) =>
        value is { } v
            ? decimal.Parse(
                v.ToString("0.############################", CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            )
            : null;
}

/// <summary>One term of a figure's formula in <c>figures.json</c>.</summary>
/// <param name="Formula">As written.</param>
/// <param name="Value">Its value.</param>
/// <param name="Approximation">How exactly.</param>
/// <param name="Records">Records behind it.</param>
public sealed record OperandJson(string Formula, decimal? Value, Approximation Approximation, long Records);
