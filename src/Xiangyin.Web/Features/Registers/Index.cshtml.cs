using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>纸质登记表: those that were made, and where pictures of filled ones go.</summary>
internal sealed class IndexModel(RegisterDesk desk, Scope scope, TimeProvider clock, T t) : PageModel
{
    public const int MostFiles = 20;
    private const int Shown = 50;

    private T T => t;

    public Scope Scope => scope;

    public Guid Batch { get; private set; }

    public IReadOnlyList<Register> Registers { get; private set; } = [];

    public string? Refusal { get; private set; }

    public IActionResult OnGet() => Open() ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid batch, List<IFormFile> pictures, CancellationToken ct)
    {
        if (!Open())
        {
            return NotFound();
        }

        var sent = pictures.Where(p => p.Length > 0).ToList();
        if (sent.Count is 0 or > MostFiles)
        {
            Refusal = T[sent.Count == 0 ? "registers.no-pictures" : "registers.too-many", MostFiles];
        }
        else
        {
            if (await desk.Take(batch, sent, scope.Actor.Id, ct) is not var (name, refusal))
            {
                return LocalRedirect($"/registers/scans/{batch}");
            }

            Refusal = T[$"problem.file-{refusal.Rule}", [name, .. refusal.Arguments]];
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private bool Open()
    {
        Batch = Guid.CreateVersion7(clock.GetUtcNow());
        Registers = desk.Book.Of(scope.Units(Verb.Record).ToHashSet(), Shown);
        return scope.May(Verb.Record);
    }
}
