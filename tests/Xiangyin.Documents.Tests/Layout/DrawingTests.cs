using System.Collections.Immutable;
using SkiaSharp;

namespace Xiangyin.Documents.Tests;

/// <summary>Pictures, charts, landscape tables, seals and the code to check by.</summary>
public class DrawingTests
{
    private const double Exact = 0.05;

    [Fact]
    public void Picture_StandsCentred_AsWideAsSaid_OverItsCaption()
    {
        var page = Pages(With(new Picture(Pictures.Photo(800, 400), "广场") { Width = 100, Caption = "图1　广场" }))[0];
        var placed = Assert.Single(page.Pictures);
        Assert.Equal((100.0, 50.0), (placed.Width, placed.Height));
        Assert.Equal(106.0, placed.X + (placed.Width / 2), Exact);
        Assert.True(
            page.Texts.First(text => text.Text.StartsWith("图1", StringComparison.Ordinal)).Top
                > placed.Y + placed.Height
        );
    }

    [Fact]
    public void Photograph_IsTurnedUpright_AndLosesItsCamerasNotes()
    {
        var turned = WithOrientation(Pictures.Photo(80, 40), 6); // held upright: right side up is to the right
        var prepared = PreparedPicture.Of(new Picture(turned, "图"));
        Assert.Null(prepared.Refusal);
        Assert.True(prepared.PixelHeight > prepared.PixelWidth);
        Assert.DoesNotContain("Exif", System.Text.Encoding.Latin1.GetString(prepared.File), StringComparison.Ordinal);
        using var seen = SKBitmap.Decode(prepared.File);
        Assert.True(seen.GetPixel(seen.Width - 2, 2).Green < 80, "the dark corner is not at the upper right");
    }

    [Fact]
    public void FinePicture_IsMadeNoFinerThanPrintNeeds()
    {
        var prepared = PreparedPicture.Of(new Picture(Pictures.Photo(4000, 3000), "图") { Width = 100 });
        Assert.InRange(prepared.PixelWidth, 800, 900);
    }

    [Theory]
    [InlineData("empty", RefusalReason.BrokenPicture)]
    [InlineData("text", RefusalReason.BrokenPicture)]
    [InlineData("half", RefusalReason.BrokenPicture)]
    [InlineData("hundred megapixels", RefusalReason.PictureTooLarge)]
    [InlineData("wide", RefusalReason.OutOfRange)]
    [InlineData("undescribed", RefusalReason.Missing)]
    public void Picture_ThatCannotBeSet_IsRefusedWithTheReason(string fault, RefusalReason reason)
    {
        var photo = Pictures.Photo(400, 300);
        Picture picture = fault switch
        {
            "empty" => new([], "图"),
            "text" => new([.. "not a picture"u8], "图"),
            "half" => new(photo[..(photo.Length / 2)], "图"),
            "hundred megapixels" => new(Pictures.Claiming(10_000, 10_000), "图"),
            "wide" => new(photo, "图") { Width = 300 },
            _ => new(photo, " "),
        };
        Assert.Equal(reason, Assert.Single(With(picture).Examine()).Reason);
    }

    [Fact]
    public void Chart_DrawsEachValueInProportion_AndNoBarWhereNothingIsKnown()
    {
        var chart = new Chart(["甲", "乙", "丙"], [new ChartSeries("篇", [20, 10, null])]) { Title = "图1" };
        var page = Pages(With(chart))[0];
        var bars = page.Rules.Where(rule => rule.Ink == Ink.Dark && rule.Width > 4).ToList();
        Assert.Equal(2, bars.Count);
        Assert.Equal(2.0, bars[0].Width / bars[1].Width, 0.001);
        Assert.Contains(page.Texts, text => text.Text == "20");
        Assert.Contains(page.Texts, text => text.Text == "—");
    }

    [Fact]
    public void ChartLabel_EndingInAMark_HangsItsEmptyHalfTowardsTheAxis()
    {
        var label = "“乡音”＆<>&\"'2021年工作，；";
        var chart = new Chart([label + "1"], [new ChartSeries("篇", [20])]);
        var first = Pages(With(chart))[0].Texts.First(text => text.Text == label);
        // The opening mark's empty half may hang out of the area, and no more than that.
        Assert.True(first.Box.X >= 28 - (PageGrid.Em(10.5) / 2), $"{first.Box.X}");
    }

    [Fact]
    public void Chart_OfOtherShapeThanItsCategories_IsRefused()
    {
        Assert.Equal(RefusalReason.ChartShape, Fault(new Chart(["甲"], [new ChartSeries("篇", [1, 2])])));
        Assert.Equal(RefusalReason.ChartShape, Fault(new Chart([], [new ChartSeries("篇", [])])));
        Assert.Equal(RefusalReason.OutOfRange, Fault(new Chart(["甲"], [new ChartSeries("篇", [-1])])));
    }

