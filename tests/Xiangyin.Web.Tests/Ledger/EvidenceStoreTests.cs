using System.Text;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class EvidenceStoreTests : IDisposable
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\x1a\n"u8, 1, 2, 3, 4];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xy-evidence-");
    private readonly EvidenceStore store;

    public EvidenceStoreTests() => store = new(folder.FullName, TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_AndOpen_GivesTheSameBytes()
    {
        var kept = await Put(Png, "../../照片.png");

        using var opened = (await store.Open(kept.Hash, Ct))!.Content;
        var bytes = new byte[Png.Length];
        await opened.ReadExactlyAsync(bytes, Ct);
        Assert.Equal(Png, bytes);
        Assert.Equal(("照片.png", "image/png", (long)Png.Length), (kept.Name, kept.MediaType, kept.Length));
    }

    [Fact]
    public async Task Put_TheSameBytesTwice_KeepsOneFile()
    {
        var first = await Put(Png, "a.png");
        var again = await Put(Png, "b.png");

        Assert.Equal(first.Hash, again.Hash);
        Assert.Single(folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("MZ")]
    [InlineData("")]
    public async Task Put_AnythingElse_IsRefusedWhateverItsName(string content)
    {
        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() => Put(Encoding.UTF8.GetBytes(content), "photo.jpg"));

        Assert.Equal(LedgerRefusal.UnknownType, refusal.Rule);
        Assert.Empty(folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Put_TooMuch_IsRefusedAndLeavesNothing()
    {
        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() =>
            Put([.. Png, .. new byte[EvidenceStore.Limit]], "big.png")
        );

        Assert.Equal((LedgerRefusal.TooLarge, "20"), (refusal.Rule, refusal.Arguments[0]));
        Assert.Empty(folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Open_WhatIsNotThere_GivesNothing(string hash) => Assert.Null(await store.Open(hash, Ct));

    public void Dispose() => folder.Delete(recursive: true);

    private Task<Xiangyin.Ledger.Evidence> Put(byte[] bytes, string name) =>
        store.Put(new MemoryStream(bytes), name, "after", LedgerTown.Author, Ct);
}
