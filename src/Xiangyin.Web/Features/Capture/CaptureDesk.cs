using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>
/// Takes in what phones send, through the same door as the forms. A record does not wait for its files: it is written with those that are there,
/// and each of the others is added by a revision when it comes.
/// </summary>
internal sealed class CaptureDesk(RecordDesk desk, EvidenceUnderway underway, T t)
{
    /// <summary>The most files that one record may announce.</summary>
    public const int Files = 40;

    private T T => t;

    private PersonId Me => desk.Scope.Actor.Id;

    /// <summary>Whether a kind is for phones: a child's care is never kept on one.</summary>
    public static bool IsForPhones(Kind kind, DateOnly today) => !kind.Restricted && !(kind.Retired <= today);

    /// <summary>Writes a captured record or correction, or answers again what was answered before.</summary>
    /// <exception cref="LedgerRefusal">It can't be; of what is wrong with its fields, <see cref="LedgerRefusal.Problems"/>.</exception>
    public async Task<Acknowledged> Take(Captured captured, CancellationToken ct)
    {
        var id = captured.Corrects ?? captured.Id;
        var versions = await desk.Scope.See(desk.Ledger, id, ct);
        if (captured.Corrects is not null && versions.Count == 0)
        {
            throw new LedgerRefusal(LedgerRefusal.NotFound);
        }

        var before = captured.Corrects is null ? null : versions[^1].Content;
        if (desk.Ledger.Catalogue.Kind(captured.Kind) is not { } kind || !IsForPhones(kind, desk.Scope.Today))
        {
            throw Invalid([new("kind", "unknown-kind")]);
        }

        var entry = new RecordEntry(captured.Fields.Select(f => KeyValuePair.Create(f.Key, new StringValues(f.Value))));
        var files = (captured.Files ?? []).DistinctBy(f => f.Hash).ToList();
        desk.Keep(entry, before?.Evidence ?? []);
        var arrived = files.Select(f => (File: f, Kept: Arrived(f))).Where(f => f.Kept is not null).ToList();
        desk.Keep(entry, arrived.Select(f => f.Kept!));
        var (record, problems) = await desk.Read(id, kind, entry, before, ct, captured.Heard);

        if (!IsWritten(captured.Id, record, versions))
        {
            problems = [.. problems, .. Announced(kind, files)];
            if (problems.Count > 0)
            {
                throw Invalid(problems);
            }

            await Tell(captured, id, files.Except(arrived.Select(f => f.File)), ct);
            await Write(captured, record, versions, ct);
        }
        else
        {
            await Tell(captured, id, files.Where(f => !Has(versions, f)), ct);
        }

        // A file may have come in while the record was being written.
        await Attach(id, ct);
        versions = await desk.Scope.See(desk.Ledger, id, ct);
        return new(
            id,
            versions[^1].Version,
            T[$"records.state.{RecordStanding.Of(versions, desk.Ledger.Catalogues)}"],
            [.. underway.Of(id).Select(f => f.Hash)]
        );
    }

    /// <summary>A record as it stands by now, in words, for whoever has other words for it on their phone.</summary>
    public async Task<StandingRecord?> Standing(Guid id, CancellationToken ct)
    {
        if (await desk.Newest(id, ct) is not { } newest)
        {
            return null;
        }

        var words = await desk.WordsFor([newest.Content], [newest.By], ct);
        return new(
            newest.Version,
            words.NameOf(newest.By),
            [.. words.Of(newest.Content).Select(f => new StandingFact(f.Label, f.Words))]
        );
    }

    /// <summary>Adds a file that has arrived to every record of this person that waits for it.</summary>
    public async Task Attach(string hash, CancellationToken ct)
    {
        foreach (var record in underway.WaitingFor(Me, hash))
        {
            await Attach(record, ct);
        }
    }

    /// <summary>A file can't be taken: no record waits for it any longer.</summary>
    public Task GiveUp(string hash, CancellationToken ct) =>
        underway.Settle(underway.WaitingFor(Me, hash).Select(record => (record, hash)), ct);

    /// <summary>What a file is called by those who wait for it.</summary>
    public string NameOf(string hash) =>
        underway.WaitingFor(Me, hash).SelectMany(underway.Of).FirstOrDefault(f => f.Hash == hash)?.Name
        ?? T["capture.file"];

    // Adds what has arrived on top of the newest version, whoever wrote that: a photograph contradicts nobody's words.
    private async Task Attach(Guid id, CancellationToken ct)
    {
        while (true)
        {
            var there = underway
                .Of(id)
                .Select(told => (Told: told, Kept: Arrived(new(told.Hash, told.Shows, told.Name))))
                .Where(f => f.Kept is not null)
                .ToList();
            if (there.Count == 0 || await desk.Newest(id, ct) is not { } newest)
            {
                return;
            }

            var content = newest.Content;
            var added = there.Select(f => f.Kept!).Where(e => content.Evidence.All(h => h.Hash != e.Hash)).ToList();
            if (added.Count == 0 || newest.Action == RecordAction.Withdraw || await Add(newest, added, ct))
            {
                await underway.Settle(there.Select(f => (id, f.Told.Hash)), ct);
            }
        }
    }

