using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>The code that is shown at the door of an event.</summary>
internal sealed class DoorModel(RegisterBook book, Scope scope, T t) : PageModel
{
    private T T => t;

    public Register Register { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public IHtmlContent Code { get; private set; } = HtmlString.Empty;

    public IActionResult OnGet(Guid id)
    {
        if (book.Find(id) is not { Form: RegisterForm.SignIn } register || !scope.May(Verb.Record, register.Unit))
        {
            return NotFound();
        }

        Register = register;
        Address = $"{Request.Scheme}://{Request.Host}/sign-in/{register.Door}";
        Code = Drawn(Address, T["register.door.code"]);
        return Page();
    }

    private static HtmlString Drawn(string words, string label)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(words, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = string.Concat(
            rows.SelectMany(
                (row, y) => Enumerable.Range(0, row.Count).Where(x => row[x]).Select(x => $"M{x} {y}h1v1h-1z")
            )
        );
        return new(
            $"""<svg viewBox="0 0 {rows.Count} {rows.Count}" width="320" height="320" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(label)}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path d="{path}" fill="#000"/></svg>"""
        );
    }
}
