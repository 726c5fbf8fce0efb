using System.Text;

namespace Xiangyin.Documents;

// The parts around the text.
internal sealed partial class DocxWriter
{
    private static ReadOnlySpan<byte> PackageRelations =>
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
        """u8;

    private static ReadOnlySpan<byte> Settings =>
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>
        """u8;

    private byte[] ContentTypes()
    {
        const string main = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
        var types = new StringBuilder(Declaration);
        types.Append(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
        );
        void Part(string name, string type) =>
            types.Append($"<Override PartName=\"/word/{name}.xml\" ContentType=\"{main}{type}+xml\"/>");
        Part("document", "document.main");
        Part("styles", "styles");
        Part("settings", "settings");
        Part("footer1", "footer");
        Part("footer2", "footer");
        if (IsLetter)
        {
            Part("header1", "header");
            Part("footer3", "footer");
        }
        if (landscapes > 0)
        {
            Part("footer4", "footer");
            Part("footer5", "footer");
        }
        for (var i = 1; i <= charts.Count; i++)
            types.Append(
                $"<Override PartName=\"/word/charts/chart{i}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
            );
        return Encoding.UTF8.GetBytes(types.Append("</Types>").ToString());
    }

    private byte[] Relations()
    {
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        xml.Clear()
            .Markup(Declaration)
            .Markup("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"u8);
        void Part(string id, string type, string target) =>
            xml.Markup($"<Relationship Id=\"{id}\" Type=\"{office}{type}\" Target=\"{target}\"/>");
        Part("rIdStyles", "styles", "styles.xml");
        Part("rIdSettings", "settings", "settings.xml");
        Part("rIdOdd", "footer", "footer1.xml");
        Part("rIdEven", "footer", "footer2.xml");
        if (IsLetter)
        {
            Part("rIdHeadFirst", "header", "header1.xml");
            Part("rIdFootFirst", "footer", "footer3.xml");
        }
        if (landscapes > 0)
        {
            Part("rIdTurnedOdd", "footer", "footer4.xml");
            Part("rIdTurnedEven", "footer", "footer5.xml");
        }
        for (var i = 0; i < media.Count; i++)
            Part($"rIdImage{i + 1}", "image", "media/" + MediaName(i));
        for (var i = 1; i <= charts.Count; i++)
            Part($"rIdChart{i}", "chart", $"charts/chart{i}.xml");
        if (figures.Count > 0)
            Part("rIdFigures", "customXml", "../customXml/item1.xml");
        foreach (var (address, number) in addresses)
        {
            xml.Markup($"<Relationship Id=\"rIdLink{number}\" Type=\"{office}hyperlink\" Target=\"");
            xml.Text(address).Markup("\" TargetMode=\"External\"/>"u8);
        }
        return xml.Markup("</Relationships>"u8).Written.ToArray();
    }

    private byte[] Properties()
    {
        xml.Clear().Markup(Declaration);
        xml.Markup(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"u8
        );
        xml.Text(document.Title.ReplaceLineEndings(" ")).Markup("</dc:title><dc:creator>"u8);
        xml.Text(document.Signature?.Signers.FirstOrDefault() ?? document.Head?.Mark ?? "");
        var day = document.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        xml.Markup($"</dc:creator><dc:language>{words.Language}</dc:language>");
        xml.Markup($"<dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>");
        xml.Markup(
            $"<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"
        );
        return xml.Written.ToArray();
    }

    /// <summary>What each bookmarked figure is, for programs that read the document back.</summary>
    private byte[] Figures()
    {
        xml.Clear().Markup(Declaration).Markup("<figures xmlns=\"urn:xiangyin:figures:1\">"u8);
        for (var i = 0; i < figures.Count; i++)
        {
            xml.Markup("<figure bookmark=\"_figure"u8).Number(i + 1).Markup("\""u8);
            if (figures[i].Id is { } id)
                xml.Markup(" id=\""u8).Text(id).Markup("\""u8);
            if (figures[i].Address is { } address)
                xml.Markup(" address=\""u8).Text(address.AbsoluteUri).Markup("\""u8);
            xml.Markup(">"u8).Text(figures[i].Text).Markup("</figure>"u8);
        }
        return xml.Markup("</figures>"u8).Written.ToArray();
    }
}
