using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Documents;
using Xiangyin.Reading;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The corrected document as a Word file, its author's own where there was one, with comments at what remains.</summary>
internal sealed class FileModel(OpenChecks open, CheckDesk desk, CheckWords words, Scope scope, TimeProvider clock, T t)
    : PageModel
{
    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (open.Find(id, scope.Actor.Id) is not { } check)
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        var remains = Mark.Of(await desk.Look(check, ct)).Where(m => m.Look is "error" or "warning" or "differs");
        var file = CorrectedDocx.Write(
            check.Upload.Docx ?? PlainDocx.Write(Reader.Read(check.Upload.Text), now),
            check.Edits,
            [.. remains.Select(m => new Comment(check.Edits.Origin(m.Span), Remark(m)))],
            t["site.name"],
            now
        );
        var name =
            check.Upload.Name.Length > 0 ? Path.GetFileNameWithoutExtension(check.Upload.Name) : t["checks.pasted"];
        return File(file, DocumentWriter.DocxMediaType, t["checks.file-name", name]);
    }

    private string Remark(Mark mark) =>
        string.Concat(
            t[$"checks.look.{mark.Look}"],
            t["checks.colon"],
            words.Of(mark),
            string.Concat((mark.Comparison?.Explanations ?? []).Select(e => words.Of(e)))
        );
}
