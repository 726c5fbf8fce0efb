using Microsoft.AspNetCore.Mvc;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>A second person's word that a record is right as it stands.</summary>
internal sealed class ConfirmModel(RecordDesk desk, TimeProvider clock, T t) : ChangeModel(desk, clock, t, Verb.Confirm)
{
    public Task<IActionResult> OnPost(Guid id, Guid change, int seen, CancellationToken ct) =>
        Do(id, () => Desk.Ledger.Confirm(change, id, seen, Desk.Scope.Actor.Id, ct), ct);
}
