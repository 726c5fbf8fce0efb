using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>Takes a form of others in.</summary>
internal sealed class FormNewModel(FormBook forms, Scope scope, TimeProvider clock, T t) : PageModel
{
    private T T => t;

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string? Refusal { get; private set; }

    public IActionResult OnGet()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow());
        return scope.May(Verb.WriteReport) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(Guid id, string? name, IFormFile? file, CancellationToken ct)
    {
        if (!scope.May(Verb.WriteReport))
        {
            return NotFound();
        }

        (Id, Name) = (id, name?.Trim() ?? "");
        try
        {
            if (Name.Length is 0 or > 80 || file is null || file.Length == 0)
            {
                Refusal = T[Name.Length is 0 or > 80 ? "forms.no-name" : "sheet.refusal.no-file"];
            }
            else
            {
                var content = await SheetFile.Read(file, ct);
                using (var workbook = Workbook.Open(content))
                {
                    _ = new FormTable(workbook, 0);
                }

                await forms.Add(
                    new(id, Name, Path.GetFileName(file.FileName), scope.Root, scope.Actor.Id, clock.GetUtcNow()),
                    content,
                    ct
                );
                return LocalRedirect($"/sheets/forms/{id}");
            }
        }
        catch (SheetRefusal refusal)
        {
            Refusal = SheetFile.Words(t, refusal);
        }
        catch (LedgerRefusal refusal)
        {
            Refusal = T[$"refusal.{refusal.Rule}"];
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
