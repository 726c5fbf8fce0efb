using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>Takes a file from a phone piece by piece. Its identity is the SHA-256 of its bytes, so every piece is safe to send again.</summary>
[RequestSizeLimit(ArrivingFiles.Chunk)]
internal sealed class FilesModel(
    ArrivingFiles arriving,
    EvidenceUnderway underway,
    EvidenceStore store,
    CaptureDesk desk,
    Scope scope,
    T t
) : CapturePage(t)
{
    /// <summary>How far the file has come.</summary>
    public IActionResult OnGet(string hash) => CapturedFile.IsHash(hash) ? Say(Standing(hash)) : NotFound();

    /// <summary>The next piece: at <c>Upload-Offset</c> of <c>Upload-Length</c> bytes.</summary>
    public async Task<IActionResult> OnPost(string hash, CancellationToken ct)
    {
        if (IsOfSomebodyElse(scope) is { } no)
        {
            return no;
        }

        if (!CapturedFile.IsHash(hash))
        {
            return NotFound();
        }

        if (underway.HandedOver(scope.Actor.Id, hash) is not null)
        {
            await desk.Attach(hash, ct);
            return Say(Standing(hash));
        }

        if (Number("Upload-Offset") is not { } offset || Number("Upload-Length") is not { } length || length == 0)
        {
            return Refuse(StatusCodes.Status400BadRequest, "unreadable", T["capture.refused.unreadable"]);
        }

        if (length > EvidenceStore.Limit)
        {
            await desk.GiveUp(hash, ct);
            return RefuseFile(new(LedgerRefusal.TooLarge, $"{EvidenceStore.Limit >> 20}"), desk.NameOf(hash));
        }

        var piece = await Piece(ct);
        if (piece.Length != Math.Min(ArrivingFiles.Chunk, length - offset))
        {
            return Refuse(StatusCodes.Status400BadRequest, "unreadable", T["capture.refused.unreadable"]);
        }

        try
        {
            var reached = await arriving.Append(scope.Actor.Id, hash, offset, piece, ct);
            return reached == length ? await Finish(hash, ct)
                : reached == offset + piece.Length ? Say(new FileStanding(reached, false))
                : Elsewhere(reached);
        }
        catch (IOException e) when (Data.Disk.IsFull(e))
        {
            return RefuseFile(new(LedgerRefusal.DiskFull), desk.NameOf(hash));
        }
        catch (IOException)
        {
            return Elsewhere(arriving.Length(scope.Actor.Id, hash));
        }
    }

    private async Task<IActionResult> Finish(string hash, CancellationToken ct)
    {
        var name = desk.NameOf(hash);
        try
        {
            await using (var whole = await arriving.Open(scope.Actor.Id, hash, ct))
            {
                if (whole is null)
                {
                    arriving.Drop(scope.Actor.Id, hash);
                    return Refuse(
                        StatusCodes.Status409Conflict,
                        new Refused("damaged", T["capture.refused.damaged"]) { Offset = 0 }
                    );
                }

                await underway.Arrive(scope.Actor.Id, hash, await store.Put(whole, name, "", scope.Actor.Id, ct), ct);
            }
        }
        catch (LedgerRefusal refusal)
        {
            if (refusal.Rule != LedgerRefusal.DiskFull)
            {
                arriving.Drop(scope.Actor.Id, hash);
                await desk.GiveUp(hash, ct);
            }

            return RefuseFile(refusal, name);
        }

        arriving.Drop(scope.Actor.Id, hash);
        await desk.Attach(hash, ct);
        return Say(Standing(hash));
    }

    private FileStanding Standing(string hash) =>
        underway.HandedOver(scope.Actor.Id, hash) is null
            ? new(arriving.Length(scope.Actor.Id, hash), false)
            : new(0, true);

    private IActionResult Elsewhere(long offset) =>
        Refuse(
            StatusCodes.Status409Conflict,
            new Refused("elsewhere", T["capture.refused.elsewhere"]) { Offset = offset }
        );

    private IActionResult RefuseFile(LedgerRefusal refusal, string name) =>
        Refuse(StatusOf(refusal), refusal.Rule, T[$"problem.file-{refusal.Rule}", [name, .. refusal.Arguments]]);

    // A piece is read before anything of it is written: half of one leaves no trace.
    private async Task<ReadOnlyMemory<byte>> Piece(CancellationToken ct)
    {
        using var piece = new MemoryStream(ArrivingFiles.Chunk);
        await Request.Body.CopyToAsync(piece, ct);
        return piece.ToArray();
    }

    private long? Number(string header) =>
        long.TryParse(Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <param name="Offset">Where the next piece belongs.</param>
    /// <param name="Here">Whether all of it is here.</param>
    private sealed record FileStanding(long Offset, bool Here);
}
