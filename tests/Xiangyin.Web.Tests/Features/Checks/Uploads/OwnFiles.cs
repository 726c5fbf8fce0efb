using System.IO.Compression;
using Xiangyin.Documents;

namespace Xiangyin.Web.Tests.Features.Checks.Uploads;

/// <summary>Files of ours in every form that is taken.</summary>
internal static class OwnFiles
{
    public const string Html = """
        <!DOCTYPE html><html><head><meta charset="iso-8859-1"><title>网站</title><style>p{}</style></head>
        <body><script>alert('<p>')</script><h1>桐花镇总结</h1><p>中心组学习<b>12</b>次&ldquo;好&rdquo;<br>第二行<!-- 不看 --></p><table><tr><td>市级</td><td>33篇</td></tr></table></body></html>
        """;

    public const string Body =
        "桐花镇认真学习，党委中心组全年集中学习12次，机关干部职工学习15次，各村宣讲会议精神各2场次，发放各类宣传单六千余份，上稿一百余篇，做到了人人有任务、月月有活动、年年有进步。";

    public static byte[] Paper(Func<OfficialDocument, Func<Stream, PageOptions?, Written>> form)
    {
        var document = new OfficialDocument
        {
            Title = "桐花镇2021年宣传工作总结",
            Date = new DateOnly(2022, 1, 14),
            Body = [new Paragraph(Body), new Paragraph("以上。")],
            Signature = new Signature("桐花镇人民政府"),
        };
        using var stream = new MemoryStream();
        form(document)(stream, null);
        return stream.ToArray();
    }

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return file.ToArray();
    }

    public static byte[] NumberedWord()
    {
        const string w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        string Level(int level, string format, string text) =>
            $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>";
        string Line(int level, string words) =>
            $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>";
        return Zip(
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
            (
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
            (
                "word/numbering.xml",
                $"<w:numbering {w}><w:abstractNum w:abstractNumId=\"3\">{Level(0, "chineseCountingThousand", "%1、")}{Level(1, "chineseCounting", "（%2）")}</w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>"
            ),
            (
                "word/document.xml",
                $"<w:document {w}><w:body>{Line(0, "理论学习")}{Line(1, "中心组")}{Line(1, "干部")}{Line(0, "宣传")}{Line(1, "上稿")}</w:body></w:document>"
            )
        );
    }
}
