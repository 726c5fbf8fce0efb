using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>A person as the office knows them. Stands outside the ledger, so that erasing one leaves every count as it was.</summary>
/// <param name="Id">What records refer to.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Unit">Where they belong.</param>
/// <param name="Post">Their post, in words of the dimension <c>post</c>; none for a person without one.</param>
/// <param name="From">First day there.</param>
/// <param name="To">Last day there; none while it lasts.</param>
internal sealed record Person(
    PersonId Id,
    LocalText Name,
    UnitId Unit,
    string? Post,
    DateOnly From,
    DateOnly? To = null
);

/// <summary>Names, units and posts of people.</summary>
#pragma warning disable CS9113
internal sealed class PeopleStore(Database database)
{
    /// <summary>Adds people, or replaces what is known of them.</summary>
    public Task Put(IReadOnlyList<Person> people, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The person; none when unknown or erased.</summary>
    public Task<Person?> Find(PersonId id, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The people with these ids; unknown ones are left out.</summary>
    public Task<IReadOnlyDictionary<PersonId, Person>> Find(IEnumerable<PersonId> ids, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>The name in a language; empty when unknown or erased.</summary>
    public Task<string> Name(PersonId id, string language, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>People of these units who are there on that day, by unit and name.</summary>
    public Task<IReadOnlyList<Person>> In(IReadOnlyCollection<UnitId> units, DateOnly day, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>Erases a person. Records keep an id that no longer says who.</summary>
    public Task Erase(PersonId id, CancellationToken ct) => throw new NotImplementedException();
}