    [Fact]
    public void LandscapeTable_HasPagesOfItsOwn_ItsHeadAtTheLeftEdge_AndThePageNumberWhereItAlwaysIs()
    {
        var pages = Pages(Samples.Illustrated);
        foreach (var page in pages.Where(page => page.Texts.Any(text => text.IsTurned)))
        {
            var head = page.Texts.Where(text => text.Cell?.Row == 0).ToList();
            Assert.Equal(13, head.Count);
            var cells = page.Texts.Where(text => text.Cell?.Row > 0).ToList();
            // To the right of the head on odd pages, where the edge is bound, and on even ones, where it is not.
            Assert.True(head.Max(text => text.Box.X) < cells.Min(text => text.Box.X));
            Assert.All(
                page.Texts.Where(text => text.Element >= 0),
                text =>
                {
                    Assert.True(text.Box.X >= 28 - Exact && text.Box.X + text.Box.Width <= 184 + Exact);
                    Assert.True(text.Box.Y >= 37 - Exact && text.Box.Y + text.Box.Height <= 262 + Exact);
                }
            );
            var number = page.Texts.Where(text => text.Element < 0).ToList();
            Assert.All(number, text => Assert.False(text.IsTurned));
            Assert.Equal(page.Number % 2 == 1, number[0].Places[0] > 106);
        }
        Assert.Equal(30, pages.SelectMany(page => page.Texts).Count(text => text.Cell is { Row: > 0, Column: 0 }));
        Assert.DoesNotContain(pages[^1].Texts, text => text.IsTurned);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Seals_StandOverTheirSigners_WithinALineOfTheText_AndTouchNeitherEachOtherNorTheEdge(int count)
    {
        var document = Samples.Joint with
        {
            Signature = new Signature([.. Enumerable.Range(1, count).Select(i => $"桐花镇第{i}办公室")])
            {
                Kind = SignatureKind.Sealed,
            },
        };
        var paged = Laid(document);
        Assert.Equal(count, paged.Seals.Count);
        foreach (var seal in paged.Seals)
        {
            var signer = paged.Set.Pages[seal.Page - 1].Texts.Single(text => text.Text == seal.Signer);
            Assert.Equal((signer.Places[0] + signer.End) / 2, seal.X, Exact);
            Assert.InRange(seal.Y - signer.Top, -12, 12);
            Assert.True(seal.X - (seal.Diameter / 2) >= 28 - Exact && seal.X + (seal.Diameter / 2) <= 184 + Exact);
            Assert.True(seal.Y + (seal.Diameter / 2) <= 262 + Exact, $"{seal}");
        }
        for (var i = 0; i < count; i++)
        for (var k = 0; k < i; k++)
            Assert.True(
                paged.Seals[i].Page != paged.Seals[k].Page
                    || Math.Sqrt(
                        Square(paged.Seals[i].X - paged.Seals[k].X) + Square(paged.Seals[i].Y - paged.Seals[k].Y)
                    ) > 42
            );
        var first = paged.Seals[0];
        var above = paged
            .Set.Pages[first.Page - 1]
            .Texts.Where(text => text.Element >= 0 && paged.Set.Elements[text.Element].Role == Role.Body)
            .Max(text => text.Top + text.Height);
        Assert.InRange(first.Y - (first.Diameter / 2) - above, 0, 10.39);
    }

    [Fact]
    public void VerificationCode_StandsUnderTheTypeArea_AtTheBindingEdge_AndIsALink()
    {
        var page = Pages(Samples.Illustrated)[^1];
        var modules = page.Rules.Where(rule => rule.Y > 262).ToList();
        Assert.Equal(28.0, modules.Min(rule => rule.X), Exact);
        Assert.Equal(46.0, modules.Max(rule => rule.X + rule.Width), Exact);
        Assert.True(modules.Max(rule => rule.Y + rule.Height) < 290);
        Assert.Contains(page.Texts, text => text.Figure?.Address == Samples.Illustrated.Verification);
    }

    private static double Square(double value) => value * value;

    private static RefusalReason Fault(Block block) => Assert.Single(With(block).Examine()).Reason;

    private static OfficialDocument With(Block block) => Samples.Report with { Body = [block], Annexes = [] };

    private static PagedDocument Laid(OfficialDocument document)
    {
        InstalledFonts.Need();
        return document.LayOut();
    }

    private static List<Page> Pages(OfficialDocument document) => Laid(document).Set.Pages;

    /// <summary>A JPEG with a note of how its camera was held (TIFF 6.0, tag 0x0112).</summary>
    private static ImmutableArray<byte> WithOrientation(ImmutableArray<byte> jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF,
            0xE1,
            0,
            34,
            .. "Exif\0\0"u8,
            .. "MM"u8,
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }
}
