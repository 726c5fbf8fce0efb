namespace Xiangyin.Documents;

// Pages with their text, bars, pictures, links and places for seals.
internal sealed partial class PdfWriter
{
    private static double Points(double mm) => mm / OfficialFormat.MillimetresPerPoint;

    private static double FromBottom(double mm) => Points(OfficialFormat.PaperHeight - mm);

    private void Page(Page page)
    {
        var number = PageObject(page.Number);
        tags?.BeginPage(page.Number);
        content.Clear();
        Rules(page);
        foreach (var picture in page.Pictures)
            Picture(picture);
        content.Add("BT\n"u8);
        ink = Ink.Black;
        foreach (var text in page.Texts)
        {
            Mark(tags?.Of(text));
            Text(text);
        }
        Mark(null);
        content.Add("ET\n"u8);
        Stream(number + 1, "", content.Written);
        var annotations = Annotations(page);
        Begin(number).Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 "u8);
        file.Number(Points(OfficialFormat.PaperWidth)).Add(" "u8).Number(Points(OfficialFormat.PaperHeight));
        file.Add("]/Resources<</Font<<"u8);
        foreach (var used in page.Texts.Select(text => paged.Faces[text.Face]).Distinct())
            file.Add($"/F{used.Number} {FontObject(used)} 0 R");
        file.Add(">>"u8);
        if (page.Pictures.Count > 0)
        {
            file.Add("/XObject<<"u8);
            foreach (var image in page.Pictures.Select(placed => pictures[placed.Picture]).Distinct())
                file.Add($"/I{image} {image} 0 R");
            file.Add(">>"u8);
        }
        file.Add(">>"u8);
        if (annotations.Count > 0)
            file.Add("/Annots["u8).References(annotations).Add("]"u8);
        if (tags is not null)
            file.Add("/Tabs/S/StructParents "u8).Number(page.Number - 1);
        file.Add("/Contents "u8).Number(number + 1).Add(" 0 R>>\nendobj\n"u8);
    }

    // ---- marked content

    private TagTree.Mark? open;

    /// <summary>Begins the content of a tag, or of none, unless it is being written already.</summary>
    private void Mark(TagTree.Mark? mark)
    {
        if (tags is null || mark == open)
            return;
        if (open is not null)
            content.Add("EMC\n"u8);
        open = mark;
        if (mark is not { } begun)
            return;
        if (begun.Tag is null)
            content.Add("/Artifact BMC\n"u8);
        else
            content.Add($"/{begun.Tag.Name}<</MCID {tags.Begin(begun.Tag)}>>BDC\n");
    }

    // ---- what is drawn

    private Ink ink;

    private void Rules(Page page)
    {
        if (page.Rules.Count == 0)
            return;
        Mark(TagTree.Artifact);
        ink = Ink.Black;
        foreach (var rule in page.Rules)
        {
            Fill(rule.Ink);
            content.Number(Points(rule.X)).Add(" "u8).Number(FromBottom(rule.Y + rule.Height)).Add(" "u8);
            content.Number(Points(rule.Width)).Add(" "u8).Number(Points(rule.Height)).Add(" re f\n"u8);
        }
        Fill(Ink.Black);
        Mark(null);
    }

    private void Fill(Ink wanted)
    {
        if (wanted == ink)
            return;
        ink = wanted;
        Colour(wanted).Add("rg\n"u8);
    }

    private PdfBuffer Colour(Ink of)
    {
        var (red, green, blue) = of.Rgb();
        return content.Number(red / 255.0).Add(" "u8).Number(green / 255.0).Add(" "u8).Number(blue / 255.0).Add(" "u8);
    }

    private void Picture(PlacedPicture placed)
    {
        if (!pictures.TryGetValue(placed.Picture, out var number))
            pictures.Add(placed.Picture, number = Image(placed.Picture));
        Mark(tags?.Of(placed));
        content.Add("q "u8).Number(Points(placed.Width)).Add(" 0 0 "u8).Number(Points(placed.Height)).Add(" "u8);
        content.Number(Points(placed.X)).Add(" "u8).Number(FromBottom(placed.Y + placed.Height));
        content.Add($" cm /I{number} Do Q\n");
        Mark(null);
    }

    private int Image(PreparedPicture picture)
    {
        var number = Reserve(1);
        Begin(number).Add($"<</Type/XObject/Subtype/Image/Width {picture.PixelWidth}/Height {picture.PixelHeight}");
        file.Add("/ColorSpace/DeviceRGB/BitsPerComponent 8"u8);
        if (picture.Rows is { } rows)
        {
            file.Add($"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns {picture.PixelWidth}>>/Length ");
            file.Number(rows.Deflated.Length + 6).Add(">>\nstream\n"u8).Zlib(rows.Deflated, rows.Adler);
        }
        else
        {
            file.Add("/Filter/DCTDecode/Length "u8).Number(picture.File.Length).Add(">>\nstream\n"u8).Add(picture.File);
        }
        file.Add("\nendstream\nendobj\n"u8);
        return number;
    }

