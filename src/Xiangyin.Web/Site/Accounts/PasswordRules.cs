using Microsoft.AspNetCore.Identity;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>
/// What a password must be, after NIST SP 800-63B-4 § 3.1.1.2: long enough, not among those that are tried first, not made of one's own or the town's
/// name. No classes of characters, no forced change.
/// </summary>
internal sealed class PasswordRules(TownLedger ledger, PeopleStore people, TimeProvider clock)
    : IPasswordValidator<Account>
{
    public const int Shortest = 10;
    public const int Longest = 128;

    // About 10¹² guesses, of which a graphics card tries some 50,000 a second against the hash: most of a year.
    private const double LeastBits = 40;

    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var typed = password ?? "";
        return typed.Length < Shortest ? Refuse("short")
            : typed.Length > Longest ? Refuse("long")
            : (await Names(user)).Any(name => typed.Contains(name, StringComparison.OrdinalIgnoreCase)) ? Refuse("name")
            : Guessing.Bits(typed) < LeastBits ? Refuse("common")
            : IdentityResult.Success;
    }

    private async Task<IEnumerable<string>> Names(Account user)
    {
        var names = new List<string> { user.Login };
        if (await people.Find(user.Person, default) is { } person)
        {
            names.AddRange(PartsOf(person.Name));
            var today = clock.Today();
            for (var unit = ledger.Tree.HeirOn(person.Unit, today); unit is { } at; )
            {
                var known = ledger.Tree.On(at, today);
                names.AddRange(PartsOf(known.Name));
                unit = known.Parent;
            }
        }

        return names.Where(n => n.Length >= (n.Any(c => c > 127) ? 2 : 4));
    }

    // "桐花镇" is also 桐花; "Zhou Min" is also zhoumin, zhou and min.
    private static IEnumerable<string> PartsOf(LocalText name) =>
        new[] { name.Hans, name.Hant }
            .SelectMany(n => new[] { n, n.Length > 2 ? n[..^1] : n })
            .Concat(name.En.Split(' '))
            .Append(name.En.Replace(" ", "", StringComparison.Ordinal))
            .Distinct();

    private static IdentityResult Refuse(string rule) => IdentityResult.Failed(new IdentityError { Code = rule });
}
