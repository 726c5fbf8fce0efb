using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>
/// The page behind the code at the door: a name or a household's number, nothing else. Whoever has the address may open it, on the day of the
/// event only, and sees nobody else's name.
/// </summary>
[AllowAnonymous]
internal sealed class SignInModel(TownLedger ledger, RegisterBook book, TimeProvider clock, T t) : PageModel
{
    /// <summary>The most that sign in at one event: beyond it somebody plays with the address.</summary>
    public const int Most = 2_000;

    private const int Longest = 40;

    private T T => t;

    public UnitTree Tree => ledger.Tree;

    /// <summary>The event; none where the address is wrong or it is not the day.</summary>
    public Register? Register { get; private set; }

    /// <summary>Made with the form: sent twice it signs in once.</summary>
    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Household { get; private set; } = "";

    public bool IsDone { get; private set; }

    public string? Refusal { get; private set; }

    public IActionResult OnGet(string door)
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow());
        return Open(door) ? Page() : Closed();
    }

    public async Task<IActionResult> OnPost(string door, Guid id, string? name, string? household, CancellationToken ct)
    {
        if (!Open(door))
        {
            return Closed();
        }

        (Id, Name, Household) = (id, Plain(name), Plain(household));
        if (Name.Length + Household.Length == 0 || Name.Length > Longest || Household.Length > Longest)
        {
            Refusal = T["attend.nothing", Longest];
        }
        else if (await book.SignIn(Register!.Id, new($"door:{id}", Name, Household, clock.GetUtcNow()), Most, ct))
        {
            IsDone = true;
            return Page();
        }
        else
        {
            Refusal = T["attend.full"];
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private bool Open(string door)
    {
        Register =
            book.ByDoor(door) is { Form: RegisterForm.SignIn } register && register.On == clock.Today()
                ? register
                : null;
        return Register is not null;
    }

    private PageResult Closed()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    private static string Plain(string? typed) => string.Concat((typed ?? "").Where(c => !char.IsControl(c))).Trim();
}
