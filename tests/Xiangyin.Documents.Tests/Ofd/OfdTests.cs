using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using CsCheck;

namespace Xiangyin.Documents.Tests;

public class OfdTests
{
    private static readonly XNamespace Ofd = "http://www.ofdspec.org/2016";

    public static TheoryData<int> Forms => [.. Enumerable.Range(0, Samples.All.Length)];

    /// <summary>The order of child elements in the schemas of GB/T 33190-2016, annex A.</summary>
    private static readonly Dictionary<string, string[]> Order = new()
    {
        ["OFD"] = ["DocBody"],
        ["DocBody"] = ["DocInfo", "DocRoot", "Versions", "Signatures"],
        ["DocInfo"] =
        [
            "DocID",
            "Title",
            "Author",
            "Subject",
            "Abstract",
            "CreationDate",
            "ModDate",
            "DocUsage",
            "Cover",
            "Keywords",
            "Creator",
            "CreatorVersion",
            "CustomDatas",
        ],
        ["Document"] =
        [
            "CommonData",
            "Pages",
            "Outlines",
            "Permissions",
            "Actions",
            "VPreferences",
            "Bookmarks",
            "Annotations",
            "CustomTags",
            "Attachments",
            "Extensions",
        ],
        ["CommonData"] = ["MaxUnitID", "PageArea", "PublicRes", "DocumentRes", "TemplatePage", "DefaultCS"],
        ["PageArea"] = ["PhysicalBox", "ApplicationBox", "ContentBox", "BleedBox"],
        ["Area"] = ["PhysicalBox", "ApplicationBox", "ContentBox", "BleedBox"],
        ["Page"] = ["Template", "PageRes", "Area", "Content", "Actions"],
        ["Content"] = ["Layer"],
        ["TextObject"] = ["Actions", "Clips", "FillColor", "StrokeColor", "CGTransform", "TextCode"],
        ["PathObject"] = ["Actions", "Clips", "StrokeColor", "FillColor", "AbbreviatedData"],
        ["OutlineElem"] = ["Actions", "OutlineElem"],
        ["Action"] = ["Region", "Goto", "URI", "GotoA", "Sound", "Movie"],
        ["Res"] = ["ColorSpaces", "DrawParams", "Fonts", "MultiMedias", "CompositeGraphicUnits"],
        ["Font"] = ["FontFile"],
        ["CustomTag"] = ["SchemaLoc", "FileLoc"],
        ["Attachment"] = ["FileLoc"],
    };

    [Theory, MemberData(nameof(Forms))]
    public void EveryPart_HasItsElementsInTheOrderOfTheSchema(int form)
    {
        foreach (var (name, part) in Parts(Samples.All[form]))
        foreach (var element in part.DescendantsAndSelf().Where(element => element.Name.Namespace == Ofd))
        {
            Assert.Equal("ofd", element.GetPrefixOfNamespace(Ofd));
            if (!Order.TryGetValue(element.Name.LocalName, out var order))
                continue;
            var places = element.Elements().Select(child => Array.IndexOf(order, child.Name.LocalName)).ToList();
            Assert.DoesNotContain(-1, places);
            Assert.True(places.SequenceEqual(places.Order()), $"{name}: {element.Name.LocalName}");
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Ids_AreUnique_AndReferencesLead(int form)
    {
        var parts = Parts(Samples.All[form]);
        var ids = parts
            .Where(part => part.Key is not "Doc_0/Attachs/Attachments.xml")
            .SelectMany(part => part.Value.DescendantsAndSelf())
            .Where(element => element.Name.LocalName is not "Page" || element.Attribute("BaseLoc") is not null)
            .Attributes("ID")
            .Select(id => int.Parse(id.Value, CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var root = parts["Doc_0/Document.xml"];
        Assert.Equal(ids.Max(), (int)root.Descendants(Ofd + "MaxUnitID").Single());
        var fonts = parts["Doc_0/PublicRes.xml"]
            .Descendants(Ofd + "Font")
            .Select(font => (int)font.Attribute("ID")!)
            .ToHashSet();
        foreach (var text in parts.Values.SelectMany(part => part.Descendants(Ofd + "TextObject")))
            Assert.Contains((int)text.Attribute("Font")!, fonts);
        foreach (var page in root.Descendants(Ofd + "Page"))
            Assert.Contains("Doc_0/" + page.Attribute("BaseLoc")!.Value, parts.Keys);
        foreach (var reference in parts["Doc_0/Tags/Document.xml"].Descendants(Ofd + "ObjectRef"))
            Assert.Contains((int)reference, ids);
    }

    [Theory, MemberData(nameof(Forms))]
    public void Glyphs_StandWhereTheLayoutPutsThem(int form) => Compare(Samples.All[form]);

    [Fact]
    public void GlyphsOfAnyDocument_StandWhereTheLayoutPutsThem() =>
        Generated.Document.Sample(
            document =>
            {
                try
                {
                    Compare(document);
                }
                catch (DocumentRefusedException refused)
                {
                    Assert.All(refused.Refusals, refusal => Assert.Equal(RefusalReason.TooLong, refusal.Reason));
                }
            },
            iter: 30
        );

    private static void Compare(OfficialDocument document)
    {
        InstalledFonts.Need();
        var set = document.LayOut().Set;
        var parts = Parts(document);
        for (var i = 0; i < set.Pages.Count; i++)
        {
            var written = parts[$"Doc_0/Pages/Page_{i}/Content.xml"].Descendants(Ofd + "TextObject").ToList();
            Assert.Equal(set.Pages[i].Texts.Count, written.Count);
            foreach (var (text, element) in set.Pages[i].Texts.Zip(written))
            {
                var box = Numbers(element.Attribute("Boundary")!.Value);
                var code = element.Element(Ofd + "TextCode")!;
                Assert.Equal(text.Text, code.Value);
                Assert.Equal(text.Height, (double)element.Attribute("Size")!, 0.001);
                var (at, baseline) = ((double)code.Attribute("X")!, (double)code.Attribute("Y")!);
                if (text.IsTurned)
                {
                    // Turned about the box's lower left corner: what runs to the right runs upward.
                    Assert.Equal($"0 -1 1 0 0 {box[3]}", element.Attribute("CTM")!.Value);
                    (at, baseline) = (at + 297 - box[1] - box[3], baseline + box[0]);
                }
                else
                {
                    (at, baseline) = (at + box[0], baseline + box[1]);
                }
                Assert.Equal(text.Baseline, baseline, 0.01);
                Assert.Equal(text.Places[0], at, 0.01);
                var steps = Steps(code.Attribute("DeltaX")?.Value ?? "");
                Assert.Equal(text.Places.Length - 1, steps.Count);
                for (var k = 0; k < steps.Count; k++)
                    Assert.Equal(text.Places[k + 1], at += steps[k], 0.01);
            }
        }
    }

    private static double[] Numbers(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => double.Parse(number, CultureInfo.InvariantCulture)),
        ];

    private static List<double> Steps(string deltas)
    {
        var steps = new List<double>();
        var words = deltas.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] != "g")
            {
                steps.Add(double.Parse(words[i], CultureInfo.InvariantCulture));
                continue;
            }
            var count = int.Parse(words[i + 1], CultureInfo.InvariantCulture);
            steps.AddRange(Enumerable.Repeat(double.Parse(words[i + 2], CultureInfo.InvariantCulture), count));
            i += 2;
        }
        return steps;
    }

