using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Pictures;

/// <summary>Somebody on pictures: what they, or a child's guardian, agreed to; withdrawing it; being erased.</summary>
internal sealed class PersonModel(
    PicturedPeople pictured,
    PeopleStore people,
    Erasures erasures,
    Scope scope,
    TimeProvider clock,
    T t
) : PageModel
{
    public PicturedPerson Person { get; private set; } = null!;

    public IReadOnlyList<Consent> Consents { get; private set; } = [];

    public IReadOnlyDictionary<PersonId, Person> Recorders { get; private set; } = new Dictionary<PersonId, Person>();

    public int Pictures { get; private set; }

    /// <summary>Made with the form: sending it twice writes it once.</summary>
    public Guid NewId { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>Where pictures were used until just now; none where nothing was withdrawn.</summary>
    public IReadOnlyList<PictureUse>? Ended { get; private set; }

    public bool IsErased { get; private set; }

    public string On { get; private set; } = "";

    public string GivenBy { get; private set; } = "";

    public Scope Scope => scope;

    /// <summary>Erasing is for whoever answers for the town's people, and never for somebody who holds a post.</summary>
    public bool MayErase => scope.May(Verb.ChangeUnits, Person.Unit) && !HoldsPost;

    public bool HoldsPost { get; private set; }

    private T T => t;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        On = scope.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return await Open(id, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostConsent(
        Guid id,
        Guid change,
        bool given,
        string? on,
        string? by,
        CancellationToken ct
    )
    {
        if (!await Open(id, ct))
        {
            return NotFound();
        }

        (On, GivenBy) = (on ?? "", by?.Trim() ?? "");
        if (Typed.Day(On) is not { } day || day > scope.Today)
        {
            return Refused(T["picture.consent.day"]);
        }

        if (GivenBy.Length is 0 or > PictureModel.LongestWord)
        {
            return Refused(
                T[Person.IsChild ? "picture.consent.guardian" : "picture.consent.who", PictureModel.LongestWord]
            );
        }

        Ended = await pictured.Write(
            new(change, Person.Id, given, day, GivenBy, scope.Actor.Id, clock.GetUtcNow()),
            ct
        );
        var ended = given ? null : Ended;
        await Open(id, ct);
        (Ended, GivenBy) = (ended, "");
        return given ? LocalRedirect($"/pictures/people/{id}") : Page();
    }

    public async Task<IActionResult> OnPostErase(Guid id, bool sure, CancellationToken ct)
    {
        if (!await Open(id, ct) || !MayErase)
        {
            return NotFound();
        }

        if (!sure)
        {
            return Refused(T["picture.erase.sure.needed"]);
        }

        Ended = await erasures.Erase(Person.Id, scope.Actor.Id, ct);
        IsErased = true;
        return Page();
    }

    private PageResult Refused(string why)
    {
        Refusal = why;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Open(Guid id, CancellationToken ct)
    {
        if (await pictured.Find(new(id), ct) is not { } person || !scope.May(Verb.Correct, person.Unit, scope.Actor.Id))
        {
            return false;
        }

        Person = person;
        HoldsPost = await people.Find(person.Id, ct) is not null;
        Consents = pictured.ConsentsOf(person.Id);
        Recorders = await people.Find(Consents.Select(c => c.RecordedBy), ct);
        Pictures = pictured.PicturesOf(person.Id).Count;
        NewId = Guid.CreateVersion7(clock.GetUtcNow());
        return true;
    }
}
