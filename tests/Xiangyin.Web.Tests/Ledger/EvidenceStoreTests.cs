using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using SkiaSharp;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

public sealed class EvidenceStoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xy-evidence-");
    private readonly EvidenceStore store;

    public EvidenceStoreTests() => store = new(folder.FullName, TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Every type that is taken, with the secret word wherever its maker may put one.</summary>
    public static TheoryData<string> Types =>
        [
            "image/jpeg",
            "image/png",
            "image/webp",
            "audio/wav",
            "audio/mpeg",
            "audio/mp4",
            "audio/webm",
            "audio/ogg",
            "video/mp4",
            "video/webm",
        ];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Put_KnowsTheTypeByContent_AndKeepsNothingOfItsMaker(string type)
    {
        var sent = Sample(type);
        Assert.True(Holds(sent, Samples.Secret));

        var kept = await Put(sent, "随便.exe");

        Assert.Equal(type, kept.MediaType);
        var bytes = await Read(kept.Hash);
        Assert.False(Holds(bytes, Samples.Secret));
        Assert.Equal(bytes.Length, kept.Length);
        Assert.Equal(Hash(bytes), kept.Hash);
        Assert.Equal(Hash(sent), kept.Original);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Put_OfWhatIsCleanAlready_ChangesNothing(string type)
    {
        var clean = await Read((await Put(Sample(type), "a")).Hash);

        var again = await Put(clean, "b");

        Assert.Equal(Hash(clean), again.Hash);
        Assert.Null(again.Original);
    }

    [Fact]
    public async Task Put_TheSameFileTwice_KeepsOneFile()
    {
        var first = await Put(Sample("image/jpeg"), "../../照片.jpg");
        var again = await Put(Sample("image/jpeg"), "b.jpg");

        Assert.Equal("照片.jpg", first.Name);
        Assert.Equal((first.Hash, first.Original), (again.Hash, again.Original));
        Assert.Single(folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task Picture_StaysAsItWasToTheBit_AndUpright(int orientation)
    {
        using var scene = Samples.Scene(1);
        var sent = Samples.Jpeg(scene, orientation);

        var kept = await Read((await Put(sent, "a.jpg")).Hash);

        using var before = SKCodec.Create(new MemoryStream(sent));
        using var after = SKCodec.Create(new MemoryStream(kept));
        Assert.Equal(before.EncodedOrigin, after.EncodedOrigin);
        using var pixels = SKBitmap.Decode(sent);
        using var same = SKBitmap.Decode(kept);
        Assert.True(pixels.GetPixelSpan().SequenceEqual(same.GetPixelSpan()));
    }

    [Fact]
    public async Task Sound_KeepsItsChecksums()
    {
        var kept = await Read((await Put(Samples.Ogg(), "a.ogg")).Hash);

        for (var at = 0; at < kept.Length; )
        {
            var length = 28 + kept[at + 27];
            var page = kept.AsSpan(at, length);
            Assert.Equal(Samples.OggCrc(page), BinaryPrimitives.ReadUInt32LittleEndian(page[22..]));
            at += length;
        }
    }

    [Fact]
    public async Task Film_KeepsSoundAndPictureWhereTheyWere()
    {
        foreach (var sent in new[] { Samples.Mp4(film: true), Samples.WebM(film: true) })
        {
            var kept = await Read((await Put(sent, "a.mp4")).Hash);

            Assert.Equal(sent.Length, kept.Length);
            Assert.Equal(sent[^3000..], kept[^3000..]);
        }
    }

    public static TheoryData<string> Refused =>
        [
            "a program",
            "a program with a picture's name",
            "a script in a drawing",
            "a spreadsheet",
            "a page",
            "nothing",
            "a HEIC picture",
            "an AVIF picture",
        ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Put_AnythingElse_IsRefusedWhateverItsName(string what)
    {
        var content = what switch
        {
            "a program" => [.. "MZ\u0090\0\u0003"u8, .. new byte[4000]],
            "a program with a picture's name" => [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[200]],
            "a script in a drawing" => Encoding.UTF8.GetBytes("<svg onload=alert(1)>"),
            "a spreadsheet" => Zip(),
            "a page" => Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>"),
            "a HEIC picture" => [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]],
            "an AVIF picture" => [0, 0, 0, 24, .. "ftypavif"u8, .. new byte[100]],
            _ => Array.Empty<byte>(),
        };

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() => Put(content, "photo.jpg"));

        Assert.Equal(what == "a HEIC picture" ? LedgerRefusal.Heic : LedgerRefusal.UnknownType, refusal.Rule);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Program_BehindAPicture_IsCutOff()
    {
        using var scene = Samples.Scene(2);
        byte[] program = [.. "MZ"u8, .. Encoding.ASCII.GetBytes("This program cannot be run")];
        foreach (var picture in new[] { Samples.Jpeg(scene), Samples.Png(scene) })
        {
            var kept = await Read((await Put([.. picture, .. program], "a.jpg")).Hash);

            Assert.False(Holds(kept, "cannot be run"));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task File_CutOffOnTheWay_IsRefused(string type)
    {
        // A recording that ends early is still a recording; what announces more than there is, is not.
        var whole = Sample(type);
        var half = whole[..(whole.Length / 2)];
        if (type is "audio/wav" or "audio/mpeg" or "audio/webm" or "video/webm")
        {
            Assert.Equal(type, (await Put(half, "a")).MediaType);
            return;
        }

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() => Put(half, "a"));

        Assert.Equal(LedgerRefusal.BrokenFile, refusal.Rule);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Header_WithoutAPicture_IsRefused()
    {
        byte[] only = [0x89, .. "PNG\r\n\x1a\n"u8, 1, 2, 3, 4];

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() => Put(only, "a.png"));

        Assert.Equal(LedgerRefusal.BrokenFile, refusal.Rule);
    }

    [Fact]
    public async Task Picture_Of100Megapixels_IsRefusedWithoutBeingOpened()
    {
        // White, and so a small file: what it would cost to open does not show from outside.
        using var scene = new SKBitmap(new SKImageInfo(10_000, 10_000, SKColorType.Gray8));
        var sent = Samples.Encode(scene, SKEncodedImageFormat.Png);
        Assert.True(sent.Length < 2_000_000);

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() => Put(sent, "big.png"));

        Assert.Equal(
            (LedgerRefusal.TooManyPixels, "50", "100"),
            (refusal.Rule, refusal.Arguments[0], refusal.Arguments[1])
        );
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Film_Of200Megabytes_IsRefusedAndLeavesNothing()
    {
        var start = Samples.Mp4(film: true);

        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() =>
            store.Put(new Long(start, 200L << 20), "big.mp4", "after", LedgerTown.Author, Ct)
        );

        Assert.Equal((LedgerRefusal.TooLarge, "60"), (refusal.Rule, refusal.Arguments[0]));
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Picture_OfMoreThan20Megabytes_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<LedgerRefusal>(() =>
            store.Put(new Long(Sample("image/jpeg"), 21L << 20), "big.jpg", "after", LedgerTown.Author, Ct)
        );

        Assert.Equal((LedgerRefusal.TooLarge, "20"), (refusal.Rule, refusal.Arguments[0]));
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Open_WhatIsNotThere_GivesNothing(string hash) => Assert.Null(await store.Open(hash, Ct));

    [Fact]
    public async Task Erase_RemovesTheFileAndItsSmallPicture()
    {
        var kept = await Put(Sample("image/png"), "a.png");
        await store.PutThumbnail(kept.Hash, [1, 2, 3], Ct);

        await store.Erase(kept.Hash, Ct);

        Assert.Null(await store.Open(kept.Hash, Ct));
        Assert.Null(await store.OpenThumbnail(kept.Hash, Ct));
        AssertNothingIsLeft();
    }

    public void Dispose() => folder.Delete(recursive: true);

    internal static byte[] Sample(string type)
    {
        using var scene = Samples.Scene(7);
        return type switch
        {
            "image/jpeg" => Samples.Jpeg(scene),
            "image/png" => Samples.Png(scene),
            "image/webp" => Samples.WebP(scene),
            "audio/wav" => Samples.Wav(),
            "audio/mpeg" => Samples.Mp3(),
            "audio/mp4" => Samples.Mp4(film: false),
            "audio/webm" => Samples.WebM(film: false),
            "audio/ogg" => Samples.Ogg(),
            "video/mp4" => Samples.Mp4(film: true),
            _ => Samples.WebM(film: true),
        };
    }

    private Task<Evidence> Put(byte[] bytes, string name) =>
        store.Put(new MemoryStream(bytes), name, "after", LedgerTown.Author, Ct);

    private async Task<byte[]> Read(string hash)
    {
        await using var content = (await store.Open(hash, Ct))!.Content;
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, Ct);
        return bytes;
    }

    private void AssertNothingIsLeft() => Assert.Empty(folder.EnumerateFiles("*", SearchOption.AllDirectories));

    private static bool Holds(byte[] bytes, string word) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Zip()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/workbook.xml");
        }

        return file.ToArray();
    }

    /// <summary>Begins as a file does, and goes on with zeros.</summary>
    private sealed class Long(byte[] start, long length) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - at);
            for (var i = 0; i < read; i++)
            {
                buffer[offset + i] = at + i < start.Length ? start[at + i] : (byte)0;
            }

            at += read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