    // Whether the matter is settled; otherwise somebody was faster and the newest version is another.
    private async Task<bool> Add(RecordVersion newest, List<Evidence> added, CancellationToken ct)
    {
        var content = newest.Content with { Evidence = [.. newest.Content.Evidence, .. added] };
        try
        {
            await desk.Ledger.Correct(
                ChangeOf(content.Id, added),
                newest.Version,
                content,
                Me,
                T["capture.arrived", added.Count],
                ct,
                underway.ClaimOf(content.Id)?.Heard
            );
            return true;
        }
        catch (LedgerRefusal refusal) when (refusal.Rule is LedgerRefusal.ChangedMeanwhile or LedgerRefusal.SameId)
        {
            return false;
        }
        catch (LedgerRefusal refusal) when (refusal.Rule is LedgerRefusal.Invalid or LedgerRefusal.AlreadyWithdrawn)
        {
            // Enough was there already, or the record is out of use: the file stays in the store, the record as it is.
            return true;
        }
    }

    // The same files on the same record are the same change, whichever request adds them.
    private static Guid ChangeOf(Guid record, IEnumerable<Evidence> added) =>
        new(
            SHA256
                .HashData(
                    System.Text.Encoding.ASCII.GetBytes(
                        $"{record} {string.Join(' ', added.Select(e => e.Hash).Order(StringComparer.Ordinal))}"
                    )
                )
                .AsSpan(0, 16),
            bigEndian: true
        );

    // What is told of and has arrived is added by Attach; what is neither on the record nor told of would be forgotten.
    private Task Tell(Captured captured, Guid id, IEnumerable<CapturedFile> files, CancellationToken ct) =>
        underway.Tell(
            id,
            Me,
            captured.CapturedAt is { } at ? new(at, captured.Heard) : null,
            [.. files.Select(f => new ToldFile(f.Hash, f.Shows, f.Name))],
            ct
        );

    private async Task Write(
        Captured captured,
        WorkRecord record,
        IReadOnlyList<RecordVersion> versions,
        CancellationToken ct
    )
    {
        try
        {
            if (captured.Corrects is null)
            {
                await desk.Ledger.Record(record, Me, ct, captured.Heard);
            }
            else
            {
                await desk.Ledger.Correct(
                    captured.Id,
                    Seen(captured.Base, versions),
                    record,
                    Me,
                    captured.Why ?? "",
                    ct,
                    captured.Heard
                );
            }
        }
        catch (LedgerRefusal refusal) when (refusal.Rule == LedgerRefusal.SameId)
        {
            // Sent twice at once, with one more file arriving in between.
            if (!IsWritten(captured.Id, record, await desk.Scope.See(desk.Ledger, record.Id, ct)))
            {
                throw;
            }
        }
    }

    // Whoever has seen a version has seen every later one that says the same and only has more photographs.
    private static int Seen(int version, IReadOnlyList<RecordVersion> versions) =>
        versions.FirstOrDefault(v => v.Version == version) is { } seen && SayTheSame(seen.Content, versions[^1].Content)
            ? versions[^1].Version
            : version;

    // The files may have come one by one, and the kind may have a newer version by now: what the person said is what counts.
    private bool IsWritten(Guid change, WorkRecord record, IReadOnlyList<RecordVersion> versions) =>
        versions.FirstOrDefault(v => v.ChangeId == change) is { } written
        && written.By == Me
        && SayTheSame(written.Content, record);

    private static bool SayTheSame(WorkRecord one, WorkRecord other) =>
        RecordText.SayTheSame(one with { Evidence = [] }, other with { Evidence = [], KindVersion = one.KindVersion });

    private static bool Has(IReadOnlyList<RecordVersion> versions, CapturedFile file) =>
        versions.Any(v => v.Content.Evidence.Any(e => e.Hash == file.Hash || e.Original == file.Hash));

    private Evidence? Arrived(CapturedFile file) =>
        underway.HandedOver(Me, file.Hash) is { } kept ? kept with { Name = file.Name, Shows = file.Shows } : null;

    private static IEnumerable<RecordProblem> Announced(Kind kind, List<CapturedFile> files)
    {
        foreach (var file in files.Where(f => kind.Evidence.All(s => s.Id != f.Shows)))
        {
            yield return new($"evidence.{file.Shows}", "not-asked", file.Shows);
        }

        if (files.Count > Files)
        {
            yield return new("evidence", "enough", $"{Files}");
        }
    }

    private static LedgerRefusal Invalid(IReadOnlyList<RecordProblem> problems) =>
        new(LedgerRefusal.Invalid) { Problems = problems };
}
