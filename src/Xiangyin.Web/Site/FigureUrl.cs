using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>The address of a figure's page: the whole question stands in it, so that a link is the figure.</summary>
internal static class FigureUrl
{
    /// <param name="query">The question.</param>
    /// <param name="pinned">Whether the page shall answer as known at the query's instant for ever, rather than as known when it is opened.</param>
    public static string Of(FigureQuery query, bool pinned = false)
    {
        var asked = new Dictionary<string, string?>
        {
            ["unit"] = query.Unit.ToString(),
            ["from"] = Iso(query.Period.From),
            ["to"] = Iso(query.Period.To),
            ["cutOff"] = Iso(query.CutOff),
        };
        if (pinned)
        {
            asked["knownAt"] = query.KnownAt.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        }

        if (!string.IsNullOrEmpty(query.Policy))
        {
            asked["policy"] = query.Policy;
        }

        if (query.Organised == Organised.Now)
        {
            asked["organised"] = "now";
        }

        return QueryHelpers.AddQueryString($"/figures/{Uri.EscapeDataString(query.Indicator)}", asked);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
