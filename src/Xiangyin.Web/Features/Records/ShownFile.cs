using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>A file on a record's page.</summary>
/// <param name="File">What the record says of it.</param>
/// <param name="Label">What it shows.</param>
/// <param name="Url">Opens it, for this reader and for some hours.</param>
/// <param name="SmallUrl">The same, small.</param>
/// <param name="State">Whether it has been made small yet.</param>
/// <param name="Elsewhere">Other records of the reader's that show the same, and whether it is the same file or one that looks so.</param>
internal sealed record ShownFile(
    Evidence File,
    string Label,
    string Url,
    string SmallUrl,
    EvidenceState State,
    IReadOnlyList<(LinkedRecord Record, bool IsSame)> Elsewhere
)
{
    private const int Most = 8;

    /// <summary>The files of a record.</summary>
    public static async Task<IReadOnlyList<ShownFile>> Of(
        WorkRecord record,
        RecordDesk desk,
        EvidenceUrl urls,
        T t,
        CancellationToken ct
    )
    {
        var kind = desk.Ledger.Catalogue.Kind(record.Kind);
        var known = desk.Ledger.Shown.Of(record.Evidence.Select(e => e.Hash));
        var reader = desk.Scope.Actor.Id;
        var files = new List<ShownFile>();
        foreach (var file in record.Evidence)
        {
            var same = desk.Ledger.Shown.Elsewhere(file.Hash, record.Id, Most);
            var linked = await desk.Linked(same.Select(s => s.Record), ct);
            files.Add(
                new(
                    file,
                    kind?.Evidence.FirstOrDefault(s => s.Id == file.Shows) is { } slot ? t[slot.Name] : file.Name,
                    urls.Of(file.Hash, record.Id, reader),
                    urls.Of(file.Hash, record.Id, reader, isSmall: true),
                    known.TryGetValue(file.Hash, out var facts) ? facts.State : EvidenceState.Waiting,
                    [.. same.Where(s => linked.ContainsKey(s.Record)).Select(s => (linked[s.Record], s.IsSame))]
                )
            );
        }

        return files;
    }
}
