using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>上级报表: somebody else's form, with what belongs into its cells.</summary>
/// <param name="Id">Made with the page that adds it.</param>
/// <param name="Name">What the office calls it.</param>
/// <param name="File">The file's name.</param>
/// <param name="Unit">Whose figures fill it.</param>
/// <param name="By">Who added it.</param>
/// <param name="AddedAt">When.</param>
/// <param name="Chosen">How many cells have a figure.</param>
internal sealed record SuperiorForm(
    Guid Id,
    string Name,
    string File,
    UnitId Unit,
    PersonId By,
    DateTimeOffset AddedAt,
    int Chosen = 0
);

/// <summary>Which figure belongs into a cell, whichever year the form is filled for.</summary>
/// <param name="Sheet">The sheet, counted from 0.</param>
/// <param name="Cell">Which cell.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Policy">The counting policy; empty asks for the default.</param>
/// <param name="Unit">Of which unit.</param>
/// <param name="Span">Which part of the year, see <see cref="FormSpan"/>.</param>
internal sealed record FormCell(int Sheet, CellName Cell, string Indicator, string Policy, UnitId Unit, string Span);

/// <summary>Parts of the year that a form is filled for.</summary>
internal static class FormSpan
{
    public const string Year = "year";

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Year,
        "half-1",
        "half-2",
        .. Enumerable.Range(1, 4).Select(q => $"quarter-{q}"),
        .. Enumerable.Range(1, 12).Select(m => $"month-{m}"),
        "year-before",
    ];

    /// <summary>Its days in a year.</summary>
    public static Period Of(string span, int year) =>
        span.Split('-') switch
        {
            ["half", var h] => Months(year, ((Number(h) - 1) * 6) + 1, 6),
            ["quarter", var q] => Months(year, ((Number(q) - 1) * 3) + 1, 3),
            ["month", var m] => Months(year, Number(m), 1),
            ["year", "before"] => Period.Year(year - 1),
            _ => Period.Year(year),
        };

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Period Months(int year, int first, int count)
    {
        var from = new DateOnly(year, first, 1);
        return new(from, from.AddMonths(count).AddDays(-1));
    }
}
