namespace Xiangyin.Documents;

/// <summary>Writes a finished page as SVG 1.1 in millimetres.</summary>
internal static class SvgWriter
{
    public static string Write(OfficialDocument document, Page page)
    {
        var xml = new XmlBuffer();
        var language = Words.Of(document.Script).Language;
        xml.Markup($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 210 297\" lang=\"{language}\">");
        xml.Markup("<rect width=\"210\" height=\"297\" fill=\"#fff\"/>"u8);
        foreach (var rule in page.Rules)
        {
            xml.Markup("<rect x=\""u8).Number(rule.X).Markup("\" y=\""u8).Number(rule.Y).Markup("\" width=\""u8);
            xml.Number(rule.Width).Markup("\" height=\""u8).Number(rule.Height).Markup("\""u8);
            Fill(xml, rule.Ink).Markup("/>"u8);
        }
        foreach (var picture in page.Pictures)
            Picture(xml, picture);
        foreach (var text in page.Texts)
            Text(xml, text, document.Script);
        return xml.Markup("</svg>"u8).ToString();
    }

    private static XmlBuffer Fill(XmlBuffer xml, Ink ink)
    {
        var (red, green, blue) = ink.Rgb();
        return ink == Ink.Black ? xml : xml.Markup($" fill=\"#{red:x2}{green:x2}{blue:x2}\"");
    }

    private static void Picture(XmlBuffer xml, PlacedPicture placed)
    {
        xml.Markup("<image x=\""u8).Number(placed.X).Markup("\" y=\""u8).Number(placed.Y).Markup("\" width=\""u8);
        xml.Number(placed.Width)
            .Markup("\" height=\""u8)
            .Number(placed.Height)
            .Markup("\" role=\"img\" aria-label=\""u8);
        xml.Text(placed.Description).Markup($"\" href=\"data:image/{placed.Picture.Extension};base64,");
        xml.Markup(Convert.ToBase64String(placed.Picture.File)).Markup("\"/>"u8);
    }

    private static void Text(XmlBuffer xml, PlacedText text, Script script)
    {
        var address = text.Figure?.Address;
        if (address is not null)
            xml.Markup("<a href=\""u8).Text(address.AbsoluteUri).Markup("\">"u8);
        xml.Markup("<text y=\""u8).Number(text.Baseline).Markup("\" font-size=\""u8).Number(text.Height);
        xml.Markup("\" font-family=\""u8).Text(Families(text, script)).Markup("\""u8);
        Fill(xml, text.Ink);
        if (text.Pen > 0)
        {
            var (red, green, blue) = text.Ink.Rgb();
            xml.Markup($" stroke=\"#{red:x2}{green:x2}{blue:x2}\" stroke-width=\"").Number(text.Pen).Markup("\""u8);
        }
        if (text.IsTurned)
            xml.Markup(" transform=\"matrix(0 -1 1 0 0 297)\""u8);
        xml.Markup(" x=\""u8);
        foreach (var place in text.Places)
            xml.Number(Math.Round(place, 3)).Markup(" "u8);
        xml.Markup("\">"u8).Text(text.Text).Markup("</text>"u8);
        if (address is not null)
            xml.Markup("</a>"u8);
    }

    /// <summary>The official face, the usual ones of its kind on desks and telephones, the one that it was laid out with.</summary>
    private static string Families(PlacedText text, Script script)
    {
        var usual = text.Role switch
        {
            FontRole.FangSong => "FangSong,STFangsong",
            FontRole.Kai => "KaiTi,STKaiti",
            FontRole.Hei => "SimHei,Heiti SC",
            _ => "SimSun,Songti SC",
        };
        var generic = text.Role == FontRole.Hei ? "sans-serif" : "serif";
        return $"'{FontLibrary.OfficialName(text.Role, script)}',{usual},'{text.Face.Family}',{generic}";
    }
}
