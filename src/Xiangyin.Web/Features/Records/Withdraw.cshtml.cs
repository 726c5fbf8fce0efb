using Microsoft.AspNetCore.Mvc;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>Takes a record out of every figure.</summary>
internal sealed class WithdrawModel(RecordDesk desk, TimeProvider clock, T t)
    : ChangeModel(desk, clock, t, Verb.Withdraw)
{
    public string Why { get; private set; } = "";

    public Task<IActionResult> OnPost(Guid id, Guid change, int seen, string? why, CancellationToken ct)
    {
        Why = why?.Trim() ?? "";
        return Do(id, () => Desk.Ledger.Withdraw(change, id, seen, Desk.Scope.Actor.Id, Why, ct), ct);
    }
}
