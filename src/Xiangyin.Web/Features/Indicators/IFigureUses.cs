using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>Tells where figures are used. Whatever binds figures registers one, and the figures' pages list what it finds.</summary>
internal interface IFigureUses
{
    /// <summary>Uses of an indicator that the reader may see, newest first.</summary>
    Task<IReadOnlyList<FigureUse>> Of(string indicator, UnitId unit, Scope scope, CancellationToken ct);
}

/// <summary>One place where an indicator is used.</summary>
/// <param name="Title">Of the document.</param>
/// <param name="Url">Where it is.</param>
/// <param name="State">How it stands, in words: a draft, frozen, what it printed.</param>
internal sealed record FigureUse(string Title, string Url, string State);
