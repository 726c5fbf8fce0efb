using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>
/// The browsers that people are signed in with: rows in the database, of which the cookie is only the name. What was read is trusted for a few
/// seconds, so that a page costs no query; one that is ended elsewhere is out within these seconds.
/// </summary>
internal sealed class SignIns(Database database, TimeProvider clock) : ITicketStore
{
    public static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);

    private const string Columns = "id, person, means, device, origin, kept, begun_at, used_on, ended_at";
    private readonly ConcurrentDictionary<Guid, (SignIn? SignIn, long Read)> known = new();

    /// <summary>A person's open ones, newest first.</summary>
    public IReadOnlyList<SignIn> Of(PersonId person)
    {
        var found = new List<SignIn>();
        using var session = database.Read();
        using var rows = session.Query(
            $"SELECT {Columns} FROM device WHERE county = @county AND person = @person AND ended_at IS NULL ORDER BY begun_at DESC",
            AccountStore.County,
            person.Value.Bytes()
        );
        while (rows.Next())
        {
            found.Add(Read(rows));
        }

        var (now, today) = (clock.GetUtcNow(), clock.Today());
        return [.. found.Where(s => s.IsOpen(now, today))];
    }

    /// <summary>Ends one of a person's.</summary>
    public Task End(Guid id, PersonId person, CancellationToken ct) =>
        End("sign-out", person, "id = @id", id.Bytes(), ct);

    /// <summary>Ends all of a person's but one.</summary>
    public Task EndOthers(Guid id, PersonId person, CancellationToken ct) =>
        End("sign-out-others", person, "id <> @id", id.Bytes(), ct);

    /// <summary>What was trusted is read again: after other code ended sign-ins.</summary>
    public void Forget() => known.Clear();

    /// <summary>Which of a person's a request comes with; none where it is not signed in.</summary>
    public static Guid? IdOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.Sid), out var id) ? id : null;

    /// <summary>The person that a request is signed in as.</summary>
    public static PersonId? PersonOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? new(id) : null;

    // As Identity says it in the ticket: amr of RFC 8176, or the name of the provider.
    private static string MeansOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue("amr") switch
        {
            "pwd" => "password",
            "mfa" => "code",
            { } other => other,
            null => principal.FindFirstValue(ClaimTypes.AuthenticationMethod) ?? "password",
        };

    public Task<string> StoreAsync(AuthenticationTicket ticket) =>
        throw new NotSupportedException("a sign-in belongs to a request");

    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var begun = new SignIn(
            Guid.CreateVersion7(now),
            PersonOf(ticket.Principal)!.Value,
            MeansOf(ticket.Principal),
            SignIn.DeviceOf(http.Request.Headers.UserAgent.ToString()),
            Origin.Current.From,
            ticket.Properties.IsPersistent,
            now,
            clock.Today(),
            null
        );
        using var writing = await database.Keep(ct);
        writing.Session.Run(
            """
            INSERT INTO device (county, id, person, means, device, origin, kept, begun_at, used_on)
            VALUES (@county, @id, @person, @means, @device, @origin, @kept, @begun_at, @used_on)
            """,
            AccountStore.County,
            begun.Id.Bytes(),
            begun.Person.Value.Bytes(),
            begun.Means,
            begun.Device,
            begun.Origin,
            begun.Kept ? 1 : 0,
            begun.BegunAt.ToUnixTimeMilliseconds(),
            begun.UsedOn.DayNumber
        );
        AccountStore.Audit(writing, "sign-in", begun.Person, begun.Person);
        writing.Commit();
        return begun.Id.ToString("N");
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (!Guid.TryParse(key, out var id) || await Find(id) is not { } open)
        {
            return null;
        }

        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, open.Person.Value.ToString()),
                new(ClaimTypes.Sid, open.Id.ToString("N", CultureInfo.InvariantCulture)),
            ],
            IdentityConstants.ApplicationScheme
        );
        return new(
            new(identity),
            new() { IsPersistent = open.Kept },
            CookieAuthenticationDefaults.AuthenticationScheme
        );
    }

    public Task RemoveAsync(string key) => Task.CompletedTask;

    public async Task RemoveAsync(string key, HttpContext http, CancellationToken ct)
    {
        if (Guid.TryParse(key, out var id) && await Find(id) is { } open)
        {
            await End(id, open.Person, ct);
        }
    }

    private async Task<SignIn?> Find(Guid id)
    {
        if (!known.TryGetValue(id, out var kept) || clock.GetElapsedTime(kept.Read) > Trusted)
        {
            kept = (await Look(id), clock.GetTimestamp());
            if (known.Count > 10_000)
            {
                known.Clear();
            }

            known[id] = kept;
        }

        return kept.SignIn is { } open && open.IsOpen(clock.GetUtcNow(), clock.Today()) ? open : null;
    }

    private async Task<SignIn?> Look(Guid id)
    {
        SignIn found;
        using (var session = database.Read())
        using (
            var rows = session.Query(
                $"SELECT {Columns} FROM device WHERE county = @county AND id = @id",
                AccountStore.County,
                id.Bytes()
            )
        )
        {
            if (!rows.Next())
            {
                return null;
            }

            found = Read(rows);
        }

        var today = clock.Today();
        if (found.UsedOn >= today || !found.IsOpen(clock.GetUtcNow(), today))
        {
            return found;
        }

        // Once a day for each device.
        using var writing = await database.Keep(default);
        writing.Session.Run(
            "UPDATE device SET used_on = @used_on WHERE county = @county AND id = @id",
            today.DayNumber,
            AccountStore.County,
            id.Bytes()
        );
        writing.Commit();
        return found with { UsedOn = today };
    }

    private async Task End(string action, PersonId person, string condition, byte[] id, CancellationToken ct)
    {
        using (var writing = await database.Keep(ct))
        {
            var ended = writing.Session.Run(
                $"UPDATE device SET ended_at = @at WHERE county = @county AND person = @person AND ended_at IS NULL AND {condition}",
                clock.GetUtcNow().ToUnixTimeMilliseconds(),
                AccountStore.County,
                person.Value.Bytes(),
                id
            );
            if (ended > 0)
            {
                AccountStore.Audit(writing, action, person);
            }

            writing.Commit();
        }

        Forget();
    }

    private static SignIn Read(Rows rows) =>
        new(
            rows.Id(0),
            new(rows.Id(1)),
            rows.Text(2),
            rows.Text(3),
            rows.Text(4),
            rows.Int(5) == 1,
            rows.Instant(6),
            rows.Day(7),
            rows.IsNull(8) ? null : rows.Instant(8)
        );
}
