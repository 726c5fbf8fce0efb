using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>
/// Invitations on paper. A code is derived from the invitation's id and <c>invitation-key</c> in the data folder: it can be printed again, and whoever
/// has the database alone has no code.
/// </summary>
internal sealed class Invitations(Database database, string folder, TimeProvider clock)
{
    // Crockford's: without I, L, O and U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;
    private const string Columns = "id, person, made_by, made_at, until, used_at, revoked_at";

    private readonly Lazy<byte[]> key = new(() => KeyIn(folder));

    /// <summary>Invites a person; their open invitations end.</summary>
    /// <param name="id">Made by the sender, so that sending twice invites once.</param>
    public async Task<Invitation> Invite(Guid id, PersonId person, PersonId? by, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        if (Find(writing.Session, "id = @value", id.Bytes()) is { } sent)
        {
            return sent.Person == person ? sent : throw new InvalidOperationException("another invitation has this id");
        }

        var now = clock.GetUtcNow();
        var code = CodeOf(id);
        Close(writing.Session, "person = @value", person.Value.Bytes(), now);
        writing.Session.Run(
            """
            INSERT INTO invitation (county, id, digest, person, made_by, made_at, until)
            VALUES (@county, @id, @digest, @person, @made_by, @made_at, @until)
            """,
            AccountStore.County,
            id.Bytes(),
            DigestOf(code),
            person.Value.Bytes(),
            by?.Value.Bytes(),
            now.ToUnixTimeMilliseconds(),
            now.AddDays(Invitation.Days).ToUnixTimeMilliseconds()
        );
        AccountStore.Audit(writing, "invite", person);
        writing.Commit();
        return new(id, code, person, by, now, now.AddDays(Invitation.Days), null, null);
    }

    /// <summary>Takes an invitation back.</summary>
    public async Task Revoke(Invitation invitation, CancellationToken ct)
    {
        using var writing = await database.Keep(ct);
        if (Close(writing.Session, "id = @value", invitation.Id.Bytes(), clock.GetUtcNow()) > 0)
        {
            AccountStore.Audit(writing, "invitation-revoke", invitation.Person);
        }

        writing.Commit();
    }

    public Invitation? Find(Guid id)
    {
        using var session = database.Read();
        return Find(session, "id = @value", id.Bytes());
    }

    /// <summary>The invitation of a code as somebody typed it: small letters, blanks and dashes make no difference, nor do O and 0, I, L and 1.</summary>
    public Invitation? FindByCode(string typed)
    {
        var code = string.Concat(
            Account
                .KeyOf(typed)
                .Where(char.IsAsciiLetterOrDigit)
                .Select(c =>
                    c switch
                    {
                        'O' => '0',
                        'I' or 'L' => '1',
                        _ => c,
                    }
                )
        );
        using var session = database.Read();
        return code.Length == Length ? Find(session, "digest = @value", DigestOf(code)) : null;
    }

    /// <summary>The newest invitation of each person.</summary>
    public IReadOnlyDictionary<PersonId, Invitation> Newest()
    {
        var newest = new Dictionary<PersonId, Invitation>();
        using var session = database.Read();
        using var rows = session.Query(
            $"SELECT {Columns} FROM invitation WHERE county = @county ORDER BY made_at, id",
            AccountStore.County
        );
        while (rows.Next())
        {
            var invitation = Read(rows);
            newest[invitation.Person] = invitation;
        }

        return newest;
    }

    /// <summary>
    /// Makes the account, or makes it anew without what it had: the old password, codes, passkeys and devices are gone. The invitation is used up in
    /// the same transaction.
    /// </summary>
    public async Task<TakenUp> TakeUp(
        Invitation invitation,
        Account account,
        UserPasskeyInfo? passkey,
        UserLoginInfo? county,
        CancellationToken ct
    )
    {
        using var writing = await database.Keep(ct);
        var session = writing.Session;
        var now = clock.GetUtcNow();
        if (LoginIsTaken(session, account))
        {
            return TakenUp.LoginTaken;
        }

        var used = session.Run(
            """
            UPDATE invitation SET used_at = @now
            WHERE county = @county AND id = @id AND used_at IS NULL AND revoked_at IS NULL AND until > @now
            """,
            now.ToUnixTimeMilliseconds(),
            AccountStore.County,
            invitation.Id.Bytes()
        );
        if (used != 1)
        {
            return TakenUp.Closed;
        }

        AccountStore.RemoveMeans(session, account.Person, now);
        AccountStore.Put(session, account, RandomNumberGenerator.GetHexString(32));
        if (passkey is not null)
        {
            AccountStore.PutPasskey(session, account.Person, passkey);
        }

        if (county is not null)
        {
            AccountStore.PutLogin(session, account.Person, county);
        }

        AccountStore.Audit(writing, "invitation-use", account.Person, account.Person);
        writing.Commit();
        return TakenUp.Done;
    }

    private static bool LoginIsTaken(Session session, Account account)
    {
        using var rows = session.Query(
            "SELECT person FROM account WHERE county = @county AND login_key = @login",
            AccountStore.County,
            Account.KeyOf(account.Login)
        );
        return rows.Next() && rows.Id(0) != account.Person.Value;
    }

    private static int Close(Session session, string which, byte[] value, DateTimeOffset at) =>
        session.Run(
            $"UPDATE invitation SET revoked_at = @at WHERE county = @county AND used_at IS NULL AND revoked_at IS NULL AND {which}",
            at.ToUnixTimeMilliseconds(),
            AccountStore.County,
            value
        );

    private Invitation? Find(Session session, string which, byte[] value)
    {
        using var rows = session.Query(
            $"SELECT {Columns} FROM invitation WHERE county = @county AND {which}",
            AccountStore.County,
            value
        );
        return rows.Next() ? Read(rows) : null;
    }

    private Invitation Read(Rows rows) =>
        new(
            rows.Id(0),
            CodeOf(rows.Id(0)),
            new(rows.Id(1)),
            rows.IsNull(2) ? null : new(rows.Id(2)),
            rows.Instant(3),
            rows.Instant(4),
            rows.IsNull(5) ? null : rows.Instant(5),
            rows.IsNull(6) ? null : rows.Instant(6)
        );

    private string CodeOf(Guid id) =>
        string.Concat(HMACSHA256.HashData(key.Value, id.Bytes()).Take(Length).Select(b => Alphabet[b % 32]));

    private byte[] DigestOf(string code) => HMACSHA256.HashData(key.Value, Encoding.ASCII.GetBytes(code));

    private static byte[] KeyIn(string folder)
    {
        var path = Path.Combine(folder, "invitation-key");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            Directory.CreateDirectory(folder);
            using var file = new FileStream(path, options);
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Made before.
        }

        return File.ReadAllBytes(path);
    }
}
