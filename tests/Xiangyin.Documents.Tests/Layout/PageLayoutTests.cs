using System.Collections.Immutable;
using CsCheck;

namespace Xiangyin.Documents.Tests;

/// <summary>Exactness, in millimetres, of GB/T 9704-2012.</summary>
public class PageLayoutTests
{
    private const double Exact = 0.05;

    [Fact]
    public void FullPage_FillsTheTypeAreaFromEdgeToEdge()
    {
        var page = Pages(Samples.Long())[2];
        var body = page.Texts.Where(text => text.Element >= 0).ToList();
        Assert.Equal(37.00, body.Min(text => text.Top), Exact);
        Assert.Equal(262.00, body.Max(text => text.Top + text.Height), Exact);
        Assert.Equal(28.00, body.Min(text => text.Places[0]), Exact);
        Assert.Equal(184.00, body.Max(text => text.End), Exact);
    }

    [Fact]
    public void FullPage_Has22LinesOf28Characters()
    {
        var document = Samples.Report with { Body = [new Paragraph(new string('国', 28 * 22 * 3))] };
        var body = Pages(document)[1].Texts.Where(text => text.Element >= 0).ToList();
        Assert.Equal(22, body.Count);
        Assert.All(body, line => Assert.Equal(28, line.Runes.Length));
        Assert.Equal(28 + (27 * 156.0 / 28), body[5].Places[27], 0.001);
    }

    [Fact]
    public void RedHead_StandsWhereTheStandardSays()
    {
        var document = Samples.RedHead with { Head = Samples.RedHead.Head! with { Signatories = [] } };
        var page = Pages(document)[0];
        var mark = page.Texts.First(text => text.IsRed);
        Assert.Equal(72.00, mark.Top, Exact);
        var number = page.Texts.First(text => text.Text.StartsWith("桐政发", StringComparison.Ordinal));
        Assert.Equal(20.78, number.Top - (mark.Top + mark.Height), Exact);
        var rule = Assert.Single(page.Rules, rule => rule.IsRed);
        Assert.Equal(4.00, rule.Y - (number.Top + number.Height), Exact);
        Assert.Equal((28.0, 156.0), (rule.X, rule.Width));
        var title = page.Texts.First(text => text.Size == 22);
        Assert.Equal(20.78, title.Top - (rule.Y + rule.Height), Exact);
        Assert.Equal(106.0, (mark.Places[0] + mark.End) / 2, Exact);
        Assert.Equal(106.0, (number.Places[0] + number.End) / 2, Exact);
    }

    [Fact]
    public void Letter_HasItsRulesAndNoNumberOnPageOne()
    {
        var pages = Pages(Samples.Letter);
        var page = pages[0];
        var mark = page.Texts.First(text => text.IsRed);
        Assert.Equal(30.00, mark.Top, Exact);
        var rules = page.Rules.Where(rule => rule.IsRed).ToList();
        Assert.Equal(4, rules.Count);
        Assert.All(rules, rule => Assert.Equal((20.0, 170.0), (rule.X, rule.Width)));
        Assert.Equal(4.00, rules[0].Y - (mark.Top + mark.Height), Exact);
        Assert.True(rules[0].Height > rules[1].Height && rules[2].Height < rules[3].Height);
        Assert.Equal(277.00, rules[2].Y, Exact);
        var number = page.Texts.First(text => text.Text.StartsWith("桐政函", StringComparison.Ordinal));
        Assert.Equal(184.00, number.End, Exact);
        Assert.Equal(4.94, number.Top - (rules[1].Y + rules[1].Height), 0.1);
        Assert.DoesNotContain(page.Texts, text => text.Element < 0);
        Assert.Contains(pages[1].Texts, text => text.Element < 0);
    }

    [Fact]
    public void Order_GoesFromItsNumberToItsText()
    {
        var page = Pages(Samples.Order)[0];
        Assert.Equal(57.00, page.Texts.First(text => text.IsRed).Top, Exact);
        Assert.Empty(page.Rules);
        Assert.DoesNotContain(page.Texts, text => text.Text.Contains("村规民约", StringComparison.Ordinal));
    }

