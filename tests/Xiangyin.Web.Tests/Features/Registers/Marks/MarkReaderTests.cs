using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Features.Registers;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Registers.Marks;

/// <summary>Marks are read from bad pictures, and what is not plain is left to a person. A thousand pages: <c>bench paper</c>.</summary>
public sealed class MarkReaderTests
{
    private static readonly Catalogue Catalogue = CatalogueReader.Read(
        CatalogueFile.In(Repository.PathOf("catalogue"))
    );

    public static TheoryData<int> Harms =>
        [
            .. new[]
            {
                Harm.None,
                Harm.Rotation,
                Harm.Shadow,
                Harm.Blur,
                Harm.Jpeg,
                Harm.Crease,
                Harm.Perspective,
                Harm.Rotation | Harm.Shadow | Harm.Jpeg,
                Harm.All,
            }.Select(h => (int)h),
        ];

    [Theory]
    [MemberData(nameof(Harms))]
    public void Page_FilledInAndPhotographed_SaysWhatWasFilledIn(int harm)
    {
        var (register, printed) = Made("leaflet", RegisterForm.Tally);
        var page = register.Pages[0];
        using var scan = new PaperScan(printed.Draw(page), new Random(harm + 7));
        scan.Fill(Field(page, "measure.copies"), "1200");
        scan.Fill(Field(page, "measure.printed"), "1500", Hand.Scribble);
        scan.Fill(Field(page, "approximation.copies"), "AtLeast", Hand.Tick);
        scan.Fill(Field(page, "dimension.topic"), "law", Hand.Cross);
        scan.Write(Field(page, "title"));

        var (code, read) = Read(scan.Photograph((Harm)harm), page);

        Assert.Equal(register.CodeOf(page), code);
        Assert.Equal(
            ("1200", "1500", "AtLeast", "law"),
            (
                Sure(read, "measure.copies"),
                Sure(read, "measure.printed"),
                Sure(read, "approximation.copies"),
                Sure(read, "dimension.topic")
            )
        );
        Assert.Equal(Sureness.Blank, read["1.measure.remaining"].Sureness);
        Assert.Equal(Sureness.Doubtful, read["1.title"].Sureness);
    }

    [Fact]
    public void WhatIsNotPlain_IsLeftToAPerson()
    {
        var (register, printed) = Made("leaflet", RegisterForm.Tally);
        var page = register.Pages[0];
        using var scan = new PaperScan(printed.Draw(page), new Random(1));
        // Two in one column; one crossed out and none in its place; a gap between two digits.
        scan.Fill(Field(page, "measure.copies"), "3");
        scan.Fill(Field(page, "measure.copies"), "4");
        scan.Mark(Field(page, "dimension.topic").Groups[0][2], Hand.CrossedOut);
        scan.Mark(Field(page, "measure.printed").Groups[1][5], Hand.Full);
        scan.Mark(Field(page, "measure.printed").Groups[3][5], Hand.Full);

        var (_, read) = Read(scan.Photograph(Harm.None), page);

        Assert.All(
            ["1.measure.copies", "1.dimension.topic", "1.measure.printed"],
            field => Assert.Equal(Sureness.Doubtful, read[field].Sureness)
        );
    }

    [Fact]
    public void SignInSheet_CountsRowByRow()
    {
        var (register, printed) = Made("centre-study", RegisterForm.SignIn, pages: 2);
        var page = register.Pages[1];
        using var scan = new PaperScan(printed.Draw(page), new Random(3));
        foreach (var row in new[] { 21, 22, 25, 40 })
        {
            scan.Fill(page.Fields.Single(f => f.Id == $"{row}.here"), "1", row == 25 ? Hand.Tick : Hand.Full);
            scan.Write(page.Fields.Single(f => f.Id == $"{row}.name"));
        }

        var (_, read) = Read(scan.Photograph(Harm.Rotation | Harm.Shadow | Harm.Jpeg), page);

        Assert.Equal(
            ["21.here", "22.here", "25.here", "40.here"],
            read.Values.Where(r => r.Field.EndsWith(".here", StringComparison.Ordinal) && r.Sureness == Sureness.Sure)
                .Select(r => r.Field)
        );
        Assert.Equal(
            ["21.name", "22.name", "25.name", "40.name"],
            read.Values.Where(r =>
                    r.Field.EndsWith(".name", StringComparison.Ordinal) && r.Sureness == Sureness.Doubtful
                )
                .Select(r => r.Field)
        );
    }

