using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Cli;

/// <summary><c>check --data DIR</c>: a document's quantities set against a ledger, in words and in JSON.</summary>
internal sealed class AgainstLedger : IAsyncDisposable
{
    private readonly OpenTown town;
    private readonly LedgerCheck check;
    private readonly UnitId unit;
    private readonly CheckWords words;

    private AgainstLedger(OpenTown town, UnitId unit, string language)
    {
        (this.town, this.unit) = (town, unit);
        check = new(
            town.Ledger,
            new Targets(town.Ledger),
            new ReportedFigures(town.Ledger),
            new MatchBook(town.Database, TimeProvider.System)
        );
        words = new(town.Ledger, new T(Texts.Embedded(), language));
        Gazetteer = DefectFinder.GazetteerOf(town.Ledger.Tree, unit, TimeProvider.System.Today());
    }

    /// <summary>The names that belong to the unit.</summary>
    public Gazetteer Gazetteer { get; }

    /// <summary>The ledger that was named; none where none was.</summary>
    public static async Task<AgainstLedger?> OpenAsync(Call call, CancellationToken ct)
    {
        if (call["data"] is null && call["database"] is null)
        {
            return null;
        }

        var town = await OpenTown.OpenAsync(call, ct);
        try
        {
            return new(
                town,
                OpenTown.UnitOf(call, town.Ledger.Tree, TimeProvider.System.Today()),
                call.Terminal.Language
            );
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    public Task<IReadOnlyList<Comparison>> Compare(ReadDocument document, CancellationToken ct) =>
        check.Compare(document, CheckScope.Of(document, unit, TimeProvider.System.Today()), _ => true, ct);

    /// <summary>As a compiler would say it: what differs is a warning, the rest is told.</summary>
    public string Line(Comparison compared) =>
        $"{(compared.Outcome == Outcome.Differs ? "warning" : "info")} ledger/{Name(compared)}: "
        + $"“{compared.Quantity.Text}” {words.Of(compared)}{string.Concat(compared.Explanations.Select(e => words.Of(e)))}";

    /// <summary>The array <c>ledger</c> of a document's object.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyList<Comparison> compared)
    {
        json.WriteStartArray("ledger");
        foreach (var one in compared)
        {
            json.WriteStartObject();
            json.WriteString("text", one.Quantity.Text);
            json.WriteNumber("start", one.Quantity.Span.Start);
            json.WriteNumber("length", one.Quantity.Span.Length);
            json.WriteString("outcome", Name(one));
            json.WriteString("indicator", one.Match?.Indicator.Id);
            json.WriteNumber("confidence", one.Match?.Confidence ?? 0);
            json.WriteString("message", words.Of(one));
            if (one.Figure is { Amount.Value: { } value, Withheld: Withheld.No } figure)
            {
                json.WriteNumber("counted", value);
                json.WriteString("figure", FigureUrl.Of(figure.Query));
            }

            json.WriteStartArray("explanations");
            foreach (var why in one.Explanations)
            {
                json.WriteStringValue(words.Of(why));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private static string Name(Comparison compared) =>
        compared.Outcome switch
        {
            Outcome.Agrees => "agrees",
            Outcome.Differs => "differs",
            _ => "no-record",
        };
}
