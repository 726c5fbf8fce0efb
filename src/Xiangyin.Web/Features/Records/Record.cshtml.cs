using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>One record: what it says, what shows it, where it is counted, and everything that happened to it.</summary>
internal sealed class RecordModel(RecordDesk desk, EvidenceUnderway underway, EvidenceUrl urls, T t) : PageModel
{
    public RecordDesk Desk => desk;

    public IReadOnlyList<RecordVersion> Versions { get; private set; } = [];

    public RecordVersion Newest => Versions[^1];

    public Kind? Kind => desk.Ledger.Catalogue.Kind(Newest.Content.Kind);

    public RecordState State => RecordStanding.Of(Versions, desk.Ledger.Catalogues);

    public RecordWords Words { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, LinkedRecord> Linked { get; private set; } = new Dictionary<Guid, LinkedRecord>();

    /// <summary>Links out of the record, with the event it belongs to, each with its label.</summary>
    public IEnumerable<(string Label, Guid Target)> Links =>
        Newest
            .Content.Links.Select(l =>
                (Kind?.Links.FirstOrDefault(f => f.Type == l.Type) is { } f ? t[f.Name] : l.Type, l.Target)
            )
            .Concat(Newest.Content.Event is { } e ? [(T["record.event"], e)] : Array.Empty<(string, Guid)>());

    /// <summary>Files that are still on somebody's phone.</summary>
    public IReadOnlyList<ToldFile> Underway { get; private set; } = [];

    /// <summary>When it was captured, by the phone's own clock; none when it was not made on a phone.</summary>
    public DateTimeOffset? PhoneAt { get; private set; }

    public IReadOnlyList<Figure> Figures { get; private set; } = [];

    public bool Saved { get; private set; }

    /// <summary>Days between the last day of the work and its first recording.</summary>
    public int DaysLate =>
        Day.Of(Versions[0].RecordedAt).DayNumber - (Versions[0].Content.Until ?? Versions[0].Content.On).DayNumber;

    public DateOnly RecordedOn => Day.Of(Versions[0].RecordedAt);

    public IReadOnlyList<ShownFile> Files { get; private set; } = [];

    /// <summary>Slots with more files than are asked for now: captured before that was heard of, and kept.</summary>
    public IEnumerable<SlotNeed> Surplus =>
        Kind is null ? [] : Sufficiency.Of(Kind, Newest.Content.Evidence).Where(n => n.Have > n.Slot.Enough);

    /// <summary>Whether somebody else is asked to look once more, and what they found.</summary>
    public Drawn? Drawn { get; private set; }

    public bool MayLook =>
        State != RecordState.Withdrawn
        && Versions.All(v => v.By != desk.Scope.Actor.Id)
        && desk.Scope.May(Verb.Confirm, Newest.Content);

    public bool MayCorrect => State != RecordState.Withdrawn && desk.Scope.May(Verb.Correct, Newest.Content);

    public bool MayWithdraw => State != RecordState.Withdrawn && desk.Scope.May(Verb.Withdraw, Newest.Content);

    public bool MayConfirm =>
        State == RecordState.Awaiting
        && Newest.By != desk.Scope.Actor.Id
        && desk.Scope.May(Verb.Confirm, Newest.Content);

    private T T => t;

    public async Task<IActionResult> OnGet(Guid id, string? saved, CancellationToken ct)
    {
        Versions = await desk.Scope.See(desk.Ledger, id, ct);
        if (Versions.Count == 0)
        {
            return NotFound();
        }

        Saved = saved is not null;
        Underway = underway.Of(id);
        PhoneAt = underway.ClaimOf(id)?.PhoneAt;
        Drawn = await desk.Ledger.SecondLooks.Of(id, ct);
        Words = await desk.WordsFor(
            [.. Versions.Select(v => v.Content)],
            Versions.Select(v => v.By).Concat(Drawn?.Look is { } look ? [look.By] : []),
            ct
        );
        Files = await ShownFile.Of(Newest.Content, desk, urls, t, ct);
        Linked = await desk.Linked(Links.Select(l => l.Target), ct);
        if (State == RecordState.Counted)
        {
            Figures = await desk.Ledger.Figures(CountedIn.Of(desk.Ledger, Versions, desk.Scope.Root), ct);
        }

        return Page();
    }
}
