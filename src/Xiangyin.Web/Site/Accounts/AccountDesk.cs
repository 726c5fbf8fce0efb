using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>Identity's user manager by the program's clock, with locks that grow longer.</summary>
internal sealed class AccountDesk(
    AccountStore store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    IEnumerable<IPasswordValidator<Account>> passwordRules,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<Account>> logger,
    TimeProvider clock
) : UserManager<Account>(store, options, hasher, [], passwordRules, normalizer, errors, services, logger)
{
    // Compared with when nobody has the login, so that the answer takes as long as for a wrong password.
    private static readonly Lazy<string> Nobody = new(() =>
        new PasswordHasher<Account>().HashPassword(null!, Guid.Empty.ToString())
    );

    /// <summary>The password's hash, or the rules that it breaks.</summary>
    public async Task<(string? Hash, IReadOnlyList<IdentityError> Problems)> Hash(Account account, string password)
    {
        var problems = new List<IdentityError>();
        foreach (var rule in PasswordValidators)
        {
            problems.AddRange((await rule.ValidateAsync(this, account, password)).Errors);
        }

        return problems.Count > 0 ? (null, problems) : (PasswordHasher.HashPassword(account, password), []);
    }

    /// <summary>Takes as long as looking at a password of somebody.</summary>
    public void LookAtNobody(string password) => PasswordHasher.VerifyHashedPassword(null!, Nobody.Value, password);

    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(user.LockedUntil > clock.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        await store.Fail(user, CancellationToken);
        return IdentityResult.Success;
    }

    public override async Task<IdentityResult> ResetAccessFailedCountAsync(Account user)
    {
        await store.Unlock(user, CancellationToken);
        return IdentityResult.Success;
    }
}

/// <summary>Logins are compared as <see cref="Account.KeyOf"/> says.</summary>
internal sealed class LoginKeys : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : Account.KeyOf(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
