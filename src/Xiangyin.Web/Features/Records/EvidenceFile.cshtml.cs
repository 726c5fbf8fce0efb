using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>A file that shows what was done, for whoever may see the record that carries it.</summary>
internal sealed class EvidenceFileModel(TownLedger ledger, EvidenceStore store, Scope scope) : PageModel
{
    public async Task<IActionResult> OnGet(string hash, Guid record, CancellationToken ct)
    {
        var versions = await scope.See(ledger, record, ct);
        var evidence = versions.SelectMany(v => v.Content.Evidence).LastOrDefault(e => e.Hash == hash);
        if (evidence is null || store.Open(hash) is not { } file)
        {
            return NotFound();
        }

        // A picture may show itself; anything else is handed over as a file, never opened on this site's pages.
        var isImage =
            file.MediaType.StartsWith("image/", StringComparison.Ordinal) && file.MediaType != "image/svg+xml";
        var disposition = new ContentDispositionHeaderValue(isImage ? "inline" : "attachment");
        disposition.SetHttpFileName(evidence.Name);
        Response.Headers.ContentDisposition = disposition.ToString();
        // What it is called never changes, but who may see it does.
        Response.Headers.CacheControl = "private, max-age=3600";
        return new FileStreamResult(file.Content, file.MediaType)
        {
            EntityTag = new($"\"{hash}\""),
            EnableRangeProcessing = true,
        };
    }
}
