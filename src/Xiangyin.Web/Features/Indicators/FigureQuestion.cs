using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>A question about a figure as it was asked in an address or a form: what was typed, and what it means or why it means nothing.</summary>
internal sealed class FigureQuestion
{
    private readonly IQueryCollection asked;
    private readonly Dictionary<string, string> problems = [];
    private readonly TownLedger ledger;
    private readonly Scope scope;

    private readonly DateOnly newest;

    private FigureQuestion(string indicator, IQueryCollection asked, TownLedger ledger, Scope scope, DateOnly newest)
    {
        (this.asked, this.ledger, this.scope, this.newest) = (asked, ledger, scope, newest);
        IndicatorId = indicator;
        Query = Read();
    }

    public string IndicatorId { get; }

    /// <summary>The question; none when there is a problem.</summary>
    public FigureQuery? Query { get; }

    /// <summary>Fields, each with the last part of the key of what is wrong with it.</summary>
    public IReadOnlyDictionary<string, string> Problems => problems;

    /// <summary>Whether what it names is not there, or not for this reader.</summary>
    public bool NamesNothing =>
        problems.GetValueOrDefault("indicator") is not null || problems.GetValueOrDefault("unit") is not null;

    /// <summary>Whether the answer shall stay as it was known at one instant.</summary>
    public bool IsPinned => this["knownAt"].Length > 0;

    /// <summary>What was typed into a field; empty where nothing was.</summary>
    public string this[string field] => asked[field].ToString();

    /// <summary>Reads a question; what it leaves out is this year up to now, of everything the reader is there for.</summary>
    /// <param name="indicator">The indicator's id.</param>
    /// <param name="asked">The address's fields.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="newest">Says which year "this year" is where nothing was recorded yet in the calendar's.</param>
    /// <param name="scope">What the reader may see.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<FigureQuestion> Read(
        string indicator,
        IQueryCollection asked,
        TownLedger ledger,
        NewestDay newest,
        Scope scope,
        CancellationToken ct
    ) => new(indicator, asked, ledger, scope, await newest.Of(scope.Root, scope.Today, ct));

    private FigureQuery? Read()
    {
        var known = ReadKnownAt();
        var indicator = ReadIndicator(known);
        var unit = ReadUnit(known);
        var from = ReadDay("from") ?? new DateOnly(newest.Year, 1, 1);
        var to = ReadDay("to") ?? Period.Year(from.Year).To;
        var period = new Period(from, to);
        // Whoever names no cut-off asks for what has happened.
        var cutOff = ReadDay("cutOff") ?? (period.Contains(newest) ? newest : to);
        if (period.IsEmpty && !HasProblem("from", "to"))
        {
            problems["to"] = "backwards";
        }
        else if (cutOff < from && !HasProblem("from", "to", "cutOff"))
        {
            problems["cutOff"] = "cut-off-before";
        }

        var policy = this["policy"];
        if (indicator is not null && policy.Length > 0 && indicator.Policies.All(p => p.Id != policy))
        {
            problems["policy"] = "unknown-policy";
        }

        var organised = this["organised"].ToUpperInvariant() switch
        {
            "" or "THEN" => Organised.Then,
            "NOW" => Organised.Now,
            _ => Wrong("organised"),
        };
        return problems.Count > 0
            ? null
            : new(IndicatorId, unit, period, cutOff, known, policy.Length > 0 ? policy : null, organised);
    }

    private bool HasProblem(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (problems.ContainsKey(field))
            {
                return true;
            }
        }

        return false;
    }

    private Organised Wrong(string field)
    {
        problems[field] = "unknown-choice";
        return default;
    }

    private DateOnly? ReadDay(string field)
    {
        var day = this[field].Length == 0 ? null : AskedDay.Day(this[field]);
        if (day is null && this[field].Length > 0)
        {
            problems[field] = "bad-day";
        }

        return day;
    }

    private KnownAt ReadKnownAt()
    {
        if (!IsPinned)
        {
            return ledger.Now;
        }

        if (AskedDay.Instant(this["knownAt"]) is not { } at)
        {
            problems["knownAt"] = "bad-instant";
            return ledger.Now;
        }

        var day = Day.Of(at);
        if (day > scope.Today)
        {
            problems["knownAt"] = "known-ahead";
        }

        // The rest of today is not known yet.
        return day >= scope.Today && at > ledger.Now.At ? ledger.Now : ledger.KnownAt(at);
    }

    private Indicator? ReadIndicator(KnownAt known)
    {
        var today = ledger.Catalogue.Indicator(IndicatorId);
        var then = ledger.CatalogueAt(known.Seq).Indicator(IndicatorId);
        if (then is null)
        {
            problems["indicator"] = today is null ? "unknown-indicator" : "not-then-defined";
        }

        return then;
    }

    private UnitId ReadUnit(KnownAt known)
    {
        var unit =
            this["unit"].Length == 0 ? scope.Root
            : long.TryParse(this["unit"], out var id) ? new UnitId(id)
            : default;
        if (!scope.May(Verb.See, unit))
        {
            problems["unit"] = "unknown-unit";
        }
        else if (!ledger.TreeAt(known.Seq).Has(unit))
        {
            problems["unit"] = "not-then-founded";
        }

        return unit;
    }
}
