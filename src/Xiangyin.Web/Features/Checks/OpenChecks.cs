using System.Collections.Concurrent;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>A document that somebody is looking over. Immutable: a change makes another in its place.</summary>
/// <param name="Id">Made with the form that it came by, so that sending twice opens it once.</param>
/// <param name="Owner">The only person to whom it opens.</param>
/// <param name="Upload">As it came.</param>
/// <param name="OpenedAt">When.</param>
internal sealed record OpenCheck(Guid Id, PersonId Owner, Upload Upload, DateTimeOffset OpenedAt)
{
    /// <summary>What was changed in it.</summary>
    public Edits Edits { get; init; } = Edits.None;

    /// <summary>Whose work of which year, where its owner said so.</summary>
    public CheckScope? Scope { get; init; }

    /// <summary>Until when it is kept; each look puts it off.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>The text as it reads now.</summary>
    public string Text => Edits.Apply(Upload.Text);

    public long Size => (Upload.Text.Length * 2L) + (Upload.Docx?.Length ?? 0);
}

/// <summary>
/// The documents that people are looking over: in memory only, each for its owner alone, two hours after the last look at most. Nothing of them is
/// written anywhere; a restart forgets them.
/// </summary>
internal sealed class OpenChecks(TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(2);
    private const int MostOfOnePerson = 10;
    private const long MostBytes = 256L << 20;

    private readonly ConcurrentDictionary<Guid, OpenCheck> open = new();
    private readonly Lock changing = new();

    /// <summary>Opens a document. The same id again of the same person is the first one.</summary>
    public OpenCheck Open(Guid id, PersonId owner, Upload upload)
    {
        lock (changing)
        {
            if (Find(id, owner) is { } before)
            {
                return before;
            }

            var now = clock.GetUtcNow();
            // An id that is somebody else's is no reason to tell so.
            var check = new OpenCheck(open.ContainsKey(id) ? Guid.CreateVersion7(now) : id, owner, upload, now)
            {
                Until = now + Kept,
            };
            open[check.Id] = check;
            MakeRoom(check);
            return check;
        }
    }

    /// <summary>The document, where it is that person's and still kept.</summary>
    public OpenCheck? Find(Guid id, PersonId owner)
    {
        var now = clock.GetUtcNow();
        if (!open.TryGetValue(id, out var check) || check.Owner != owner || check.Until < now)
        {
            return null;
        }

        var seen = check with { Until = now + Kept };
        open.TryUpdate(id, seen, check);
        return seen;
    }

    /// <summary>Changes a document; none where it is not there.</summary>
    public OpenCheck? Change(Guid id, PersonId owner, Func<OpenCheck, OpenCheck> change)
    {
        lock (changing)
        {
            return Find(id, owner) is { } check ? open[id] = change(check) : null;
        }
    }

    public void Forget(Guid id, PersonId owner)
    {
        if (Find(id, owner) is not null)
        {
            open.TryRemove(id, out _);
        }
    }

    /// <summary>Somebody's documents, the newest first.</summary>
    public IReadOnlyList<OpenCheck> Of(PersonId owner)
    {
        var now = clock.GetUtcNow();
        return [.. open.Values.Where(c => c.Owner == owner && c.Until >= now).OrderByDescending(c => c.OpenedAt)];
    }

    private void MakeRoom(OpenCheck newest)
    {
        var now = clock.GetUtcNow();
        var others = open.Values.Where(c => c.Id != newest.Id).OrderBy(c => c.Until).ToList();
        var bytes = newest.Size + others.Sum(c => c.Size);
        var own = 1 + others.Count(c => c.Owner == newest.Owner);
        foreach (var check in others)
        {
            var tooMany = own > MostOfOnePerson && check.Owner == newest.Owner;
            if (check.Until < now || tooMany || bytes > MostBytes)
            {
                open.TryRemove(check.Id, out _);
                bytes -= check.Size;
                own -= check.Owner == newest.Owner ? 1 : 0;
            }
        }
    }
}
