using System.Security.Cryptography;
using Amazon.Runtime;
using Xiangyin.Testing;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

/// <summary>Evidence in S3-compatible storage, on a real server.</summary>
public sealed class EvidenceBucketTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xy-bucket-");
    private S3Server server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await S3Server.StartAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task File_IsKeptInTheBucket_AndNothingInTheFolder()
    {
        using var bucket = Bucket();
        var store = new EvidenceStore(folder.FullName, TimeProvider.System, bucket);
        var sent = EvidenceStoreTests.Sample("video/mp4");

        var kept = await store.Put(new MemoryStream(sent), "短片.mp4", "after", LedgerTown.Author, Ct);
        var again = await store.Put(new MemoryStream(sent), "again.mp4", "after", LedgerTown.Author, Ct);

        Assert.Equal(kept.Hash, again.Hash);
        var name = Assert.Single(server.Objects);
        Assert.Contains($"evidence/town/evidence/{kept.Hash[..2]}/{kept.Hash[2..]}", name, StringComparison.Ordinal);
        Assert.Empty(folder.EnumerateFiles("*", SearchOption.AllDirectories));
        var opened = await store.Open(kept.Hash, Ct);
        await using var content = opened!.Content;
        Assert.Equal("video/mp4", opened.MediaType);
        Assert.True(content.CanSeek);
        Assert.Equal(kept.Hash, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, Ct)));
    }

    [Fact]
    public async Task WhatIsNotThere_IsNothing_AndErasingRemoves()
    {
        using var bucket = Bucket();
        var store = new EvidenceStore(folder.FullName, TimeProvider.System, bucket);
        var png = EvidenceStoreTests.Sample("image/png");
        var kept = await store.Put(new MemoryStream(png), "a.png", "after", LedgerTown.Author, Ct);
        await store.PutThumbnail(kept.Hash, [1, 2, 3], Ct);
        Assert.Null(await store.Open(new string('0', 64), Ct));
        await using (var small = await store.OpenThumbnail(kept.Hash, Ct))
        {
            Assert.Equal(3, small!.Length);
        }

        await store.Erase(kept.Hash, Ct);
        await store.Erase(kept.Hash, Ct);

        Assert.Null(await store.Open(kept.Hash, Ct));
        Assert.Empty(server.Objects);
    }

    [Fact]
    public async Task UnknownKey_IsRefused_AndNothingIsKept()
    {
        using var bucket = new EvidenceBucket(server.Bucket, new BasicAWSCredentials("nobody", "wrong"));
        var store = new EvidenceStore(folder.FullName, TimeProvider.System, bucket);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            store.Put(new MemoryStream(EvidenceStoreTests.Sample("image/png")), "a.png", "after", LedgerTown.Author, Ct)
        );

        Assert.Empty(server.Objects);
    }

    private EvidenceBucket Bucket() =>
        new(server.Bucket, new BasicAWSCredentials(S3Server.AccessKey, S3Server.AccessKey));
}