    private void Text(PlacedText text)
    {
        Fill(text.Ink);
        var used = paged.Faces[text.Face];
        if (text.Pen > 0)
            Colour(text.Ink).Add("RG 2 Tr "u8).Number(Points(text.Pen)).Add(" w\n"u8);
        content.Add("/F"u8).Number(used.Number).Add(" "u8).Number(text.Size).Add(" Tf "u8);
        if (text.IsTurned)
            content
                .Add("0 1 -1 0 "u8)
                .Number(Points(text.Baseline))
                .Add(" "u8)
                .Number(Points(text.Places[0]))
                .Add(" Tm["u8);
        else
            content
                .Add("1 0 0 1 "u8)
                .Number(Points(text.Places[0]))
                .Add(" "u8)
                .Number(FromBottom(text.Baseline))
                .Add(" Tm["u8);
        Glyphs(text, used);
        if (text.Pen > 0)
            content.Add("0 Tr\n"u8);
    }

    private void Glyphs(PlacedText text, UsedFace used)
    {
        // The pen as the reader moves it: by whole thousandths of the size, and by what stands in the array.
        var pen = Math.Round(Points(text.Places[0]), 3);
        var isOpen = false;
        for (var i = 0; i < text.Runes.Length; i++)
        {
            var back = Math.Round((pen - Points(text.Places[i])) * 1000 / text.Size, 1);
            if (i > 0 && Math.Abs(back) >= 0.1)
            {
                if (isOpen)
                    content.Add(">"u8);
                isOpen = false;
                content.Number(back);
                pen -= back * text.Size / 1000;
            }
            if (!isOpen)
                content.Add("<"u8);
            isOpen = true;
            content.Hex(used.Place(text.Runes[i]));
            pen += Thousandths(text.Face, text.Runes[i]) * text.Size / 1000;
        }
        content.Add(isOpen ? ">]TJ\n"u8 : "]TJ\n"u8);
    }

    // ---- what can be clicked or signed

    private List<int> Annotations(Page page)
    {
        var numbers = new List<int>();
        foreach (var text in page.Texts.Where(text => text.Figure?.Address is not null))
            numbers.Add(Link(text));
        foreach (var seal in set.Seals.Where(seal => seal.Page == page.Number))
        {
            var field = SealField(seal);
            numbers.Add(field);
            sealFields.Add(field);
        }
        return numbers;
    }

    private PdfBuffer Rectangle(double left, double top, double width, double height)
    {
        file.Number(Points(left)).Add(" "u8).Number(FromBottom(top + height)).Add(" "u8);
        return file.Number(Points(left + width)).Add(" "u8).Number(FromBottom(top));
    }

    private int Link(PlacedText text)
    {
        var number = Reserve(1);
        var box = text.Box;
        Begin(number).Add("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["u8);
        Rectangle(box.X, box.Y, box.Width, box.Height).Add("]/Contents"u8);
        file.TextString(text.Figure!.Text).Add("/A<</S/URI/URI("u8);
        foreach (var c in text.Figure.Address!.AbsoluteUri)
            file.Add(c is '(' or ')' or '\\' ? "\\" + c : c.ToString());
        file.Add(")>>"u8);
        if (tags?.Annotate(text, number) is { } parent)
            file.Add("/StructParent "u8).Number(parent);
        file.Add(">>\nendobj\n"u8);
        return number;
    }

    /// <summary>An empty signature field (ISO 32000-1 §12.7.4.5) where the seal goes, for programs that seal.</summary>
    private int SealField(SealPlace seal)
    {
        var number = Reserve(2);
        var (left, top) = (seal.X - (seal.Diameter / 2), seal.Y - (seal.Diameter / 2));
        Begin(number).Add($"<</Type/Annot/Subtype/Widget/FT/Sig/T(seal{sealFields.Count + 1})/TU");
        file.TextString(seal.Signer).Add("/F 4/Rect["u8);
        Rectangle(left, top, seal.Diameter, seal.Diameter);
        file.Add($"]/P {PageObject(seal.Page)} 0 R/AP<</N {number + 1} 0 R>>");
        if (tags?.Annotate(seal, number) is { } parent)
            file.Add("/StructParent "u8).Number(parent);
        file.Add(">>\nendobj\n"u8);
        Begin(number + 1).Add("<</Type/XObject/Subtype/Form/BBox[0 0 "u8).Number(Points(seal.Diameter)).Add(" "u8);
        file.Number(Points(seal.Diameter)).Add("]/Resources<<>>/Length 0>>\nstream\n\nendstream\nendobj\n"u8);
        return number;
    }
}
