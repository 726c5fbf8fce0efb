using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>
/// Identity's user store over plain SQL: accounts, recovery codes, passkeys and the county's logins. Every change is told to the audit trail in its
/// own transaction. An account is made by <see cref="Invitations"/>.
/// </summary>
internal sealed class AccountStore(Database database, IDataProtectionProvider protection, TimeProvider clock)
    : IUserPasswordStore<Account>,
        IUserSecurityStampStore<Account>,
        IUserLockoutStore<Account>,
        IUserTwoFactorStore<Account>,
        IUserAuthenticatorKeyStore<Account>,
        IUserTwoFactorRecoveryCodeStore<Account>,
        IUserPasskeyStore<Account>,
        IUserLoginStore<Account>
{
    internal const long County = 1;

    private const string Columns = "person, login, password, stamp, code_key, code_on, failures, locked_until, made_at";

    private readonly IDataProtector protector = protection.CreateProtector("code-key");

    // Accounts.

    public Account? Find(PersonId person) => FindBy("person = @person", person.Value.Bytes());

    public Account? FindByLogin(string login) => FindBy("login_key = @login", Account.KeyOf(login));

    /// <summary>Everybody who has an account.</summary>
    public IReadOnlyDictionary<PersonId, Account> All()
    {
        using var session = database.Read();
        using var rows = session.Query($"SELECT {Columns} FROM account WHERE county = @county", County);
        var all = new Dictionary<PersonId, Account>();
        while (rows.Next())
        {
            var account = Read(rows);
            all[account.Person] = account;
        }

        return all;
    }

    /// <summary>Counts a wrong password or code, and locks the account where there were too many.</summary>
    public async Task Fail(Account account, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        var session = writing.Session;
        session.Run(
            "UPDATE account SET failures = failures + 1 WHERE county = @county AND person = @person",
            County,
            account.Person.Value.Bytes()
        );
        account.Failures = Find(session, account.Person)?.Failures ?? 0;
        if (Account.LockAfter(account.Failures) is { } locked)
        {
            account.LockedUntil = clock.GetUtcNow() + locked;
            session.Run(
                "UPDATE account SET locked_until = @until WHERE county = @county AND person = @person",
                account.LockedUntil.Value.ToUnixTimeMilliseconds(),
                County,
                account.Person.Value.Bytes()
            );
            Audit(writing, "locked", account.Person);
        }

        writing.Commit();
    }

    /// <summary>Forgets earlier failures.</summary>
    public async Task Unlock(Account account, CancellationToken ct)
    {
        if (account is { Failures: 0, LockedUntil: null })
        {
            return;
        }

        (account.Failures, account.LockedUntil) = (0, null);
        using var writing = await database.Keep(ct);
        writing.Session.Run(
            "UPDATE account SET failures = 0, locked_until = NULL WHERE county = @county AND person = @person",
            County,
            account.Person.Value.Bytes()
        );
        writing.Commit();
    }

    /// <summary>Uses up a step of the time-based code; false where it, or a later one, was used before.</summary>
    public async Task<bool> UseStep(Account account, long step, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        var used = writing.Session.Run(
            "UPDATE account SET code_step = @step WHERE county = @county AND person = @person AND code_step < @step",
            step,
            County,
            account.Person.Value.Bytes()
        );
        writing.Commit();
        return used == 1;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        if (Find(writing.Session, user.Person) is not { } before)
        {
            return IdentityResult.Failed(new IdentityError { Code = "gone" });
        }

        writing.Session.Run(
            """
            UPDATE account SET login = @login, login_key = @login_key, password = @password, stamp = @stamp, code_key = @code_key, code_on = @code_on
            WHERE county = @county AND person = @person
            """,
            user.Login,
            Account.KeyOf(user.Login),
            user.Password,
            user.Stamp,
            user.CodeKey is { } key ? protector.Protect(key) : null,
            user.CodeOn ? 1 : 0,
            County,
            user.Person.Value.Bytes()
        );
        if (before.Password != user.Password)
        {
            Audit(writing, "password", user.Person);
        }

        if (before.CodeOn != user.CodeOn)
        {
            Audit(writing, user.CodeOn ? "code-on" : "code-off", user.Person);
        }

        writing.Commit();
        return IdentityResult.Success;
    }

    /// <summary>Ends a person's access for good: every means, every device, every open invitation.</summary>
    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        RemoveMeans(writing.Session, user.Person, clock.GetUtcNow());
        writing.Session.Run(
            "DELETE FROM account WHERE county = @county AND person = @person",
            County,
            user.Person.Value.Bytes()
        );
        Audit(writing, "access-end", user.Person);
        writing.Commit();
        return IdentityResult.Success;
    }

    /// <summary>Takes away all by which a person could sign in or is signed in, and their open invitations.</summary>
    public static void RemoveMeans(Session session, PersonId person, DateTimeOffset at)
    {
        var id = person.Value.Bytes();
        foreach (var table in (string[])["recovery_code", "passkey", "county_login"])
        {
            session.Run($"DELETE FROM {table} WHERE county = @county AND person = @person", County, id);
        }

        var now = at.ToUnixTimeMilliseconds();
        session.Run(
            "UPDATE device SET ended_at = @at WHERE county = @county AND person = @person AND ended_at IS NULL",
            now,
            County,
            id
        );
        session.Run(
            "UPDATE invitation SET revoked_at = @at WHERE county = @county AND person = @person AND used_at IS NULL AND revoked_at IS NULL",
            now,
            County,
            id
        );
    }

    /// <summary>Puts an account in place of the one before, without its means.</summary>
    public static void Put(Session session, Account account, string stamp) =>
        session.Run(
            """
            INSERT INTO account
                (county, person, login, login_key, password, stamp, code_on, code_step, failures, made_at)
            VALUES (@county, @person, @login, @login_key, @password, @stamp, 0, 0, 0, @made_at)
            ON CONFLICT (county, person) DO UPDATE SET login = excluded.login, login_key = excluded.login_key,
                password = excluded.password, stamp = excluded.stamp, code_key = NULL, code_on = 0, failures = 0,
                locked_until = NULL
            """,
            County,
            account.Person.Value.Bytes(),
            account.Login,
            Account.KeyOf(account.Login),
            account.Password,
            stamp,
            account.MadeAt.ToUnixTimeMilliseconds()
        );

    /// <summary>Tells the audit trail of something that happened to a person's access.</summary>
    public static void Audit(Writing writing, string action, PersonId person, PersonId? by = null) =>
        writing.Audit(new(action, UnitOf(writing.Session, person), person.Value.ToString(), by?.Value));

    private static long? UnitOf(Session session, PersonId person)
    {
        using var rows = session.Query(
            "SELECT unit FROM person WHERE county = @county AND id = @id",
            County,
            person.Value.Bytes()
        );
        return rows.Next() ? rows.Int(0) : null;
    }

    private Account? FindBy(string condition, object value)
    {
        using var session = database.Read();
        using var rows = session.Query(
            $"SELECT {Columns} FROM account WHERE county = @county AND {condition}",
            County,
            value
        );
        return rows.Next() ? Read(rows) : null;
    }

    private Account? Find(Session session, PersonId person)
    {
        using var rows = session.Query(
            $"SELECT {Columns} FROM account WHERE county = @county AND person = @person",
            County,
            person.Value.Bytes()
        );
        return rows.Next() ? Read(rows) : null;
    }

    private Account Read(Rows rows) =>
        new()
        {
            Person = new(rows.Id(0)),
            Login = rows.Text(1),
            Password = rows.IsNull(2) ? null : rows.Text(2),
            Stamp = rows.Text(3),
            CodeKey = rows.IsNull(4) ? null : protector.Unprotect(rows.Text(4)),
            CodeOn = rows.Int(5) == 1,
            Failures = (int)rows.Int(6),
            LockedUntil = rows.IsNull(7) ? null : rows.Instant(7),
            MadeAt = rows.Instant(8),
        };

    // Recovery codes.

    public async Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        writing.Session.Run(
            "DELETE FROM recovery_code WHERE county = @county AND person = @person",
            County,
            user.Person.Value.Bytes()
        );
        foreach (var code in recoveryCodes)
        {
            writing.Session.Run(
                "INSERT INTO recovery_code (county, person, digest) VALUES (@county, @person, @digest)",
                County,
                user.Person.Value.Bytes(),
                DigestOf(code)
            );
        }

        Audit(writing, "recovery-codes", user.Person);
        writing.Commit();
    }

    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        var used = writing.Session.Run(
            "DELETE FROM recovery_code WHERE county = @county AND person = @person AND digest = @digest",
            County,
            user.Person.Value.Bytes(),
            DigestOf(code)
        );
        if (used == 1)
        {
            Audit(writing, "recovery-code-used", user.Person);
        }

        writing.Commit();
        return used == 1;
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken ct)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT COUNT(*) FROM recovery_code WHERE county = @county AND person = @person",
            County,
            user.Person.Value.Bytes()
        );
        rows.Next();
        return Task.FromResult((int)rows.Int(0));
    }

    // A code is long and random, so that its digest needs no salt.
    private static byte[] DigestOf(string code) =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant())
        );

    // Passkeys.

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        if (Passkey(writing.Session, passkey.CredentialId) is null)
        {
            Audit(writing, "passkey-add", user.Person);
        }

        PutPasskey(writing.Session, user.Person, passkey);
        writing.Commit();
    }

    /// <summary>Keeps a passkey, within a transaction.</summary>
    public static void PutPasskey(Session session, PersonId person, UserPasskeyInfo passkey) =>
        session.Run(
            """
            INSERT INTO passkey (county, credential, person, content) VALUES (@county, @credential, @person, @content)
            ON CONFLICT (county, credential) DO UPDATE SET content = excluded.content
            """,
            County,
            passkey.CredentialId,
            person.Value.Bytes(),
            JsonSerializer.Serialize(KeptPasskey.Of(passkey))
        );

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken ct)
    {
        var found = new List<UserPasskeyInfo>();
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT credential, content FROM passkey WHERE county = @county AND person = @person",
            County,
            user.Person.Value.Bytes()
        );
        while (rows.Next())
        {
            found.Add(KeptPasskey.Read(rows.Bytes(0).ToArray(), rows.Text(1)));
        }

        return await Task.FromResult(found.OrderBy(p => p.CreatedAt).ToList());
    }

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken ct)
    {
        using var session = database.Read();
        return Task.FromResult(Passkey(session, credentialId) is { } found ? Find(session, found.Person) : null);
    }

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken ct)
    {
        using var session = database.Read();
        var found = Passkey(session, credentialId);
        return Task.FromResult(found?.Person == user.Person ? found.Value.Passkey : null);
    }

    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        var removed = writing.Session.Run(
            "DELETE FROM passkey WHERE county = @county AND credential = @credential AND person = @person",
            County,
            credentialId,
            user.Person.Value.Bytes()
        );
        if (removed == 1)
        {
            Audit(writing, "passkey-remove", user.Person);
        }

        writing.Commit();
    }

    private static (PersonId Person, UserPasskeyInfo Passkey)? Passkey(Session session, byte[] credential)
    {
        using var rows = session.Query(
            "SELECT person, content FROM passkey WHERE county = @county AND credential = @credential",
            County,
            credential
        );
        return rows.Next() ? (new(rows.Id(0)), KeptPasskey.Read(credential, rows.Text(1))) : null;
    }

    private sealed record KeptPasskey(
        byte[] PublicKey,
        string? Name,
        DateTimeOffset CreatedAt,
        uint SignCount,
        string[]? Transports,
        bool IsUserVerified,
        bool IsBackupEligible,
        bool IsBackedUp,
        byte[] AttestationObject,
        byte[] ClientDataJson
    )
    {
        public static KeptPasskey Of(UserPasskeyInfo p) =>
            new(
                p.PublicKey,
                p.Name,
                p.CreatedAt,
                p.SignCount,
                p.Transports,
                p.IsUserVerified,
                p.IsBackupEligible,
                p.IsBackedUp,
                p.AttestationObject,
                p.ClientDataJson
            );

        public static UserPasskeyInfo Read(byte[] credential, string json)
        {
            var p = JsonSerializer.Deserialize<KeptPasskey>(json)!;
            return new(
                credential,
                p.PublicKey,
                p.CreatedAt,
                p.SignCount,
                p.Transports,
                p.IsUserVerified,
                p.IsBackupEligible,
                p.IsBackedUp,
                p.AttestationObject,
                p.ClientDataJson
            )
            {
                Name = p.Name,
            };
        }
    }

    // The county's own sign-on.

    public async Task AddLoginAsync(Account user, UserLoginInfo login, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        PutLogin(writing.Session, user.Person, login);
        Audit(writing, "county-login-add", user.Person);
        writing.Commit();
    }

    /// <summary>Keeps who a person is at the county's sign-on, within a transaction. One person has one login there.</summary>
    public static void PutLogin(Session session, PersonId person, UserLoginInfo login)
    {
        session.Run(
            "DELETE FROM county_login WHERE county = @county AND provider = @provider AND (person = @person OR subject = @subject)",
            County,
            login.LoginProvider,
            person.Value.Bytes(),
            login.ProviderKey
        );
        session.Run(
            "INSERT INTO county_login (county, provider, subject, person) VALUES (@county, @provider, @subject, @person)",
            County,
            login.LoginProvider,
            login.ProviderKey,
            person.Value.Bytes()
        );
    }

    public async Task RemoveLoginAsync(Account user, string loginProvider, string providerKey, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        writing.Session.Run(
            "DELETE FROM county_login WHERE county = @county AND provider = @provider AND subject = @subject AND person = @person",
            County,
            loginProvider,
            providerKey,
            user.Person.Value.Bytes()
        );
        Audit(writing, "county-login-remove", user.Person);
        writing.Commit();
    }

    public Task<IList<UserLoginInfo>> GetLoginsAsync(Account user, CancellationToken ct)
    {
        var found = new List<UserLoginInfo>();
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT provider, subject FROM county_login WHERE county = @county AND person = @person",
            County,
            user.Person.Value.Bytes()
        );
        while (rows.Next())
        {
            found.Add(new(rows.Text(0), rows.Text(1), null));
        }

        return Task.FromResult<IList<UserLoginInfo>>(found);
    }

    public Task<Account?> FindByLoginAsync(string loginProvider, string providerKey, CancellationToken ct)
    {
        using var session = database.Read();
        PersonId? person;
        using (
            var rows = session.Query(
                "SELECT person FROM county_login WHERE county = @county AND provider = @provider AND subject = @subject",
                County,
                loginProvider,
                providerKey
            )
        )
        {
            person = rows.Next() ? new(rows.Id(0)) : null;
        }

        return Task.FromResult(person is { } known ? Find(session, known) : null);
    }

    // What Identity asks of every store.

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken ct) =>
        throw new NotSupportedException("an account is made by taking up an invitation");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken ct) =>
        Task.FromResult(Guid.TryParse(userId, out var id) ? Find(new PersonId(id)) : null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken ct) =>
        Task.FromResult(FindByLogin(normalizedUserName));

    public Task<string> GetUserIdAsync(Account user, CancellationToken ct) =>
        Task.FromResult(user.Person.Value.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken ct) => Task.FromResult<string?>(user.Login);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken ct)
    {
        user.Login = userName!;
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken ct) =>
        Task.FromResult<string?>(Account.KeyOf(user.Login));

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken ct) =>
        Task.CompletedTask;

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken ct)
    {
        user.Password = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken ct) => Task.FromResult(user.Password);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken ct) =>
        Task.FromResult(user.Password is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken ct)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken ct) =>
        Task.FromResult<string?>(user.Stamp);

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken ct)
    {
        user.CodeOn = enabled;
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken ct) => Task.FromResult(user.CodeOn);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken ct)
    {
        user.CodeKey = key;
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken ct) => Task.FromResult(user.CodeKey);

    // Counting and locking happen at once in the database (Fail, Unlock), so that guesses side by side all count.

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken ct) =>
        Task.FromResult(user.LockedUntil);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken ct) => Task.FromResult(user.Failures);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken ct) => Task.FromResult(true);

    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken ct)
    {
        await Fail(user, ct);
        return user.Failures;
    }

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken ct) => Unlock(user, ct);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken ct) =>
        Task.CompletedTask;

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken ct) => Task.CompletedTask;

    // Identity disposes of what it did not make.
    public void Dispose() { }
}
