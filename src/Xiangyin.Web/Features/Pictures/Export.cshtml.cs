using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Pictures;

/// <summary>The pictures in use as one file, with a list of where each is used. What may not be used any more is not in it.</summary>
internal sealed class ExportModel(
    TownLedger ledger,
    PictureUses uses,
    PicturedPeople pictured,
    EvidenceStore store,
    Scope scope,
    T t
) : PageModel
{
    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (!scope.May(Verb.WriteReport))
        {
            return NotFound();
        }

        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            var list = new StringBuilder();
            var packed = new HashSet<string>();
            foreach (var use in uses.Current())
            {
                if (
                    await ShownPicture.Find(ledger, scope, use.Hash, use.Record, ct) is not { } shown
                    || !(await pictured.On(use.Hash, ct)).All(p => p.MayBeShown)
                    || await store.Open(use.Hash, ct) is not { } kept
                )
                {
                    continue;
                }

                await using var content = kept.Content;
                var name = $"{use.Hash[..12]}.{kept.MediaType.Split('/')[1]}";
                if (packed.Add(use.Hash))
                {
                    await using var to = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                    await content.CopyToAsync(to, ct);
                }

                list.Append(name)
                    .Append('\t')
                    .Append(t[$"picture.sort.{use.Sort}"])
                    .Append('\t')
                    .Append(OneLine(use.Place))
                    .Append('\t')
                    .Append(OneLine(shown.Record.Title))
                    .Append('\n');
            }

            await using var words = new StreamWriter(
                zip.CreateEntry("list.txt").Open(),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
            );
            await words.WriteAsync(list, ct);
        }

        file.Position = 0;
        Response.Headers.CacheControl = "private, no-store";
        return File(file, "application/zip", "pictures.zip");
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
