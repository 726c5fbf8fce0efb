using Xiangyin.Ledger;
using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Whose work a document speaks of, and of which year: what its figures are asked of.</summary>
/// <param name="Unit">The unit with everything below it.</param>
/// <param name="Year">The year reported.</param>
/// <param name="CutOff">The last day counted unless a sentence says otherwise.</param>
internal sealed record CheckScope(UnitId Unit, int Year, DateOnly CutOff)
{
    /// <summary>In these months a report is of the year before.</summary>
    private const int LastMonthOfReporting = 3;

    public Period Period => Period.Year(Year);

    /// <summary>What the document itself says.</summary>
    /// <param name="document">The document.</param>
    /// <param name="unit">The unit of whoever asks.</param>
    /// <param name="today">For a document that names no year.</param>
    public static CheckScope Of(ReadDocument document, UnitId unit, DateOnly today)
    {
        var year =
            document.Period is { From: { } from, Masked: false } ? from.Year
            : document.SignedOn?.From is { } signed ? signed.AddMonths(-LastMonthOfReporting).Year
            : document.CutOffs.Select(c => c.To).FirstOrDefault(d => d is not null)?.Year
                ?? today.AddMonths(-LastMonthOfReporting).Year;
        var whole = Period.Year(year);
        // A report on half a year counts half a year; one signed in the year that it reports counts up to then.
        var last = document.Period is { To: { } to, Kind: not TimeKind.Year } && to.Year == year ? to : whole.To;
        var signedOn = document.SignedOn?.From;
        return new(unit, year, signedOn is { } day && day < last && day >= whole.From ? day : last);
    }
}
