using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Takes in a document to be looked over: pasted, or as a file.</summary>
internal sealed class IndexModel(OpenChecks open, Scope scope, TimeProvider clock, T t) : PageModel
{
    /// <summary>Made with the form: sending it twice opens one document.</summary>
    public Guid NewId { get; private set; }

    public IReadOnlyList<OpenCheck> Open => open.Of(scope.Actor.Id);

    /// <summary>Whether somebody comes from a document that is no longer here.</summary>
    public bool IsGone => Request.Query.ContainsKey("gone");

    public string? Problem { get; private set; }

    [BindProperty]
    public string? Text { get; set; }

    public void OnGet() => NewId = Guid.CreateVersion7(clock.GetUtcNow());

    public async Task<IActionResult> OnPost(Guid id, IFormFile? file, CancellationToken ct)
    {
        NewId = id == Guid.Empty ? Guid.CreateVersion7(clock.GetUtcNow()) : id;
        try
        {
            var upload = file is { Length: > 0 } ? await Read(file, ct) : UploadReader.Paste(Text ?? "");
            return LocalRedirect($"/checks/{open.Open(NewId, scope.Actor.Id, upload).Id}");
        }
        catch (UploadRefusal refusal)
        {
            Problem = t[$"checks.refusal.{refusal.Rule}", refusal.Arguments];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    public IActionResult OnPostForget(Guid id)
    {
        open.Forget(id, scope.Actor.Id);
        return LocalRedirect("/checks");
    }

    private static async Task<Upload> Read(IFormFile file, CancellationToken ct)
    {
        if (file.Length > Upload.MostBytes)
        {
            throw new UploadRefusal(UploadRefusal.TooLarge, Upload.MostBytes >> 20);
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return await UploadReader.Read(content.ToArray(), file.FileName, ct);
    }
}
