using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>
/// Writes finished pages as PDF 1.7, made to the rules of PDF/A-2u: fonts embedded as subsets, every character with its
/// Unicode value, an outline, links, metadata, and nothing that depends on the day or the machine it is written on.
/// </summary>
internal sealed class PdfWriter(OfficialDocument document, PagedDocument paged)
{
    private const int Catalogue = 1;
    private const int PageTree = 2;
    private const int Information = 3;
    private const int Metadata = 4;
    private const int Profile = 5;
    private const int FirstFont = 6;
    private const int ObjectsPerFont = 6;

    private readonly PageSet set = paged.Set;
    private readonly List<int> offsets = [0];
    private readonly PdfBuffer file = new();
    private readonly PdfBuffer content = new();

    private int FirstPage => FirstFont + (ObjectsPerFont * paged.Faces.Count);

    private int PageObject(int number) => FirstPage + (2 * (number - 1));

    private int FirstFree => FirstPage + (2 * set.Pages.Count);

    public byte[] Write()
    {
        file.Add("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        foreach (var face in paged.Faces.Values)
            Font(face);
        var annotations = FirstFree;
        foreach (var page in set.Pages)
            Page(page, ref annotations);
        var outline = Outline(annotations);
        Catalog(outline);
        Begin(PageTree).Add("<</Type/Pages/Count "u8).Number(set.Pages.Count).Add("/Kids["u8);
        foreach (var page in set.Pages)
            file.Number(PageObject(page.Number)).Add(" 0 R "u8);
        file.Add("]>>\nendobj\n"u8);
        Info();
        Xmp();
        Stream(Profile, "/N 3", ColourProfile.Srgb);
        return Finish();
    }

    private PdfBuffer Begin(int number)
    {
        while (offsets.Count <= number)
            offsets.Add(0);
        offsets[number] = file.Length;
        return file.Number(number).Add(" 0 obj\n"u8);
    }

    private void Stream(int number, string entries, ReadOnlySpan<byte> data) =>
        Stream(number, entries, data, PackedPart.Deflate(data));

    private void Stream(int number, string entries, ReadOnlySpan<byte> data, byte[] deflated)
    {
        // Two bytes before and four behind make a zlib stream.
        Begin(number).Add("<<"u8).Add(entries).Add("/Filter/FlateDecode/Length "u8).Number(deflated.Length + 6);
        file.Add(">>\nstream\n"u8).Zlib(deflated, data).Add("\nendstream\nendobj\n"u8);
    }

    // ---- fonts

    private static int FontObject(UsedFace face) => FirstFont + (ObjectsPerFont * (face.Number - 1));

    /// <summary>
    /// A character's code is its place among those used, so that two characters with one glyph stay two when the text is
    /// read back; a map leads from codes to the subset's glyphs.
    /// </summary>
    private void Font(UsedFace used)
    {
        var (number, name) = (FontObject(used), used.SubsetName);
        Begin(number)
            .Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{number + 1} 0 R]");
        file.Add($"/ToUnicode {number + 4} 0 R>>\nendobj\n");
        Begin(number + 1)
            .Add(
                $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            );
        file.Add($"/Supplement 0>>/FontDescriptor {number + 2} 0 R/CIDToGIDMap {number + 5} 0 R/DW 1000/W[1[");
        foreach (var rune in used.Runes)
            file.Number(Thousandths(used.Face, rune)).Add(" "u8);
        file.Add("]]>>\nendobj\n"u8);
        Begin(number + 2)
            .Add($"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-200 -300 1200 1000]/ItalicAngle 0");
        file.Add($"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 {number + 3} 0 R>>\nendobj\n");
        var subset = used.Subset;
        Stream(number + 3, $"/Length1 {subset.Bytes.Length}", subset.Bytes, subset.Packed.Deflated);
        Stream(number + 4, "", ToUnicode(used).Written);
        var map = new byte[2 * (used.Runes.Length + 1)];
        for (var i = 0; i < used.Runes.Length; i++)
        {
            var glyph = subset.Glyphs[used.Face.Glyph(used.Runes[i])];
            (map[(2 * i) + 2], map[(2 * i) + 3]) = ((byte)(glyph >> 8), (byte)glyph);
        }
        Stream(number + 5, "", map);
    }

    private static int Thousandths(FontFace face, int rune) => (int)Math.Round(face.Advance(face.Glyph(rune)) * 1000);

