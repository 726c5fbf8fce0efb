using System.Text;
using Xiangyin.Documents;
using Xiangyin.Testing;
using Xiangyin.Web.Features.Checks;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks.Uploads;

/// <summary>Whatever is handed in becomes a text, or a refusal that says what to do.</summary>
public sealed class UploadReaderTests
{
    private const string Prose = "桐花镇2021年宣传工作总结\n一、理论学习\n党委中心组学习12次。";

    static UploadReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Text_InAnyEncoding_IsRead(string encoding)
    {
        var chosen = Encoding.GetEncoding(encoding);
        Assert.Equal(Prose, (await Read([.. chosen.Preamble, .. chosen.GetBytes(Prose)])).Text);
    }

    [Fact]
    public async Task Big5_IsRead() =>
        Assert.Contains(
            "黨委中心組學習",
            (
                await Read(
                    Encoding.GetEncoding("big5").GetBytes("桐花鎮工作總結。黨委中心組學習十二次，宣傳隊伍不斷壯大。")
                )
            ).Text,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Html_GivesItsBlocksAndNothingElse()
    {
        Assert.Equal(
            "桐花镇总结\n中心组学习12次“好”\n第二行\n市级  33篇",
            (await Read(Encoding.UTF8.GetBytes(OwnFiles.Html))).Text
        );
    }

    [Fact]
    public async Task MixedLineEnds_AreOne() =>
        Assert.Equal("甲\n乙\n丙\n丁。", (await Read(Encoding.UTF8.GetBytes("甲\r\n乙\r丙\n丁。"))).Text);

    [Fact]
    public async Task Word_GivesParagraphs_WithTheNumbersThatWordWrites()
    {
        var upload = await Read(OwnFiles.NumberedWord());

        Assert.Equal("一、理论学习\n（一）中心组\n（二）干部\n二、宣传\n（一）上稿", upload.Text);
        Assert.NotNull(upload.Docx);
    }

    [Fact]
    public async Task Pdf_GivesParagraphs_NotLines() =>
        Assert.Equal(OwnFiles.Body, Printed((await Read(OwnFiles.Paper(d => d.ToPdf))).Text));

    [Fact]
    public async Task Ofd_OfThisProgram_GivesParagraphs() =>
        Assert.Equal(OwnFiles.Body, Printed((await Read(OwnFiles.Paper(d => d.ToOfd))).Text));

    [Fact]
    public async Task OldWord_IsReadByLibreOffice()
    {
        var folder = Directory.CreateTempSubdirectory("xy-doc-test-");
        try
        {
            var docx = Path.Combine(folder.FullName, "old.docx");
            await File.WriteAllBytesAsync(docx, WordFile.Of("桐花镇总结", "中心组学习*12次*。"), Cancellation);
            var doc = await LibreOffice.ConvertAsync(docx, "doc", Cancellation);

            var upload = await UploadReader.Read(
                await File.ReadAllBytesAsync(doc, Cancellation),
                "总结.doc",
                Cancellation
            );

            Assert.Equal("桐花镇总结\n中心组学习12次。", upload.Text);
            Assert.Contains("12次", string.Concat(WordFile.Read(upload.Docx!).Bold), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public Task Empty_IsRefused() => Refused("empty", []);

    [Fact]
    public Task Blank_IsRefused() => Refused("empty", Encoding.UTF8.GetBytes(" \r\n\t　"));

    [Fact]
    public Task TooLarge_IsRefused() => Refused("too-large", new byte[Upload.MostBytes + 1]);

    [Fact]
    public Task TooLong_IsRefused() =>
        Refused("too-long", Encoding.UTF8.GetBytes(new string('字', Upload.MostCharacters + 1)));

    [Fact]
    public Task Binary_IsRefused()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        return Refused("unknown", bytes);
    }

    [Fact]
    public Task Picture_IsRefused() => Refused("unknown", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[5000]]);

    [Fact]
    public Task ZipBomb_NamedDocx_IsRefused() =>
        Refused(
            "bomb",
            OwnFiles.Zip(("[Content_Types].xml", "<Types/>"), ("_rels/.rels", new string(' ', 50_000_000)))
        );

    [Fact]
    public Task ZipOfManyEntries_IsRefused() =>
        Refused("bomb", OwnFiles.Zip([.. Enumerable.Range(0, 5000).Select(i => ($"word/{i}.xml", ""))]));

    [Fact]
    public Task DeepXml_IsRefused() =>
        Refused(
            "bomb",
            OwnFiles.Zip(
                (
                    "[Content_Types].xml",
                    string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000))
                )
            )
        );

    [Fact]
    public Task XmlWithDtd_IsRefused() =>
        Refused(
            "broken",
            OwnFiles.Zip(("[Content_Types].xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"))
        );

    [Fact]
    public Task Macros_AreRefused() =>
        Refused("macros", OwnFiles.Zip(("[Content_Types].xml", "<Types/>"), ("word/vbaProject.bin", "x")));

    [Fact]
    public Task OtherZip_IsRefused() => Refused("unknown", OwnFiles.Zip(("readme.txt", "hello")));

    [Fact]
    public Task HalfAZip_IsRefused() => Refused("broken", WordFile.Of("一")[..200]);

    [Fact]
    public Task LockedWord_IsRefused() =>
        Refused(
            "locked",
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")]
        );

    [Fact]
    public Task BrokenPdf_IsRefused() => Refused("broken", Encoding.ASCII.GetBytes("%PDF-1.7\nnothing of the kind"));

    [Fact]
    public void LoneSurrogates_AreKept_AndNeverReachXml()
    {
        var upload = UploadReader.Paste("中心组\uD800学习12次。\0");

        Assert.Equal("中心组\uD800学习12次。", upload.Text);
        Assert.Equal("中心组\uFFFD学习12次。", CorrectedDocx.Sayable(upload.Text));
    }

    /// <summary>Any bytes at all: text or refusal, never anything else.</summary>
    [Fact]
    public async Task SpoiltFiles_NeverCrash()
    {
        var files = new SpoiltFiles(seed: 20220114, [Prose]);
        for (var i = 0; i < 240; i++)
        {
            try
            {
                await Read(files.Next().Content);
            }
            catch (UploadRefusal refusal)
            {
                Assert.NotEmpty(refusal.Rule);
            }
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<Upload> Read(byte[] file) => UploadReader.Read(file, "文件.docx", Cancellation);

    private static async Task Refused(string rule, byte[] file) =>
        Assert.Equal(rule, (await Assert.ThrowsAsync<UploadRefusal>(() => Read(file))).Rule);

    private static string Printed(string text) =>
        text.Split('\n').First(l => l.StartsWith("桐花镇认真", StringComparison.Ordinal));
}
