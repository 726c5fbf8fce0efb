using Xiangyin.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>Whoever is at the other end of a request.</summary>
/// <param name="Id">In the person store; what they write bears it.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">What they do.</param>
/// <param name="Unit">The unit they act for: a village for its people, the town for the town's, the county for its readers.</param>
internal sealed record Actor(PersonId Id, LocalText Name, Role Role, UnitId Unit);