    private PdfBuffer ToUnicode(UsedFace used)
    {
        content
            .Clear()
            .Add(
                "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"u8
            );
        for (var from = 0; from < used.Runes.Length; from += 100)
        {
            var count = Math.Min(100, used.Runes.Length - from);
            content.Number(count).Add(" beginbfchar\n"u8);
            for (var i = from; i < from + count; i++)
            {
                content.Add("<"u8).Hex(i + 1).Add("><"u8);
                foreach (var unit in char.ConvertFromUtf32(used.Runes[i]))
                    content.Hex(unit);
                content.Add(">\n"u8);
            }
            content.Add("endbfchar\n"u8);
        }
        return content.Add("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"u8);
    }

    // ---- pages

    private static double Points(double mm) => mm / OfficialFormat.MillimetresPerPoint;

    private static double FromBottom(double mm) => Points(OfficialFormat.PaperHeight - mm);

    private void Page(Page page, ref int annotation)
    {
        var number = PageObject(page.Number);
        content.Clear();
        Rules(page);
        content.Add("BT\n"u8);
        var red = false;
        foreach (var text in page.Texts)
        {
            Colour(text.IsRed, ref red);
            Text(text);
        }
        content.Add("ET\n"u8);
        Stream(number + 1, "", content.Written);
        var links = page.Texts.Where(text => text.Figure?.Address is not null).ToList();
        var first = annotation;
        foreach (var link in links)
            Link(annotation++, link);
        Begin(number).Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 "u8);
        file.Number(Points(OfficialFormat.PaperWidth)).Add(" "u8).Number(Points(OfficialFormat.PaperHeight));
        file.Add("]/Resources<</Font<<"u8);
        foreach (var used in page.Texts.Select(text => paged.Faces[text.Face]).Distinct())
            file.Add($"/F{used.Number} {FontObject(used)} 0 R");
        file.Add(">>>>"u8);
        if (links.Count > 0)
        {
            file.Add("/Annots["u8);
            for (var i = first; i < annotation; i++)
                file.Number(i).Add(" 0 R "u8);
            file.Add("]"u8);
        }
        file.Add("/Contents "u8).Number(number + 1).Add(" 0 R>>\nendobj\n"u8);
    }

    private void Rules(Page page)
    {
        var red = false;
        foreach (var rule in page.Rules)
        {
            Colour(rule.IsRed, ref red);
            content.Number(Points(rule.X)).Add(" "u8).Number(FromBottom(rule.Y + rule.Height)).Add(" "u8);
            content.Number(Points(rule.Width)).Add(" "u8).Number(Points(rule.Height)).Add(" re f\n"u8);
        }
        if (red)
            content.Add("0 0 0 rg\n"u8);
    }

    private void Colour(bool wanted, ref bool red)
    {
        if (wanted == red)
            return;
        content.Add(wanted ? "0.902 0 0.071 rg\n"u8 : "0 0 0 rg\n"u8);
        red = wanted;
    }

    private void Text(PlacedText text)
    {
        var used = paged.Faces[text.Face];
        content.Add("/F"u8).Number(used.Number).Add(" "u8).Number(text.Size).Add(" Tf 1 0 0 1 "u8);
        content.Number(Points(text.Places[0])).Add(" "u8).Number(FromBottom(text.Baseline)).Add(" Tm["u8);
        // The pen as the reader moves it: by whole thousandths of the size, and by what stands in the array.
        var pen = Math.Round(Points(text.Places[0]), 3);
        var open = false;
        for (var i = 0; i < text.Runes.Length; i++)
        {
            var back = Math.Round((pen - Points(text.Places[i])) * 1000 / text.Size, 1);
            if (i > 0 && Math.Abs(back) >= 0.1)
            {
                if (open)
                    content.Add(">"u8);
                open = false;
                content.Number(back);
                pen -= back * text.Size / 1000;
            }
            if (!open)
                content.Add("<"u8);
            open = true;
            content.Hex(used.Place(text.Runes[i]));
            pen += Thousandths(text.Face, text.Runes[i]) * text.Size / 1000;
        }
        content.Add(open ? ">]TJ\n"u8 : "]TJ\n"u8);
    }

    private void Link(int number, PlacedText text)
    {
        Begin(number).Add("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["u8);
        file.Number(Points(text.Places[0])).Add(" "u8).Number(FromBottom(text.Top + text.Height)).Add(" "u8);
        file.Number(Points(text.End)).Add(" "u8).Number(FromBottom(text.Top)).Add("]/Contents"u8);
        file.TextString(text.Figure!.Text).Add("/A<</S/URI/URI("u8);
        foreach (var c in text.Figure.Address!.AbsoluteUri)
            file.Add(c is '(' or ')' or '\\' ? "\\" + c : c.ToString());
        file.Add(")>>>>\nendobj\n"u8);
    }