    [Theory, MemberData(nameof(Forms))]
    public void EveryForm_WrittenTwice_GivesTheSameBytes(int form)
    {
        InstalledFonts.Need();
        Assert.Equal(Samples.All[form].LayOut().ToOfd(), Samples.All[form].LayOut().ToOfd());
    }

    [Fact]
    public void Docx_IsAttached_UnlessToldOtherwise()
    {
        InstalledFonts.Need();
        var paged = Samples.Report.LayOut();
        using (var zip = new ZipArchive(new MemoryStream(paged.ToOfd())))
        {
            using var attached = new MemoryStream();
            using (var entry = zip.GetEntry("Doc_0/Attachs/document.docx")!.Open())
                entry.CopyTo(attached);
            Assert.Equal(Samples.Report.ToDocx(), attached.ToArray());
        }
        using var bare = new ZipArchive(new MemoryStream(paged.ToOfd(new OfdOptions { Attached = null })));
        Assert.DoesNotContain(bare.Entries, entry => entry.FullName.Contains("Attach", StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_AreTagged_AndOpenTheirAddress()
    {
        var parts = Parts(Samples.Report);
        var tags = parts["Doc_0/Tags/Document.xml"];
        XNamespace own = OfdWriter.TagSpace;
        var figure = tags.Descendants(own + "figure")
            .Single(tag => (string)tag.Attribute("id")! == "placements.county");
        var target = (string)figure.Element(Ofd + "ObjectRef")!;
        var drawn = parts
            .Values.SelectMany(part => part.Descendants(Ofd + "TextObject"))
            .Single(text => (string)text.Attribute("ID")! == target);
        Assert.Equal("76余篇", drawn.Element(Ofd + "TextCode")!.Value);
        Assert.Equal(Samples.Address.AbsoluteUri, (string)drawn.Descendants(Ofd + "URI").Single().Attribute("URI")!);
    }

    [Fact]
    public void Outline_IsATreeOfTheHeadings()
    {
        var root = Parts(Samples.Report)["Doc_0/Document.xml"].Element(Ofd + "Outlines")!;
        Assert.Equal(
            [Samples.Report.Title, "农家书屋名册"],
            root.Elements().Select(entry => (string)entry.Attribute("Title")!)
        );
        Assert.Equal(
            ["一、理论学习", "二、外宣"],
            root.Elements().First().Elements(Ofd + "OutlineElem").Select(entry => (string)entry.Attribute("Title")!)
        );
    }

    [Fact]
    public void Fonts_AreNamedOfficially_AndEmbeddedAsSubsets()
    {
        InstalledFonts.Need();
        var ofd = Samples.Report.LayOut().ToOfd();
        using var zip = new ZipArchive(new MemoryStream(ofd));
        var names = Parts(Samples.Report)["Doc_0/PublicRes.xml"]
            .Descendants(Ofd + "Font")
            .Select(font => (string)font.Attribute("FontName")!);
        Assert.Equal(
            ["仿宋_GB2312", "宋体", "方正小标宋简体", "楷体_GB2312", "黑体"],
            names.Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(
            zip.Entries.Where(entry => entry.Name.EndsWith(".ttf", StringComparison.Ordinal)),
            font => Assert.InRange(font.Length, 1, 200_000)
        );
    }

    private static Dictionary<string, XElement> Parts(OfficialDocument document)
    {
        InstalledFonts.Need();
        using var zip = new ZipArchive(new MemoryStream(document.LayOut().ToOfd()));
        var parts = new Dictionary<string, XElement>();
        foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var stream = entry.Open();
            parts.Add(entry.FullName, XElement.Load(stream));
        }
        return parts;
    }
}
