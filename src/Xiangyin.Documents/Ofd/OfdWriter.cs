using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>
/// Writes finished pages as OFD (GB/T 33190-2016): elements in the order of its schemas under the prefix that readers
/// expect, subset fonts, an outline, and the document's meaning (版头, 主体, 版记 and each figure) as custom tags.
/// </summary>
internal sealed class OfdWriter(OfficialDocument document, PagedDocument paged, OfdOptions options)
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private const string Space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";

    /// <summary>Our own vocabulary of custom tags.</summary>
    internal const string TagSpace = "urn:xiangyin:official-document:1";

    private const string Box = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>";

    /// <summary>How far a glyph may stand from its place before a new step is written, mm.</summary>
    private const double Tolerance = 0.002;

    private readonly PageSet set = paged.Set;
    private readonly XmlBuffer xml = new();
    private readonly Dictionary<(FontRole Role, FontFace Face), int> fonts = [];
    private readonly List<(Element Element, Figure? Figure, int Page, int Object)> tagged = [];
    private readonly Dictionary<PreparedPicture, int> pictures = [];
    private int lastId;

    public byte[] Write()
    {
        using var file = new MemoryStream(1 << 17);
        using (var zip = new FixedZip(file, document.Date))
        {
            foreach (var text in set.Pages.SelectMany(page => page.Texts))
                fonts.TryAdd((text.Role, text.Face), fonts.Count + 1);
            lastId = fonts.Count;
            foreach (var picture in set.Pages.SelectMany(page => page.Pictures))
            {
                if (pictures.TryAdd(picture.Picture, lastId + 1))
                    lastId++;
            }
            var pageIds = set.Pages.Select(_ => ++lastId).ToArray();
            zip.Add("OFD.xml", Entry());
            var pages = set.Pages.Select((page, i) => Page(page, pageIds[i])).ToList();
            zip.Add("Doc_0/Document.xml", Root(pageIds));
            zip.Add("Doc_0/PublicRes.xml", Resources());
            foreach (var face in paged.Faces.Values)
                zip.Add($"Doc_0/Res/font_{face.Number}.ttf", face.Subset.Packed);
            if (pictures.Count > 0)
                zip.Add("Doc_0/DocumentRes.xml", Media());
            foreach (var (picture, id) in pictures)
                zip.Add($"Doc_0/Res/image_{id}.{picture.Extension}", picture.File);
            for (var i = 0; i < pages.Count; i++)
                zip.Add($"Doc_0/Pages/Page_{i}/Content.xml", pages[i]);
            zip.Add("Doc_0/Tags/CustomTags.xml", TagList());
            zip.Add("Doc_0/Tags/Document.xml", Tags());
            if (options.Attached is { } attached)
            {
                var docx = document.ToDocx(attached);
                zip.Add("Doc_0/Attachs/Attachments.xml", Attachments(docx.Length));
                zip.Add("Doc_0/Attachs/document.docx", docx);
            }
        }
        return file.ToArray();
    }

    private string Day => document.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private XmlBuffer Begin(string element) => xml.Clear().Markup(Declaration).Markup($"<ofd:{element}{Space}");

    private byte[] Entry()
    {
        // The id comes from what the document says and how it is laid out.
        var said = Encoding.UTF8.GetBytes($"{document.Form}\n{Day}\n{document.Title}\n{document.ToPlainText()}");
        var id = Convert.ToHexStringLower(SHA256.HashData(said).AsSpan(0, 16));
        Begin("OFD")
            .Markup(
                $" Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{id}</ofd:DocID><ofd:Title>"
            );
        xml.Text(document.Title.ReplaceLineEndings(" ")).Markup("</ofd:Title><ofd:Author>"u8);
        xml.Text(document.Signature?.Signers.FirstOrDefault() ?? document.Head?.Mark ?? "");
        xml.Markup($"</ofd:Author><ofd:CreationDate>{Day}</ofd:CreationDate><ofd:ModDate>{Day}</ofd:ModDate>");
        xml.Markup("<ofd:DocUsage>Normal</ofd:DocUsage><ofd:Creator>Xiangyin</ofd:Creator></ofd:DocInfo>"u8);
        return xml.Markup("<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"u8).Written.ToArray();
    }

    private byte[] Root(int[] pageIds)
    {
        Begin("Document").Markup("><ofd:CommonData><ofd:MaxUnitID>"u8).Number(lastId);
        xml.Markup($"</ofd:MaxUnitID><ofd:PageArea>{Box}</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>");
        if (pictures.Count > 0)
            xml.Markup("<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"u8);
        xml.Markup("</ofd:CommonData><ofd:Pages>"u8);
        for (var i = 0; i < pageIds.Length; i++)
            xml.Markup($"<ofd:Page ID=\"{pageIds[i]}\" BaseLoc=\"Pages/Page_{i}/Content.xml\"/>");
        xml.Markup("</ofd:Pages>"u8);
        if (set.Outline.Count > 0)
        {
            xml.Markup("<ofd:Outlines>"u8);
            Outline(0, -1, pageIds);
            xml.Markup("</ofd:Outlines>"u8);
        }
        xml.Markup("<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"u8);
        if (options.Attached is not null)
            xml.Markup("<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"u8);
        return xml.Markup("</ofd:Document>"u8).Written.ToArray();
    }

    /// <summary>The entries from one on that lie deeper than a level; gives the first that does not.</summary>
    private int Outline(int from, int level, int[] pageIds)
    {
        while (from < set.Outline.Count && set.Outline[from].Level > level)
        {
            var entry = set.Outline[from];
            xml.Markup("<ofd:OutlineElem Title=\""u8)
                .Text(entry.Text)
                .Markup("\"><ofd:Actions><ofd:Action Event=\"CLICK\">"u8);
            xml.Markup($"<ofd:Goto><ofd:Dest Type=\"XYZ\" PageID=\"{pageIds[entry.Page - 1]}\" Left=\"0\" Top=\"");
            xml.Number(Math.Max(0, entry.Top - 5)).Markup("\" Zoom=\"0\"/></ofd:Goto></ofd:Action></ofd:Actions>"u8);
            from = Outline(from + 1, entry.Level, pageIds);
            xml.Markup("</ofd:OutlineElem>"u8);
        }
        return from;
    }

    private byte[] Resources()
    {
        Begin("Res").Markup(" BaseLoc=\"Res\"><ofd:Fonts>"u8);
        foreach (var ((role, face), id) in fonts)
        {
            var name = FontLibrary.OfficialName(role, document.Script);
            xml.Markup($"<ofd:Font ID=\"{id}\" FontName=\"{name}\" FamilyName=\"{name}\">");
            xml.Markup($"<ofd:FontFile>font_{paged.Faces[face].Number}.ttf</ofd:FontFile></ofd:Font>");
        }
        return xml.Markup("</ofd:Fonts></ofd:Res>"u8).Written.ToArray();
    }

    private byte[] Media()
    {
        Begin("Res").Markup(" BaseLoc=\"Res\"><ofd:MultiMedias>"u8);
        foreach (var (picture, id) in pictures)
        {
            xml.Markup($"<ofd:MultiMedia ID=\"{id}\" Type=\"Image\" Format=\"{(picture.IsJpeg ? "JPEG" : "PNG")}\">");
            xml.Markup($"<ofd:MediaFile>image_{id}.{picture.Extension}</ofd:MediaFile></ofd:MultiMedia>");
        }
        return xml.Markup("</ofd:MultiMedias></ofd:Res>"u8).Written.ToArray();
    }

    // ---- pages

    private byte[] Page(Page page, int id)
    {
        Begin("Page").Markup($"><ofd:Area>{Box}</ofd:Area><ofd:Content><ofd:Layer ID=\"{++lastId}\" Type=\"Body\">");
        foreach (var rule in page.Rules)
            Rule(rule);
        foreach (var picture in page.Pictures)
        {
            Picture(picture);
            tagged.Add((set.Elements[picture.Element], null, id, lastId));
        }
        foreach (var text in page.Texts)
        {
            Text(text);
            if (text.Element >= 0)
                tagged.Add((set.Elements[text.Element], text.Figure, id, lastId));
        }
        return xml.Markup("</ofd:Layer></ofd:Content></ofd:Page>"u8).Written.ToArray();
    }

    private void Open(ReadOnlySpan<byte> element, double x, double y, double width, double height)
    {
        xml.Markup("<ofd:"u8).Markup(element).Markup(" ID=\""u8).Number(++lastId).Markup("\" Boundary=\""u8);
        xml.Number(x).Markup(" "u8).Number(y).Markup(" "u8).Number(width).Markup(" "u8).Number(height).Markup("\""u8);
    }

    private void Rule(PlacedRule rule)
    {
        Open("PathObject"u8, rule.X, rule.Y, rule.Width, rule.Height);
        xml.Markup(" Stroke=\"false\" Fill=\"true\">"u8)
            .Markup("<ofd:FillColor"u8)
            .Markup(Colour(rule.Ink))
            .Markup("<ofd:AbbreviatedData>M 0 0 L "u8);
        xml.Number(rule.Width).Markup(" 0 L "u8).Number(rule.Width).Markup(" "u8).Number(rule.Height).Markup(" L 0 "u8);
        xml.Number(rule.Height).Markup(" C</ofd:AbbreviatedData></ofd:PathObject>"u8);
    }

    private static string Colour(Ink ink)
    {
        var (red, green, blue) = ink.Rgb();
        return $" Value=\"{red} {green} {blue}\"/>";
    }

    private void Picture(PlacedPicture placed)
    {
        Open("ImageObject"u8, placed.X, placed.Y, placed.Width, placed.Height);
        xml.Markup(" CTM=\""u8).Number(placed.Width).Markup(" 0 0 "u8).Number(placed.Height);
        xml.Markup($" 0 0\" ResourceID=\"{pictures[placed.Picture]}\"/>");
    }

    private void Text(PlacedText text)
    {
        // Four decimals, so that what is written adds up to where the glyphs are.
        var left = Math.Round(text.Places[0], 4);
        var box = text.IsTurned ? text.Box : new PlacedRule(left, text.Top, text.End - left, text.Height);
        Open("TextObject"u8, box.X, box.Y, box.Width, box.Height);
        if (text.IsTurned)
            xml.Markup(" CTM=\"0 -1 1 0 0 "u8).Number(box.Height).Markup("\""u8);
        if (text.Pen > 0)
            xml.Markup(" Stroke=\"true\" LineWidth=\""u8).Number(text.Pen).Markup("\""u8);
        xml.Markup(" Font=\""u8)
            .Number(fonts[(text.Role, text.Face)])
            .Markup("\" Size=\""u8)
            .Number(text.Height)
            .Markup("\">"u8);
        if (text.Figure?.Address is { } address)
        {
            xml.Markup("<ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:URI URI=\""u8).Text(address.AbsoluteUri);
            xml.Markup("\"/></ofd:Action></ofd:Actions>"u8);
        }
        xml.Markup("<ofd:FillColor"u8).Markup(Colour(text.Ink));
        if (text.Pen > 0)
            xml.Markup("<ofd:StrokeColor"u8).Markup(Colour(text.Ink));
        xml.Markup("<ofd:TextCode X=\"0\" Y=\""u8);
        xml.Number(text.Baseline - Math.Round(text.Top, 4)).Markup("\""u8);
        Steps(text.Places, left);
        xml.Markup(">"u8).Text(text.Text).Markup("</ofd:TextCode></ofd:TextObject>"u8);
    }

    /// <summary>DeltaX: the steps from glyph to glyph, equal neighbours as <c>g count step</c>.</summary>
    private void Steps(double[] places, double at)
    {
        if (places.Length < 2)
            return;
        xml.Markup(" DeltaX=\""u8);
        double step = 0;
        var count = 0;
        var first = true;
        for (var i = 1; i < places.Length; i++)
        {
            if (count == 0 || Math.Abs(places[i] - (at + step)) > Tolerance)
            {
                Flush(count, step, ref first);
                step = Math.Round(places[i] - at, 4);
                count = 0;
            }
            count++;
            at += step;
        }
        Flush(count, step, ref first);
        xml.Markup("\""u8);
    }

    private void Flush(int count, double step, ref bool first)
    {
        for (var i = 0; i < (count > 2 ? 1 : count); i++)
        {
            if (!first)
                xml.Markup(" "u8);
            first = false;
            if (count > 2)
                xml.Markup("g "u8).Number(count).Markup(" "u8);
            xml.Number(step);
        }
    }

    // ---- meaning

    private byte[] TagList()
    {
        Begin("CustomTags").Markup($"><ofd:CustomTag TypeID=\"{TagSpace}\">");
        return xml.Markup("<ofd:FileLoc>Document.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>"u8)
            .Written.ToArray();
    }

    /// <summary>版头, 主体 and 版记 (GB/T 9704-2012 §7.1), in them the elements with what draws them, and the figures.</summary>
    private byte[] Tags()
    {
        xml.Clear()
            .Markup(Declaration)
            .Markup($"<xy:document xmlns:xy=\"{TagSpace}\"{Space} form=\"{document.Form}\">");
        foreach (var part in tagged.GroupBy(at => Part(at.Element.Role)))
        {
            xml.Markup($"<xy:{part.Key}>");
            foreach (var element in part.GroupBy(at => at.Element, ReferenceEqualityComparer.Instance))
            {
                var role = ((Element)element.Key!).Role;
                xml.Markup($"<xy:element role=\"{role}\"");
                if (role is Role.Picture or Role.Chart)
                    xml.Markup(" description=\""u8).Text(PlainText.Of(((Element)element.Key).Text)).Markup("\""u8);
                xml.Markup(">"u8);
                foreach (var at in element)
                    Reference(at.Figure, at.Page, at.Object);
                xml.Markup("</xy:element>"u8);
            }
            xml.Markup($"</xy:{part.Key}>");
        }
        foreach (var seal in set.Seals)
        {
            xml.Markup($"<xy:seal page=\"{seal.Page}\" x=\"").Number(seal.X).Markup("\" y=\""u8).Number(seal.Y);
            xml.Markup("\" diameter=\""u8)
                .Number(seal.Diameter)
                .Markup("\" signer=\""u8)
                .Text(seal.Signer)
                .Markup("\"/>"u8);
        }
        return xml.Markup("</xy:document>"u8).Written.ToArray();
    }

    private void Reference(Figure? figure, int page, int number)
    {
        if (figure is not null)
        {
            xml.Markup("<xy:figure"u8);
            if (figure.Id is { } id)
                xml.Markup(" id=\""u8).Text(id).Markup("\""u8);
            xml.Markup(" text=\""u8).Text(figure.Text).Markup("\">"u8);
        }
        xml.Markup($"<ofd:ObjectRef PageRef=\"{page}\">{number}</ofd:ObjectRef>");
        if (figure is not null)
            xml.Markup("</xy:figure>"u8);
    }

    private static string Part(Role role) =>
        role switch
        {
            Role.CopyNumber or Role.Secrecy or Role.Urgency or Role.Mark or Role.Number => "head",
            Role.CopyTo or Role.Printed => "colophon",
            _ => "main",
        };

    private byte[] Attachments(int bytes)
    {
        Begin("Attachments")
            .Markup(
                $"><ofd:Attachment ID=\"A1\" Name=\"document.docx\" Format=\"docx\" CreationDate=\"{Day}\" Size=\""
            );
        xml.Number(bytes / 1024.0).Markup("\" Visible=\"true\"><ofd:FileLoc>document.docx</ofd:FileLoc>"u8);
        return xml.Markup("</ofd:Attachment></ofd:Attachments>"u8).Written.ToArray();
    }
}