    // ---- outline

    /// <summary>The headings as a tree; gives the root's number, or 0 where there are none.</summary>
    private int Outline(int root)
    {
        var entries = set.Outline;
        if (entries.Count == 0)
            return 0;
        var parents = new int[entries.Count];
        var open = new Stack<int>();
        for (var i = 0; i < entries.Count; i++)
        {
            while (open.Count > 0 && entries[open.Peek()].Level >= entries[i].Level)
                open.Pop();
            parents[i] = open.Count > 0 ? open.Peek() : -1;
            open.Push(i);
        }
        var children = Enumerable.Range(0, entries.Count).ToLookup(i => parents[i]);
        int Number(int entry) => root + 1 + entry;

        void Kin(int parent)
        {
            var list = children[parent].ToList();
            if (list.Count > 0)
                file.Add($"/First {Number(list[0])} 0 R/Last {Number(list[^1])} 0 R/Count {list.Count}");
        }

        Begin(root).Add("<</Type/Outlines"u8);
        Kin(-1);
        file.Add(">>\nendobj\n"u8);
        foreach (var family in children)
        {
            var list = family.ToList();
            for (var k = 0; k < list.Count; k++)
            {
                var entry = entries[list[k]];
                Begin(Number(list[k])).Add("<</Title"u8).TextString(entry.Text);
                file.Add($"/Parent {(family.Key < 0 ? root : Number(family.Key))} 0 R");
                if (k > 0)
                    file.Add($"/Prev {Number(list[k - 1])} 0 R");
                if (k + 1 < list.Count)
                    file.Add($"/Next {Number(list[k + 1])} 0 R");
                Kin(list[k]);
                file.Add($"/Dest[{PageObject(entry.Page)} 0 R/XYZ 0 ")
                    .Number(FromBottom(entry.Top - 5))
                    .Add(" null]>>\nendobj\n"u8);
            }
        }
        return root;
    }

    // ---- what it is

    private string Title => document.Title.ReplaceLineEndings(" ");

    private string Author => document.Signature?.Signers.FirstOrDefault() ?? document.Head?.Mark ?? "";

    private void Catalog(int outline)
    {
        var language = Words.Of(document.Script).Language;
        Begin(Catalogue).Add($"<</Type/Catalog/Pages {PageTree} 0 R/Lang({language})/Metadata {Metadata} 0 R");
        file.Add($"/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1");
        file.Add($"/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {Profile} 0 R>>]");
        if (outline > 0)
            file.Add($"/Outlines {outline} 0 R");
        file.Add(">>\nendobj\n"u8);
    }

    private void Info()
    {
        Begin(Information).Add("<</Title"u8).TextString(Title).Add("/Author"u8).TextString(Author);
        var day = document.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        file.Add($"/Producer(Xiangyin)/CreationDate(D:{day}000000+08'00')/ModDate(D:{day}000000+08'00')>>\nendobj\n");
    }

    private void Xmp()
    {
        var day = document.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00+08:00";
        var xml = new XmlBuffer();
        xml.Markup(
            "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"u8
        );
        xml.Text(Title).Markup("</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>"u8).Text(Author);
        xml.Markup(
            $"</rdf:li></rdf:Seq></dc:creator><pdf:Producer>Xiangyin</pdf:Producer><xmp:CreateDate>{day}</xmp:CreateDate>"
        );
        xml.Markup(
            $"<xmp:ModifyDate>{day}</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
        );
        Begin(Metadata).Add("<</Type/Metadata/Subtype/XML/Length "u8).Number(xml.Written.Length);
        file.Add(">>\nstream\n"u8).Add(xml.Written).Add("\nendstream\nendobj\n"u8);
    }

    private byte[] Finish()
    {
        var id = Convert.ToHexString(SHA256.HashData(file.Written).AsSpan(0, 16));
        var start = file.Length;
        file.Add("xref\n0 "u8).Number(offsets.Count).Add("\n0000000000 65535 f \n"u8);
        foreach (var offset in offsets.Skip(1))
            file.Add(offset.ToString("D10", CultureInfo.InvariantCulture)).Add(" 00000 n \n"u8);
        file.Add(
            $"trailer\n<</Size {offsets.Count}/Root {Catalogue} 0 R/Info {Information} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n"
        );
        return file.Written.ToArray();
    }
}
