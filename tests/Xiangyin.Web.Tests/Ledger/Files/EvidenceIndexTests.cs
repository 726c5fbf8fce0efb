using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class EvidenceIndexOnSqlite(OnSqlite database) : EvidenceIndexTests(database), IClassFixture<OnSqlite>;

public sealed class EvidenceIndexOnPostgres(OnPostgres database)
    : EvidenceIndexTests(database),
        IClassFixture<OnPostgres>;

/// <summary>New pictures are looked at in the background; the same one is known again.</summary>
public abstract class EvidenceIndexTests(TestDatabase database) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xy-index-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Picture_IsMadeSmall_AndProgressIsTold()
    {
        var (town, store, work) = await Town();
        using var scene = Samples.Scene(1);
        var record = await Record(town, await Put(store, Samples.Jpeg(scene)));
        await town.Ledger.Shown.CatchUp(Ct);
        Assert.Equal(new(1, 1, 0), town.Ledger.Shown.Progress());

        await work.Run(Ct);

        Assert.Equal(new(1, 0, 0), town.Ledger.Shown.Progress());
        var hash = record.Evidence[0].Hash;
        Assert.Equal(new EvidenceFacts(EvidenceState.Seen, 640, 480), town.Ledger.Shown.Of([hash])[hash]);
        await using var small = await store.OpenThumbnail(hash, Ct);
        Assert.NotNull(small);
        Assert.Equal([record.Id], town.Ledger.Shown.RecordsWith(hash));
    }

    [Fact]
    public async Task SameFile_AndSamePicture_AreFoundFromBothSides()
    {
        var (town, store, work) = await Town();
        using var scene = Samples.Scene(3);
        using var other = Samples.Scene(4);
        var file = await Put(store, Samples.Jpeg(scene));
        var first = await Record(town, file);
        await work.Run(Ct);
        var same = await Record(town, file);
        var alike = await Record(town, await Put(store, Samples.Jpeg(scene, quality: 40)));
        var different = await Record(town, await Put(store, Samples.Jpeg(other)));

        await work.Run(Ct);

        Assert.Equal([(same.Id, true), (alike.Id, false)], Elsewhere(town, first).OrderByDescending(e => e.IsSame));
        Assert.Equal(
            new HashSet<(Guid, bool)> { (first.Id, false), (same.Id, false) },
            Elsewhere(town, alike).ToHashSet()
        );
        Assert.Empty(Elsewhere(town, different));
    }

    [Fact]
    public async Task Sketch_IsComparedWithNothing()
    {
        var (town, store, work) = await Town();
        using var scene = Samples.Scene(5);
        var file = await Put(store, Samples.Jpeg(scene));
        await town.Ledger.Shown.MarkSketches([file], Ct);
        var first = await Record(town, file);
        await Record(town, file);
        await Record(town, await Put(store, Samples.Jpeg(scene, quality: 40)));

        await work.Run(Ct);

        Assert.Empty(Elsewhere(town, first));
        Assert.Equal(new(2, 0, 0), town.Ledger.Shown.Progress());
    }

    [Fact]
    public async Task File_ThatIsGone_IsToldAndNotTriedForEver()
    {
        var (town, store, work) = await Town();
        using var scene = Samples.Scene(6);
        var file = await Put(store, Samples.Png(scene));
        await Record(town, file);
        await store.Erase(file.Hash, Ct);

        await work.Run(Ct);

        Assert.Equal(new(1, 0, 1), town.Ledger.Shown.Progress());
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<(LedgerTown, EvidenceStore, EvidenceWork)> Town()
    {
        var town = await LedgerTown.Found(database);
        var store = new EvidenceStore(folder.FullName, town.Clock);
        return (town, store, new(town.Ledger, store, town.Clock, NullLogger<EvidenceWork>.Instance));
    }

    private static Task<Evidence> Put(EvidenceStore store, byte[] picture) =>
        store.Put(new MemoryStream(picture), "照片.jpg", "photo", LedgerTown.Author, Ct);

    private static async Task<WorkRecord> Record(LedgerTown town, Evidence file)
    {
        var content = town.Content("session", "石桥", "2021-03-01", "people=9 topic=law") with { Evidence = [file] };
        town.Clock.Set(new(2021, 3, 2, 0, 0, 0, TimeSpan.Zero));
        await town.Ledger.Record(content, LedgerTown.Author, Ct);
        return content;
    }

    private static IReadOnlyList<(Guid Record, bool IsSame)> Elsewhere(LedgerTown town, WorkRecord record) =>
        [.. town.Ledger.Shown.Elsewhere(record.Evidence[0].Hash, record.Id, 10).Select(e => (e.Record, e.IsSame))];
}