    [Fact]
    public void Picture_WithoutARegister_IsNone()
    {
        var white = new Picture([.. Enumerable.Repeat((byte)250, 600 * 800)], 600, 800);

        Assert.Null(FoundPage.In(white, out var why));
        Assert.Equal(Web.Features.Registers.Marks.Unreadable.NoCode, why);
    }

    [Fact]
    public void Paper_IsOfferedOnlyWhereItCanSayEverything()
    {
        // A restricted kind, one that needs a link, one that needs a named person.
        Assert.All(
            ["care-visit", "village-briefing", "dialect-talk", "study-planned"],
            kind => Assert.Empty(PaperLayout.FormsOf(Catalogue.Kind(kind)!, Catalogue))
        );
        Assert.Equal([RegisterForm.Tally, RegisterForm.Slip], PaperLayout.FormsOf(Catalogue.Kind("loan")!, Catalogue));
    }

    [Fact]
    public void EveryField_LiesOnThePage_ClearOfSquaresAndCode()
    {
        foreach (var kind in Catalogue.Kinds)
        {
            foreach (var form in PaperLayout.FormsOf(kind, Catalogue))
            {
                var fields = PaperLayout.Of(kind, Catalogue, form, 1)[0].Fields;
                Assert.All(
                    fields,
                    f =>
                        Assert.True(
                            f.Area is { X: >= 20, Y: >= 48 }
                                && f.Area.X + f.Area.Width <= 190
                                && f.Area.Y + f.Area.Height <= 276,
                            $"{kind.Id} {form} {f.Id} {f.Area}"
                        )
                );
                Assert.Equal(fields.Count, fields.Select(f => f.Id).Distinct().Count());
                var rings = fields.SelectMany(f => f.Groups).SelectMany(g => g).ToList();
                Assert.All(
                    rings,
                    r =>
                        Assert.DoesNotContain(
                            rings,
                            other => other != r && Math.Abs(other.X - r.X) < 5 && Math.Abs(other.Y - r.Y) < 5
                        )
                );
            }
        }
    }

    private static (Register, PrintedPage) Made(string of, RegisterForm form, int pages = 1)
    {
        var kind = Catalogue.Kind(of)!;
        var register = new Register
        {
            Id = Guid.Empty,
            Number = "ABCDEFGHJK",
            Kind = of,
            Unit = new(3),
            On = new(2022, 9, 14),
            Form = form,
            Title = kind.Name.Hans,
            Pages = PaperLayout.Of(kind, Catalogue, form, pages),
            Door = "",
            By = default,
            MadeAt = default,
        };
        var tree = UnitTree.From([
            new UnitFounded(1, new(3), new(2010, 1, 1), UnitType.Village, new("石桥村", "石橋村", "Shiqiao"), null),
        ]);
        return (register, new(register, new(new T(Texts.Embedded(), "zh-Hans"), Catalogue, tree)));
    }

    private static PaperField Field(PaperPage page, string name) => page.Fields.Single(f => f.Id == $"1.{name}");

    private static (RegisterCode, Dictionary<string, FieldReading>) Read(byte[] jpeg, PaperPage page)
    {
        var picture = Picture.Read(new MemoryStream(jpeg))!;
        var found = FoundPage.In(picture, out var why);
        Assert.True(found is not null, why.ToString());
        return (found.Code, new MarkReader(picture, found.Page).Read(page).ToDictionary(r => r.Field));
    }

    private static string? Sure(Dictionary<string, FieldReading> read, string field) =>
        read[$"1.{field}"] is { Sureness: Sureness.Sure, Value: var value }
            ? value
            : string.Create(CultureInfo.InvariantCulture, $"{read[$"1.{field}"].Sureness} {read[$"1.{field}"].Value}");
}
