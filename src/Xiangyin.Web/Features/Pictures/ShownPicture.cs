using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Pictures;

/// <summary>A picture on a record that the reader may see.</summary>
internal sealed record ShownPicture(WorkRecord Record, Evidence File)
{
    /// <summary>The picture as the newest version of a record, or an earlier one, shows it; none otherwise, as if it were not there.</summary>
    public static async Task<ShownPicture?> Find(
        TownLedger ledger,
        Scope scope,
        string hash,
        Guid record,
        CancellationToken ct
    )
    {
        var versions = await scope.See(ledger, record, ct);
        var file = versions
            .SelectMany(v => v.Content.Evidence)
            .LastOrDefault(e => e.Hash == hash && EvidenceType.IsPicture(e.MediaType));
        return
            file is null
            || ledger.Shown.Of([hash]).GetValueOrDefault(hash) is { State: EvidenceState.Erased }
            || !scope.May(Verb.See, versions[^1].Content.Unit)
            ? null
            : new(versions[^1].Content, file);
    }
}
