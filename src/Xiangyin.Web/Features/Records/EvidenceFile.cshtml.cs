using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>A file that shows what was done, for whoever may see the record that carries it and came by a signed address.</summary>
internal sealed class EvidenceFileModel(TownLedger ledger, EvidenceStore store, EvidenceUrl urls, Scope scope)
    : PageModel
{
    public async Task<IActionResult> OnGet(string hash, string? size, Guid record, string? ticket, CancellationToken ct)
    {
        var versions = await scope.See(ledger, record, ct);
        var evidence = versions.SelectMany(v => v.Content.Evidence).LastOrDefault(e => e.Hash == hash);
        var validity = urls.Check(ticket, hash, record, scope.Actor.Id);
        if (evidence is null || validity == EvidenceUrl.Validity.Forged)
        {
            return NotFound();
        }

        if (validity == EvidenceUrl.Validity.Ended)
        {
            // The record's page has addresses that hold.
            return LocalRedirect($"/records/{record}");
        }

        // What it is called never changes, but who may see it does.
        Response.Headers.CacheControl = "private, max-age=3600";
        if (size == "small" && await store.OpenThumbnail(hash, ct) is { } small)
        {
            return new FileStreamResult(small, EvidenceType.WebP) { EntityTag = new($"\"small-{hash}\"") };
        }

        if (await store.Open(hash, ct) is not { } file)
        {
            return NotFound();
        }

        // Pictures, sound and films may show themselves; anything else is handed over as a file, never opened on this site's pages.
        var type = EvidenceType.All.Contains(evidence.MediaType) ? evidence.MediaType : file.MediaType;
        var disposition = new ContentDispositionHeaderValue(type == EvidenceType.Pdf ? "attachment" : "inline");
        disposition.SetHttpFileName(evidence.Name);
        Response.Headers.ContentDisposition = disposition.ToString();
        return new FileStreamResult(file.Content, type)
        {
            EntityTag = new($"\"{hash}\""),
            EnableRangeProcessing = true,
        };
    }
}
