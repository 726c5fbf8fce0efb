using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>Takes a record from a phone; the same one again gets the same answer. Says which of a person's records still wait for files.</summary>
[RequestSizeLimit(LargestRecord)]
internal sealed class RecordsModel(CaptureDesk desk, EvidenceUnderway underway, Scope scope, T t) : CapturePage(t)
{
    private const int LargestRecord = 256 * 1024;

    /// <summary>What this person's phones have told of and not sent yet.</summary>
    public IActionResult OnGet() =>
        Say(
            underway
                .All()
                .Where(waits => waits.Person == scope.Actor.Id)
                .Select(waits => new Waiting(waits.Record, [.. underway.Of(waits.Record).Select(f => f.Hash)]))
        );

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (IsOfSomebodyElse(scope) is { } no)
        {
            return no;
        }

        if (await Sent(ct) is not { } captured)
        {
            return Refuse(StatusCodes.Status400BadRequest, "unreadable", T["capture.refused.unreadable"]);
        }

        try
        {
            return Say(await desk.Take(captured, ct));
        }
        catch (LedgerRefusal refusal)
        {
            return Refuse(StatusOf(refusal), await Words(captured, refusal, ct));
        }
    }

    private async Task<Captured?> Sent(CancellationToken ct)
    {
        try
        {
            var captured = await JsonSerializer.DeserializeAsync<Captured>(Request.Body, Json, ct);
            var files = captured?.Files ?? [];
            return
                captured is { Kind: not null, Fields: not null }
                && captured.Fields.Values.All(v => v is not null)
                && files.All(f => f is { Shows: not null, Name: not null } && CapturedFile.IsHash(f.Hash))
                ? captured
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<Refused> Words(Captured captured, LedgerRefusal refusal, CancellationToken ct) =>
        new(
            refusal.Rule,
            T.Has($"capture.refused.{refusal.Rule}") ? T[$"capture.refused.{refusal.Rule}"] : Refusals.Words(T, refusal)
        )
        {
            Problems =
            [
                .. refusal.Problems.Select(p => new RefusedField(p.Field, T[$"problem.{p.Rule}", [.. p.Arguments]])),
            ],
            Theirs =
                refusal.Rule == LedgerRefusal.ChangedMeanwhile && captured.Corrects is { } id
                    ? await desk.Standing(id, ct)
                    : null,
        };

    /// <param name="Id">The record.</param>
    /// <param name="Wanted">Hashes of the files that are still to come.</param>
    private sealed record Waiting(Guid Id, IReadOnlyList<string> Wanted);
}