    [Fact]
    public void PageNumbers_StandOutside_WithTheirDashAt269()
    {
        foreach (var page in Pages(Samples.Long()))
        {
            var parts = page.Texts.Where(text => text.Element < 0).ToList();
            Assert.Equal($"— {page.Number} —", string.Concat(parts.Select(text => text.Text)));
            var dash = parts[0];
            var middle = dash.Baseline - (dash.Face.Middle(dash.Glyphs[0]) * dash.Height);
            Assert.Equal(269.00, middle, Exact);
            var one = 156.0 / 28 * 14 / 16;
            if (page.Number % 2 == 1)
                Assert.Equal(184 - one, parts[^1].End, Exact);
            else
                Assert.Equal(28 + one, parts[0].Places[0], Exact);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(40)]
    public void Colophon_EndsAt262OnAnEvenPage(int paragraphs)
    {
        var body = Samples.Long(paragraphs).Body;
        var pages = Pages(Samples.RedHead with { Body = body, Annexes = [] });
        Assert.Equal(0, pages.Count % 2);
        Assert.Equal(262.00, pages[^1].Rules.Max(rule => rule.Y + rule.Height), Exact);
    }

    [Fact]
    public void Colophon_AfterABlankPage_LeavesBothWithoutNumbers()
    {
        // 版记 does not fit under a text that ends low on an even page: a blank page comes between.
        for (var paragraphs = 1; paragraphs < 60; paragraphs++)
        {
            var pages = Pages(Samples.RedHead with { Body = Samples.Long(paragraphs).Body, Annexes = [], Note = null });
            var blank = pages.FindIndex(page => !page.Texts.Any(text => text.Element >= 0));
            if (blank < 0)
                continue;
            Assert.Equal(pages.Count - 2, blank);
            Assert.DoesNotContain(pages.Skip(blank).SelectMany(page => page.Texts), text => text.Element < 0);
            return;
        }
        Assert.Fail("No length gave a blank page.");
    }

    [Fact]
    public void UnsealedSignature_StandsTwoInFromTheRight_AndTheDateTwoFromItsStart()
    {
        var document = Samples.Report with { Signature = new Signature("云溪县桐花镇人民政府") };
        var texts = Pages(document).SelectMany(page => page.Texts).ToList();
        var signer = texts.First(text => text.Text == "云溪县桐花镇人民政府");
        var date = texts.First(text => text.Text.StartsWith("2022年1月14日", StringComparison.Ordinal));
        var column = 156.0 / 28;
        Assert.Equal(184 - (2 * column), signer.End, Exact);
        Assert.Equal(2 * column, date.Places[0] - signer.Places[0], 0.6);
        Assert.Equal(OfficialFormat.LinePitch, date.Top - signer.Top, Exact);
    }

    [Fact]
    public void SealedSignature_IsCentredOverItsDate_FourInFromTheRight()
    {
        var texts = Pages(Samples.RedHead).SelectMany(page => page.Texts).ToList();
        var signer = texts.Last(text => text.Text == "桐花镇人民政府");
        var date = texts.First(text => text.Text == "2022年1月14日");
        Assert.Equal(184 - (4 * 156.0 / 28), date.End, Exact);
        Assert.Equal((date.Places[0] + date.End) / 2, (signer.Places[0] + signer.End) / 2, 0.3);
    }

    [Fact]
    public void Signature_NeverStandsOnAPageWithoutText()
    {
        for (var paragraphs = 1; paragraphs <= 40; paragraphs++)
        {
            var pages = Pages(Samples.Long(paragraphs));
            var elements = pages[^1]
                .Texts.Where(text => text.Element >= 0)
                .Select(text => text.Element)
                .Distinct()
                .ToList();
            Assert.True(elements.Count >= 3, $"{paragraphs} paragraphs leave the signature alone");
        }
    }

    [Fact]
    public void Heading_IsNeverTheLastLineOfAPage()
    {
        var body = Enumerable
            .Range(1, 60)
            .SelectMany(i =>
                (Block[])[Heading.Numbered(1, i, "小结"), new Paragraph(new string('字', 26 + (28 * (i % 4))))]
            );
        foreach (var page in Pages(Samples.Report with { Body = [.. body] }))
        {
            var last = page.Texts.Where(text => text.Element >= 0).MaxBy(text => text.Baseline)!;
            Assert.False(last.Role == FontRole.Hei && last.Text.EndsWith("小结", StringComparison.Ordinal), last.Text);
        }
    }

    [Fact]
    public void Table_RepeatsItsHeadOnEveryPage()
    {
        var table = new Table(
            [new Column("序号"), new Column("内容", CellAlign.Start)],
            [.. Enumerable.Range(1, 100).Select(i => (ImmutableArray<Cell>)[$"{i}", "记录"])]
        );
        var pages = Pages(Samples.Report with { Body = [table, new Paragraph("表后有话。")], Annexes = [] });
        foreach (var page in pages.Where(page => page.Texts.Any(text => text.Text == "记录")))
        {
            Assert.Single(page.Texts, text => text.Text == "序号");
            Assert.True(page.Rules.Max(rule => rule.Y + rule.Height) <= 262.1);
            Assert.True(page.Rules.Min(rule => rule.Y) >= 36.9);
        }
        Assert.Equal(100, pages.SelectMany(page => page.Texts).Count(text => text.Text == "记录"));
    }

    [Fact]
    public void Outline_LeadsToEveryHeading() =>
        Assert.Equal(
            ["一、理论学习", "（一）中心组学习", "1.会前准备", "（1）材料", "二、外宣", "农家书屋名册", "一、名册"],
            Set(Samples.Report).Outline.Skip(1).Select(entry => entry.Text)
        );

    [Theory]
    [InlineData("没有这个字：\uE123", RefusalReason.MissingGlyph)]
    public void TextThatNoFontHas_IsRefused(string text, RefusalReason reason)
    {
        var refused = Assert.Throws<DocumentRefusedException>(() =>
            Pages(Samples.Report with { Body = [new Paragraph(text)] })
        );
        Assert.Equal(reason, Assert.Single(refused.Refusals).Reason);
        Assert.Contains("U+E123", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnyFont_LayoutIsRefusedWithThePackagesToInstall_AndDocxStillWorks()
    {
        var none = new PageOptions { Fonts = new FontLibrary("/nowhere") };
        var refused = Assert.Throws<DocumentRefusedException>(() => Samples.Report.LayOut(none));
        Assert.Equal(RefusalReason.NoFont, Assert.Single(refused.Refusals).Reason);
        Assert.Contains("fonts-arphic-uming", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Samples.Report.ToDocx());
    }

    [Fact]
    public void RowHigherThanAPage_IsDividedBetweenItsLines()
    {
        var table = new Table(
            [new Column("甲"), new Column("乙")],
            [
                ["前", "行"],
                [new string('长', 3000), "短"],
                ["后", "行"],
            ]
        );
        var pages = Pages(Samples.Report with { Body = [table], Annexes = [] });
        var cells = pages.SelectMany(page => page.Texts).Where(text => text.Text.StartsWith('长')).ToList();
        Assert.Equal(3000, cells.Sum(text => text.Runes.Length));
        Assert.All(cells, text => Assert.True(text.Top + text.Height <= 262.05));
        Assert.True(pages.Count(page => page.Texts.Any(text => text.Text == "甲")) >= 3);
    }

    [Fact]
    public void TableHeadHigherThanHalfAPage_IsRefused()
    {
        var table = new Table([new Column(new string('头', 2000))], []);
        var refused = Assert.Throws<DocumentRefusedException>(() => Pages(Samples.Report with { Body = [table] }));
        Assert.Equal(RefusalReason.TooLong, Assert.Single(refused.Refusals).Reason);
    }

    [Fact]
    public void AnyDocument_StaysInsideItsArea_AndLosesNoCharacter() =>
        Generated.Document.Sample(
            document =>
            {
                PageSet pages;
                try
                {
                    pages = Set(document);
                }
                catch (DocumentRefusedException refused)
                {
                    Assert.All(refused.Refusals, refusal => Assert.Equal(RefusalReason.TooLong, refusal.Reason));
                    return;
                }
                var texts = pages.Pages.SelectMany(page => page.Texts).Where(text => text.Element >= 0).ToList();
                Assert.All(
                    texts,
                    text =>
                    {
                        // An empty half of a mark may hang out.
                        const double half = 156.0 / 56;
                        var (box, along, across) = text.IsTurned ? (text.Box, 0.0, half) : (text.Box, half, 0.0);
                        Assert.True(box.X >= 28 - along - Exact, text.Text);
                        Assert.True(box.X + box.Width <= 184 + along + Exact, $"{text.Text} ends at {text.End}");
                        Assert.True(
                            box.Y + box.Height <= 262 + across + Exact || document.Form == DocumentForm.Letter,
                            text.Text
                        );
                    }
                );
                // What a picture or a chart shows is said to those who cannot see it; here, what is printed counts.
                var (said, set) = (
                    Count(WithoutDrawings(document).ToPlainText()),
                    Count(string.Concat(texts.Select(text => text.Text)))
                );
                // A table's head may be said again on the next page; nothing else is, and nothing is left out.
                Assert.All(
                    said,
                    pair => Assert.True(set.GetValueOrDefault(pair.Key) >= pair.Value, $"{pair.Key} is lost")
                );
                if (!document.Body.Concat(document.Annexes[0].Body).Any(block => block is Table or Chart))
                    Assert.Equal(said.Values.Sum(), set.Values.Sum());
            },
            iter: 60
        );

    private static OfficialDocument WithoutDrawings(OfficialDocument document) =>
        document with
        {
            Body = [.. document.Body.SelectMany(Undrawn)],
            Annexes = [.. document.Annexes.Select(annex => annex with { Body = [.. annex.Body.SelectMany(Undrawn)] })],
        };

    private static Block[] Undrawn(Block block) =>
        block switch
        {
            Picture { Caption: { } caption } => [new Paragraph(caption)],
            Picture or Chart => [],
            _ => [block],
        };

    private static Dictionary<char, int> Count(string text) =>
        text.Where(c => !char.IsWhiteSpace(c)).CountBy(c => c).ToDictionary();

    private static PageSet Set(OfficialDocument document)
    {
        InstalledFonts.Need();
        return document.LayOut().Set;
    }

    private static List<Page> Pages(OfficialDocument document) => Set(document).Pages;
}
