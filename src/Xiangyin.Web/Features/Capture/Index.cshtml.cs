using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>
/// The page that a phone keeps: it says nothing of anybody, so that the next user of the phone finds nothing in it. Who one is, the forms and what
/// is kept come from the script.
/// </summary>
internal sealed class IndexModel(Texts texts) : PageModel
{
    private const string Words = "capture.phone.";

    /// <summary>The script's words, each with the name by which it asks for it.</summary>
    public IEnumerable<(string Name, string Key)> Texts =>
        texts
            .Keys.Where(k => k.StartsWith(Words, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(k => (k[Words.Length..], k));
}
