using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Holds what a unit said in other years. Whatever keeps finished documents registers one, and documents are compared with what it gives.</summary>
internal interface IEarlierTexts
{
    /// <summary>The finished texts of a unit for the years before one, newest first.</summary>
    Task<IReadOnlyList<EarlierText>> Before(int year, UnitId unit, CancellationToken ct);
}

/// <summary>A finished text of an earlier year.</summary>
/// <param name="Id">Another for every other text: what was kept by it stays true.</param>
/// <param name="Year">The year that it reports.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Text">All of it, a paragraph a line.</param>
internal sealed record EarlierText(string Id, int Year, string Title, string Text);
