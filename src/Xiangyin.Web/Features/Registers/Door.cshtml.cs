using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>The code that is shown at the door of an event.</summary>
internal sealed class DoorModel(RegisterBook book, Scope scope, SiteOptions options) : PageModel
{
    public Register Register { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public IActionResult OnGet(Guid id)
    {
        if (book.Find(id) is not { Form: RegisterForm.SignIn } register || !scope.May(Verb.Record, register.Unit))
        {
            return NotFound();
        }

        Register = register;
        Address = new Uri(options.AddressFor(Request), $"/sign-in/{register.Door}").ToString();
        return Page();
    }
}
