using System.Globalization;
using System.Security.Cryptography;

namespace Xiangyin.Documents;

// The catalogue, what the document is, and the file's end.
internal sealed partial class PdfWriter
{
    private string Title => document.Title.ReplaceLineEndings(" ");

    private string Author => document.Signature?.Signers.FirstOrDefault() ?? document.Head?.Mark ?? "";

    private void Catalog(int outline, int tags)
    {
        var language = Words.Of(document.Script).Language;
        Begin(Catalogue).Add($"<</Type/Catalog/Pages {PageTree} 0 R/Lang({language})/Metadata {Metadata} 0 R");
        file.Add($"/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1");
        file.Add($"/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {Profile} 0 R>>]");
        if (outline > 0)
            file.Add($"/Outlines {outline} 0 R");
        if (tags > 0)
            file.Add($"/MarkInfo<</Marked true>>/StructTreeRoot {tags} 0 R");
        if (sealFields.Count > 0)
            file.Add("/AcroForm<</Fields["u8).References(sealFields).Add("]>>"u8);
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
