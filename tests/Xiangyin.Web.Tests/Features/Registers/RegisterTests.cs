using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Registers;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Registers;

public sealed class RegisterOnSqlite(TestSiteOnSqlite site) : RegisterTests(site), IClassFixture<TestSiteOnSqlite>;

public sealed class RegisterOnPostgres(TestSiteOnPostgres site)
    : RegisterTests(site),
        IClassFixture<TestSiteOnPostgres>;

/// <summary>A register goes the whole way: made, printed, filled in by hand, photographed badly, read, confirmed by a person, recorded.</summary>
public abstract class RegisterTests(TestSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tally_PhotographedTurnedShadowedAndCompressed_MovesTheFigureOnceConfirmed()
    {
        using var publicist = site.As(TestSite.Publicist);
        var register = await Made(publicist, "leaflet", RegisterForm.Tally, "圩日发放");
        var page = register.Pages[0];
        using var paper = Printed(register, seed: 11);
        paper.Fill(Field(page, "1.measure.copies"), "120");
        paper.Fill(Field(page, "1.approximation.copies"), "AtLeast", Hand.Tick);
        paper.Fill(Field(page, "1.dimension.topic"), "law", Hand.Cross);
        paper.Write(Field(page, "1.title"));
        var before = await Leaflets();

        var scan = await Sent(publicist, paper.Photograph(Harm.Rotation | Harm.Shadow | Harm.Jpeg));
        var check = await publicist.Get(scan);
        var ink = await publicist.Download($"{scan}/ink?field=1.title");

        Assert.Equal(before, await Leaflets());
        Assert.Matches("name=\"1.measure.copies\" value=\"120\"", check.Html);
        Assert.Contains("<option value=\"AtLeast\" selected=\"selected\"", check.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"law\" selected=\"selected\"", check.Html, StringComparison.Ordinal);
        Assert.Equal((byte[])[0xFF, 0xD8, 0xFF], ink[..3]);

        (string, object)[] confirmed =
        [
            ("1.measure.copies", "120"),
            ("1.approximation.copies", "AtLeast"),
            ("1.dimension.topic", "law"),
            ("1.title", "墨迹写的是圩日"),
        ];
        var recorded = await publicist.Send(check, scan, confirmed);
        await publicist.Send(check, scan, confirmed);
        var overview = await publicist.Get(recorded.Location!);

        Assert.Equal(before + 120, await Leaflets());
        Assert.Contains("墨迹写的是圩日", overview.Text, StringComparison.Ordinal);
        Assert.Contains("已确认", overview.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SamePage_PhotographedAgain_IsRecordedOnce()
    {
        using var publicist = site.As(TestSite.Publicist);
        var register = await Made(publicist, "leaflet", RegisterForm.Tally, "拍了两次");
        using var paper = Printed(register, seed: 5);
        paper.Fill(Field(register.Pages[0], "1.measure.copies"), "30");
        (string, object)[] confirmed = [("1.measure.copies", "30"), ("1.dimension.topic", "law")];
        var before = await Leaflets();

        var first = await Sent(publicist, paper.Photograph(Harm.None));
        await publicist.Send(first, confirmed);
        var second = await Sent(publicist, paper.Photograph(Harm.Perspective));
        var again = await publicist.Get(second);
        var other = await publicist.Send(second, ("1.measure.copies", "31"), ("1.dimension.topic", "law"));

        Assert.Contains("这一页以前传过另一张", again.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Equal(before + 30, await Leaflets());
    }

    [Fact]
    public async Task DoubtfulMark_IsMarkedAndLeftOpen_AndAMissingOneIsAskedFor()
    {
        using var publicist = site.As(TestSite.Publicist);
        var register = await Made(publicist, "leaflet", RegisterForm.Tally, "涂了两个");
        using var paper = Printed(register, seed: 6);
        paper.Fill(Field(register.Pages[0], "1.measure.copies"), "3");
        paper.Fill(Field(register.Pages[0], "1.measure.copies"), "8");

        var scan = await Sent(publicist, paper.Photograph(Harm.None));
        var check = await publicist.Get(scan);
        var refused = await publicist.Send(check, scan, ("1.measure.copies", "3"));

        Assert.Contains("请看一下", check.Text, StringComparison.Ordinal);
        Assert.Matches("name=\"1.measure.copies\" value=\"\"", check.Html);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("主题", refused.Text, StringComparison.Ordinal);
        Assert.Matches("name=\"1.measure.copies\" value=\"3\"", refused.Html);
    }

    [Fact]
    public async Task Slips_EachBecomeARecordOfItsDay()
    {
        using var publicist = site.As(TestSite.Publicist);
        var register = await Made(publicist, "loan", RegisterForm.Slip, "借书登记");
        var page = register.Pages[0];
        using var paper = Printed(register, seed: 7);
        paper.Fill(Field(page, "1.day"), "3");
        paper.Fill(Field(page, "1.measure.lent"), "2");
        paper.Fill(Field(page, "3.day"), "5");
        paper.Fill(Field(page, "3.measure.lent"), "12");

        var scan = await Sent(publicist, paper.Photograph(Harm.Rotation | Harm.Shadow | Harm.Jpeg));
        var check = await publicist.Get(scan);
        var overview = await publicist.Send(check, scan, [.. Fields(check)]);
        var records = await publicist.Get(overview.Location!);

        Assert.Contains("2022年10月3日", records.Text, StringComparison.Ordinal);
        Assert.Contains("2022年10月5日", records.Text, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(records.Html, "/records/[0-9a-f-]{36}"));
    }

    [Fact]
    public async Task SignIn_OnPaperAndAtTheDoor_IsCountedTogether()
    {
        using var officer = site.As(TestSite.Officer);
        var register = await Made(officer, "centre-study", RegisterForm.SignIn, "中心组第十次学习", TestSite.Town);
        var page = register.Pages[0];
        using var paper = Printed(register, seed: 8);
        foreach (var row in new[] { 1, 2, 3 })
        {
            paper.Fill(Field(page, $"{row}.here"), "1");
            paper.Write(Field(page, $"{row}.name"));
        }

        // At the door, by phones that are nobody's.
        await Enter("韦小兰");
        await Enter("覃文");
        var scan = await Sent(officer, paper.Photograph(Harm.Rotation | Harm.Shadow | Harm.Jpeg));
        var check = await officer.Get(scan);
        await officer.Send(check, scan, ("1.here", "1"), ("1.name", "韦小兰"), ("2.here", "1"), ("3.here", "1"));
        var overview = await officer.Get($"/registers/{register.Id}");
        var form = WebUtility.HtmlDecode(Regex.Match(overview.Html, "href=\"(/records/new[^\"]*)\"").Groups[1].Value);
        var prefilled = await officer.Get(form);
        await officer.Send(
            prefilled,
            form,
            ("on", "2022-10-08"),
            ("title", register.Title),
            ("measure.people", "4"),
            ("dimension.subject", site.Subject)
        );
        var after = await officer.Get($"/registers/{register.Id}");

        Assert.Equal(3, Regex.Count(check.Html, "type=\"checkbox\"[^>]* checked"));
        Assert.Contains("4 人", overview.Text, StringComparison.Ordinal);
        Assert.Contains("纸上 3，门口 2，重复 1", overview.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"measure.people\" value=\"4\"", prefilled.Html, StringComparison.Ordinal);
        // The sheet itself shows who was there.
        Assert.Contains("name=\"evidence.minutes\"", prefilled.Html, StringComparison.Ordinal);
        Assert.Contains("已记入台账，4 人", after.Text, StringComparison.Ordinal);

        async Task Enter(string name)
        {
            using var phone = site.As(default);
            var signed = await phone.Send($"/sign-in/{register.Door}", ("name", name));
            Assert.Contains($"签好了，{name}", signed.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Door_IsOpenOnTheDayOnly_AndTellsNobodysName()
    {
        using var officer = site.As(TestSite.Officer);
        var tomorrow = await Made(
            officer,
            "centre-study",
            RegisterForm.SignIn,
            "明天的学习",
            TestSite.Town,
            "2022-10-09"
        );
        var today = await Made(officer, "centre-study", RegisterForm.SignIn, "今天的学习", TestSite.Town);
        using var phone = site.As(default);
        await phone.Send($"/sign-in/{today.Door}", ("name", "莫平"));

        var closed = await phone.Get($"/sign-in/{tomorrow.Door}");
        var wrong = await phone.Get("/sign-in/AAAAAAAAAAAAAAAA");
        var open = await phone.Get($"/sign-in/{today.Door}");
        var empty = await phone.Send($"/sign-in/{today.Door}", ("name", " "));

        Assert.Equal(HttpStatusCode.NotFound, closed.Status);
        Assert.Equal(HttpStatusCode.NotFound, wrong.Status);
        Assert.DoesNotContain("莫平", open.Text, StringComparison.Ordinal);
        Assert.Contains("请写姓名或户号", empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AreStruckAfterNinetyDays_TheCountStays()
    {
        using var officer = site.As(TestSite.Officer);
        var book = site.Services.GetRequiredService<RegisterBook>();
        var old = await Made(officer, "centre-study", RegisterForm.SignIn, "很久以前", TestSite.Town, "2022-06-01");
        await book.SignIn(old.Id, new("door:a", "韦小兰", "", site.Time.GetUtcNow()), 10, Ct);

        await Made(officer, "centre-study", RegisterForm.SignIn, "又做一份", TestSite.Town);

        Assert.Equal([""], book.SignIns(old.Id).Select(s => s.Name));
    }

    [Fact]
    public async Task Picture_ThatIsNoRegister_SaysWhatToDo()
    {
        using var publicist = site.As(TestSite.Publicist);
        var register = await Made(publicist, "leaflet", RegisterForm.Tally, "角折住了");
        using var blank = new PaperScan([], new Random(1));
        using var folded = new PaperScan(
            Shapes(register).Where(s => s is not BoxShape { Area: { Width: > 3 and < 10, Y: > 140 } }),
            new Random(2)
        );

        var page = await Batch(publicist, blank.Photograph(Harm.None), folded.Photograph(Harm.None));
        var refused = await publicist.Send("/registers", ("pictures", ("a.exe", "MZ不是图片"u8.ToArray())));

        Assert.Contains("没有找到登记表的二维码", page.Text, StringComparison.Ordinal);
        Assert.True(page.Text.Contains("四角和左右的方块没有看全", StringComparison.Ordinal), page.Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
    }

    /// <summary>A scanner's PDF: a page as JPEG, one as bits compressed without loss, one cut into strips, one upside down.</summary>
    [Fact]
    public async Task Pdf_OfAScanner_IsReadPageByPage()
    {
        using var publicist = site.As(TestSite.Publicist);
        var register = await Made(publicist, "leaflet", RegisterForm.Tally, "扫描仪扫的", pages: 4);
        var pdf = new PdfDocumentBuilder();
        foreach (var (number, page) in register.Pages.Index())
        {
            using var paper = Printed(register, seed: 20 + number, number);
            paper.Fill(Field(page, "1.measure.copies"), $"{31 + number}");
            using var scanned = SKBitmap.Decode(paper.Photograph(Harm.Rotation | Harm.Shadow));
            Add(pdf.AddPage(PageSize.A4), scanned, number);
        }

        var batch = await BatchOf(publicist, ("扫描.pdf", pdf.Build()));

        var links = Regex.Matches(batch.Html, "href=\"(/registers/pages/[0-9a-f-]{36})\"").ToList();
        Assert.True(links.Count == 4, batch.Text);
        foreach (var (number, link) in links.Index())
        {
            var check = await publicist.Get(link.Groups[1].Value);
            Assert.Matches($"name=\"1.measure.copies\" value=\"{31 + number}\"", check.Html);
            Assert.Contains($"扫描-{number + 1}", batch.Text, StringComparison.Ordinal);
        }

        static void Add(PdfPageBuilder page, SKBitmap scanned, int how)
        {
            var (width, height) = (page.PageSize.Width, page.PageSize.Height);
            switch (how)
            {
                case 0:
                    page.AddJpeg(Encoded(scanned, SKEncodedImageFormat.Jpeg), new PdfRectangle(0, 0, width, height));
                    break;
                case 1:
                    page.AddPng(Encoded(scanned, SKEncodedImageFormat.Png), new PdfRectangle(0, 0, width, height));
                    break;
                case 2:
                    const int Strips = 3;
                    for (var strip = 0; strip < Strips; strip++)
                    {
                        var (from, to) = (scanned.Height * strip / Strips, scanned.Height * (strip + 1) / Strips);
                        using var part = new SKBitmap();
                        scanned.ExtractSubset(part, new SKRectI(0, from, scanned.Width, to));
                        double At(int row) => height * (1 - ((double)row / scanned.Height));
                        page.AddJpeg(
                            Encoded(part, SKEncodedImageFormat.Jpeg),
                            new PdfRectangle(0, At(to), width, At(from))
                        );
                    }

                    break;
                default:
                    using (var turned = new SKBitmap(scanned.Width, scanned.Height))
                    using (var canvas = new SKCanvas(turned))
                    {
                        canvas.RotateDegrees(180, scanned.Width / 2f, scanned.Height / 2f);
                        canvas.DrawBitmap(scanned, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
                        page.AddJpeg(Encoded(turned, SKEncodedImageFormat.Jpeg), new PdfRectangle(0, 0, width, height));
                    }

                    break;
            }
        }
    }

    public static TheoryData<string, byte[], string> Unread =>
        new()
        {
            {
                "文字.pdf",
                PdfOf(page => page.DrawRectangle(new PdfPoint(10, 10), 50, 50)),
                "“文字.pdf”第 1 页里没有能读的图片"
            },
            { "半个.pdf", "%PDF-1.7 nothing more"u8.ToArray(), "“半个.pdf”不完整或坏了" },
            { "IMG_1.HEIC", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]], "“IMG_1.HEIC”是苹果手机的 HEIC 格式" },
        };

    [Theory]
    [MemberData(nameof(Unread))]
    public async Task File_WithoutAPictureThatOpens_SaysWhatToDo(string name, byte[] file, string words)
    {
        using var publicist = site.As(TestSite.Publicist);

        var refused = await publicist.Send("/registers", ("pictures", (name, file)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.Text, StringComparison.Ordinal);
    }

    private static byte[] PdfOf(Action<PdfPageBuilder> draw)
    {
        var pdf = new PdfDocumentBuilder();
        draw(pdf.AddPage(PageSize.A4));
        return pdf.Build();
    }

    private static byte[] Encoded(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var data = bitmap.Encode(format, 80);
        return data.ToArray();
    }

    [Fact]
    public async Task Register_OfAnotherVillage_IsNotThere()
    {
        using var publicist = site.As(TestSite.Publicist);
        using var neighbour = site.As(TestSite.Neighbour);
        var register = await Made(publicist, "leaflet", RegisterForm.Tally, "石桥的表");
        using var paper = Printed(register, seed: 9);
        var scan = await Sent(publicist, paper.Photograph(Harm.None));
        var page = await Batch(neighbour, paper.Photograph(Harm.None));

        foreach (
            var path in new[] { $"/registers/{register.Id}", $"/registers/{register.Id}/print", scan, $"{scan}/ink" }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await neighbour.Get(path)).Status);
        }

        Assert.Contains("这份登记表不归您记", page.Text, StringComparison.Ordinal);
    }

    private async Task<Register> Made(
        SiteVisitor visitor,
        string kind,
        RegisterForm form,
        string title,
        UnitId? unit = null,
        string on = "2022-10-08",
        int pages = 1
    )
    {
        var made = await visitor.Send(
            $"/registers/new?kind={kind}&form={form}",
            ("title", title),
            ("unit", $"{unit ?? TestSite.Shiqiao}"),
            ("on", on),
            ("pages", pages)
        );
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        return site.Services.GetRequiredService<RegisterBook>().Find(Guid.Parse(made.Location!.Split('/')[^1]))!;
    }

    private IEnumerable<Shape> Shapes(Register register, int page = 0) =>
        new PrintedPage(
            register,
            new(new T(site.Services.GetRequiredService<Texts>(), "zh-Hans"), site.Ledger.Catalogue, site.Ledger.Tree)
        ).Draw(register.Pages[page]);

    private PaperScan Printed(Register register, int seed, int page = 0) =>
        new(Shapes(register, page), new Random(seed));

    private static PaperField Field(PaperPage page, string id) => page.Fields.Single(f => f.Id == id);

    /// <summary>Sends a picture and gives the address of the page where it is confirmed.</summary>
    private static async Task<string> Sent(SiteVisitor visitor, byte[] picture)
    {
        var page = await Batch(visitor, picture);
        var link = Regex.Match(page.Html, "href=\"(/registers/pages/[0-9a-f-]{36})\"");
        Assert.True(link.Success, page.Text);
        return link.Groups[1].Value;
    }

    private static Task<Answer> Batch(SiteVisitor visitor, params byte[][] pictures) =>
        BatchOf(visitor, [.. pictures.Select(p => ("照片.jpg", p))]);

    private static async Task<Answer> BatchOf(SiteVisitor visitor, params (string Name, byte[] Content)[] files)
    {
        var sent = await visitor.Send("/registers", [.. files.Select(f => ("pictures", (object)f))]);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        for (var tries = 0; ; tries++)
        {
            var page = await visitor.Get(sent.Location!);
            if (!page.Headers.ContainsKey("Refresh"))
            {
                return page;
            }

            Assert.True(tries < 600, "it never ended");
            await Task.Delay(25, Ct);
        }
    }

    // What the page shows, sent back as it is.
    private static IEnumerable<(string, object)> Fields(Answer page) =>
        Regex
            .Matches(page.Html, "<input id=\"[^\"]*\" type=\"text\" name=\"([^\"]*)\" value=\"([^\"]*)\"")
            .Select(m => (m.Groups[1].Value, (object)WebUtility.HtmlDecode(m.Groups[2].Value)));

    private async Task<decimal> Leaflets() =>
        (
            await site.Ledger.Figure(
                new("leaflets-given", TestSite.Town, Period.Year(2022), new(2022, 12, 31), site.Ledger.Now),
                Ct
            )
        )
            .Amount
            .Value
        ?? 0;
}
