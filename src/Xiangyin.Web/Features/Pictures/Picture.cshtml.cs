using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Pictures;

/// <summary>One picture: who is on it, and where it is used outside its record.</summary>
internal sealed class PictureModel(
    TownLedger ledger,
    PicturedPeople pictured,
    PictureUses uses,
    PeopleStore people,
    EvidenceUrl urls,
    Scope scope,
    TimeProvider clock,
    T t
) : PageModel
{
    /// <summary>The longest name of a person and of a place of use, in characters.</summary>
    public const int LongestWord = 60;

    public ShownPicture Shown { get; private set; } = null!;

    public string WholeUrl { get; private set; } = "";

    public string SmallUrl { get; private set; } = "";

    public IReadOnlyList<PicturedPerson> On { get; private set; } = [];

    /// <summary>People who may be named on it: those of the unit, with a post and without.</summary>
    public IReadOnlyList<PicturedPerson> Known { get; private set; } = [];

    public IReadOnlyList<PictureUse> Uses { get; private set; } = [];

    public string? Refusal { get; private set; }

    /// <summary>Uses that ended with what was just said.</summary>
    public IReadOnlyList<PictureUse> Ended { get; private set; } = [];

    /// <summary>Made with the form: sending it twice does it once.</summary>
    public Guid NewId { get; private set; }

    public bool MaySayWho => scope.May(Verb.Correct, Shown.Record);

    public bool MayUse => scope.May(Verb.WriteReport, Shown.Record.Unit);

    private T T => t;

    public async Task<IActionResult> OnGet(string hash, Guid record, CancellationToken ct) =>
        await Open(hash, record, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSay(
        string hash,
        Guid record,
        Guid id,
        Guid? person,
        string? name,
        bool child,
        CancellationToken ct
    )
    {
        if (!await Open(hash, record, ct) || !MaySayWho)
        {
            return NotFound();
        }

        name = name?.Trim() ?? "";
        if (person is { } chosen && Known.Any(p => p.Id.Value == chosen))
        {
            id = chosen;
        }
        else if (name.Length is 0 or > LongestWord)
        {
            return Refused(
                name.Length == 0 ? T["picture.who.needed"] : T["problem.too-long", LongestWord, name.Length]
            );
        }
        else
        {
            await pictured.Know(new(id), Shown.Record.Unit, child, name, ct);
        }

        Ended = await pictured.Say(hash, new(id), scope.Actor.Id, ct);
        return Ended.Count == 0 ? LocalRedirect(Address) : await Again(ct);
    }

    public async Task<IActionResult> OnPostUnsay(string hash, Guid record, Guid person, CancellationToken ct)
    {
        if (!await Open(hash, record, ct) || !MaySayWho)
        {
            return NotFound();
        }

        await pictured.Unsay(hash, new(person), ct);
        return LocalRedirect(Address);
    }

    public async Task<IActionResult> OnPostUse(
        string hash,
        Guid record,
        Guid id,
        string? sort,
        string? place,
        CancellationToken ct
    )
    {
        if (!await Open(hash, record, ct) || !MayUse)
        {
            return NotFound();
        }

        place = place?.Trim() ?? "";
        if (sort is null || !PictureUses.Sorts.Contains(sort) || place.Length is 0 or > LongestWord)
        {
            return Refused(T["picture.use.needed", LongestWord]);
        }

        var unasked = await uses.Use(new(id, hash, record, sort, place, scope.Actor.Id, clock.GetUtcNow()), ct);
        return unasked.Count == 0 ? LocalRedirect(Address)
            : MaySayWho ? Refused(T["picture.use.unasked", t.List(unasked.Select(p => t[p.Name]))])
            : Refused(T["picture.use.unasked-some", unasked.Count]);
    }

    public async Task<IActionResult> OnPostTakeOut(string hash, Guid record, Guid use, CancellationToken ct)
    {
        if (!await Open(hash, record, ct) || !MayUse || uses.Find(use) is not { } found || found.Hash != hash)
        {
            return NotFound();
        }

        await uses.TakeOut(use, scope.Actor.Id, ct);
        return LocalRedirect(Address);
    }

    private string Address => $"/pictures/{Shown.File.Hash}?record={Shown.Record.Id}";

    private async Task<IActionResult> Again(CancellationToken ct)
    {
        var ended = Ended;
        await Open(Shown.File.Hash, Shown.Record.Id, ct);
        Ended = ended;
        return Page();
    }

    private PageResult Refused(string why)
    {
        Refusal = why;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Open(string hash, Guid record, CancellationToken ct)
    {
        if (await ShownPicture.Find(ledger, scope, hash, record, ct) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        NewId = Guid.CreateVersion7(clock.GetUtcNow());
        WholeUrl = urls.Of(hash, record, scope.Actor.Id);
        SmallUrl = urls.Of(hash, record, scope.Actor.Id, isSmall: true);
        On = await pictured.On(hash, ct);
        Uses = uses.Of(hash);
        if (MaySayWho)
        {
            var posts = await people.In([shown.Record.Unit], scope.Today, ct);
            Known =
            [
                .. (await pictured.KnownIn([shown.Record.Unit], ct))
                    .Concat(posts.Select(p => new PicturedPerson(p.Id, p.Name, p.Unit, false, ConsentState.NotAsked)))
                    .Where(p => On.All(on => on.Id != p.Id)),
            ];
        }

        return true;
    }
}
