using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Xiangyin.Testing;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Ledger;

/// <summary>What a PDF may cost: files made to cost everything, each of a few kilobytes.</summary>
public sealed class PdfProcessTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // A gigabyte of numbers, packed twice.
    [Fact]
    public async Task PageThatUnpacksToAGigabyte_IsBroken()
    {
        var bomb = PdfOf(Stream("/Filter[/FlateDecode/FlateDecode]", Packed(Packed("0 ", times: 500_000_000))));

        var refusal = await Assert.ThrowsAsync<UploadRefusal>(() => UploadReader.Read(bomb, "bomb.pdf", Ct));

        Assert.Equal(UploadRefusal.Broken, refusal.Rule);
    }

    // Its glyphs are drawn from places that their table does not have.
    [Fact]
    public async Task FontThatTakesMoreThanThereIs_IsBroken()
    {
        var pdf = await File.ReadAllBytesAsync(
            Repository.PathOf("tests/Xiangyin.Web.Tests/Ledger/Files/spoilt-font.pdf"),
            Ct
        );

        var refusal = await Assert.ThrowsAsync<UploadRefusal>(() => UploadReader.Read(pdf, "font.pdf", Ct));

        Assert.Equal(UploadRefusal.Broken, refusal.Rule);
    }

    [Fact]
    public async Task PageThatNeverEnds_IsStopped_AndWhatReadsItKnowsNothingOfTheSite()
    {
        const string Secret = "XIANGYIN_TEST_SECRET";
        Environment.SetEnvironmentVariable(Secret, "1");
        var reading = UploadReader.Read(Endless(), "endless.pdf", Ct);
        var readers = await Started();
        if (OperatingSystem.IsLinux())
        {
            var known = await File.ReadAllTextAsync($"/proc/{readers[0]}/environ", Ct);
            Assert.Contains("DOTNET_GCHeapHardLimit=", known, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, known, StringComparison.Ordinal);
        }

        var refusal = await Assert.ThrowsAsync<UploadRefusal>(() => reading);

        Assert.Equal(UploadRefusal.TooSlow, refusal.Rule);
        Assert.Equal("10", Assert.Single(refusal.Arguments));
    }

    [Fact]
    public async Task ReaderOfAnAbandonedUpload_Ends()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var reading = UploadReader.Read(Endless(), "endless.pdf", leaving.Token);
        var readers = await Started();

        var clock = Stopwatch.StartNew();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Assert.Empty(readers.Intersect(Readers()));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, PdfProcess.Longest / 2);
    }

    // Packed objects whose list of places alone is sixty megabytes.
    [Fact]
    public async Task EvidenceThatCostsTooMuchToClean_StaysAsItIs()
    {
        var pdf = PdfOf(
            Stream("", []),
            "5 0 obj\n(maker)\nendobj\ntrailer<</Info 5 0 R>>"u8.ToArray(),
            Stream("/Type/ObjStm/First 60000000/Filter/FlateDecode", Packed("1 ", times: 30_000_000))
        );

        Assert.Equal(pdf, await PdfCleaning.Clean(pdf, Ct));
    }

    // A form that draws the next one twice, forty times over.
    private static byte[] Endless() =>
        PdfOf([
            Stream("", "/X Do"u8.ToArray()),
            .. Enumerable
                .Range(6, 40)
                .Select(next =>
                    Stream(
                        $"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>>>",
                        "/X Do /X Do"u8.ToArray()
                    )
                ),
            Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 m"u8.ToArray()),
        ]);

    // One page; the first object is its content, the next one what it calls X.
    private static byte[] PdfOf(params byte[][] objects)
    {
        byte[][] all =
        [
            "<</Type/Catalog/Pages 2 0 R>>"u8.ToArray(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>"u8.ToArray(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"u8.ToArray(),
            .. objects,
        ];
        using var pdf = new MemoryStream();
        pdf.Write("%PDF-1.5\n"u8);
        var places = new List<long>();
        foreach (var (index, content) in all.Index())
        {
            places.Add(pdf.Position);
            pdf.Write(Encoding.ASCII.GetBytes($"{index + 1} 0 obj\n"));
            pdf.Write(content);
            pdf.Write("\nendobj\n"u8);
        }

        var table = pdf.Position;
        pdf.Write(Encoding.ASCII.GetBytes($"xref\n0 {all.Length + 1}\n0000000000 65535 f \n"));
        pdf.Write(Encoding.ASCII.GetBytes(string.Concat(places.Select(p => $"{p:0000000000} 00000 n \n"))));
        pdf.Write(Encoding.ASCII.GetBytes($"trailer<</Size {all.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF"));
        return pdf.ToArray();
    }

    private static byte[] Stream(string dictionary, byte[] content) =>
        [
            .. Encoding.ASCII.GetBytes($"<<{dictionary}/Length {content.Length}>>\nstream\n"),
            .. content,
            .. "\nendstream"u8,
        ];

    private static byte[] Packed(string text, int times)
    {
        var piece = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, 100_000)));
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < times / 100_000; i++)
            {
                zlib.Write(piece);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return packed.ToArray();
    }

    private static async Task<IReadOnlyList<int>> Started()
    {
        while (true)
        {
            if (Readers() is { Count: > 0 } readers)
            {
                return readers;
            }

            await Task.Delay(20, Ct);
        }
    }

    // Those that have been at it for a second: other tests' are done by then. A site that somebody runs is none.
    private static List<int> Readers()
    {
        var processes = Process.GetProcessesByName("Xiangyin.Web");
        try
        {
            return [.. processes.Where(p => IsReader(p) && IsOld(p)).Select(p => p.Id)];
        }
        finally
        {
            Array.ForEach(processes, p => p.Dispose());
        }
    }

    private static bool IsReader(Process process)
    {
        try
        {
            return !OperatingSystem.IsLinux()
                || File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(PdfProcess.Verb, StringComparison.Ordinal);
        }
        // It ended meanwhile.
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsOld(Process process)
    {
        try
        {
            return DateTime.Now - process.StartTime > TimeSpan.FromSeconds(1);
        }
        // It ended meanwhile.
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
