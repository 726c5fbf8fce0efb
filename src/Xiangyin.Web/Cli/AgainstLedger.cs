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
    private readonly ServiceProvider services;
    private readonly UnitId unit;
    private readonly CheckWords words;

    private AgainstLedger(OpenTown town, UnitId unit, RuleBook rules, string language)
    {
        (this.town, this.unit) = (town, unit);
        services = town.Services(TimeProvider.System, rules: rules);
        words = new(town.Ledger, new T(Texts.Embedded(), language));
    }

    /// <summary>The ledger that was named; none where none was.</summary>
    public static async Task<AgainstLedger?> OpenAsync(Call call, RuleBook rules, CancellationToken ct)
    {
        if (call["data"] is null && call["database"] is null)
        {
            return null;
        }

        var town = await OpenTown.OpenAsync(call, ct);
        try
        {
            var unit = OpenTown.UnitOf(call, town.Ledger.Tree, TimeProvider.System.Today());
            return new(town, unit, rules, call.Terminal.Language);
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    /// <summary>The defects of a document, with the unit's names and its earlier texts known.</summary>
    public Task<IReadOnlyList<Defect>> Find(ReadDocument document, CancellationToken ct) =>
        services.GetRequiredService<DefectFinder>().Find(document, ScopeOf(document), _ => true, ct);

    public Task<IReadOnlyList<Comparison>> Compare(ReadDocument document, CancellationToken ct) =>
        services.GetRequiredService<LedgerCheck>().Compare(document, ScopeOf(document), _ => true, ct);

    /// <summary>As a compiler would say it: what differs is a warning, the rest is told.</summary>
    public string Line(Comparison compared) =>
        $"{(compared.Outcome == Outcome.Differs ? "warning" : "info")} {Rule(compared)}: {Sentence(compared)}";

    /// <summary>What the ledger says of a quantity, in words.</summary>
    public string Sentence(Comparison compared) =>
        $"“{compared.Quantity.Text}” {words.Of(compared)}{string.Concat(compared.Explanations.Select(e => words.Of(e)))}";

    /// <summary>The outcome, as the id of a rule.</summary>
    public static string Rule(Comparison compared) => "ledger/" + Name(compared);

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

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await town.DisposeAsync();
    }

    private CheckScope ScopeOf(ReadDocument document) => CheckScope.Of(document, unit, TimeProvider.System.Today());

    private static string Name(Comparison compared) =>
        compared.Outcome switch
        {
            Outcome.Agrees => "agrees",
            Outcome.Differs => "differs",
            _ => "no-record",
        };
}
