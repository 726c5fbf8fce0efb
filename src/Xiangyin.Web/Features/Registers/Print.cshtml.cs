using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>A register's pages at their true size, for the printer.</summary>
internal sealed class PrintModel(TownLedger ledger, RegisterBook book, Scope scope, T t) : PageModel
{
    public Register Register { get; private set; } = null!;

    public PrintedPage Printed { get; private set; } = null!;

    public IActionResult OnGet(Guid id)
    {
        if (book.Find(id) is not { } register || !scope.May(Verb.Record, register.Unit))
        {
            return NotFound();
        }

        Register = register;
        Printed = new(register, new(t, ledger.Catalogue, ledger.Tree, ledger.IsDemonstration));
        return Page();
    }
}
