using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Indicators;

/// <summary>The records behind a figure as a table to take along.</summary>
internal sealed class ExportModel(TownLedger ledger, NewestDay newest, PeopleStore people, Scope scope, T t) : PageModel
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task<IActionResult> OnGet(string indicator, string form, CancellationToken ct)
    {
        var question = await FigureQuestion.Read(indicator, Request.Query, ledger, newest, scope, ct);
        if (question.Query is not { } query)
        {
            // The figure's page says what is wrong and lets it be changed.
            return LocalRedirect($"/figures/{Uri.EscapeDataString(indicator)}{Request.QueryString}");
        }

        var figure = await ledger.Figure(query, ct);
        if (ledger.CatalogueAt(query.KnownAt.Seq).IsRestricted(figure.Policy.Formula))
        {
            return NotFound();
        }

        var file = new RecordsFile(figure with { Query = query }, ledger, people, t);
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(file.Name(form));
        Response.Headers.ContentDisposition = name.ToString();
        if (form == "csv")
        {
            Response.ContentType = "text/csv; charset=utf-8";
            await file.WriteCsv(Response.Body, ct);
            return new EmptyResult();
        }

        // A workbook is packed at the end, so it is put together on disk and gone when it is sent.
        var kept = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        try
        {
            await file.WriteXlsx(kept, new Uri($"{Request.Scheme}://{Request.Host}"), ct);
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }

        kept.Position = 0;
        return File(kept, Xlsx);
    }
}
