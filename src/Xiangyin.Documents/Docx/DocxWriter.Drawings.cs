using System.Globalization;

namespace Xiangyin.Documents;

// Pictures, charts and the verification code, as DrawingML.
internal sealed partial class DocxWriter
{
    private const int EmusPerMillimetre = 36_000;

    private const string Drawing =
        "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";

    private readonly List<(byte[] File, string Extension)> media = [];
    private readonly List<Chart> charts = [];
    private int drawings;

    private bool HasOwnParts => landscapes > 0 || charts.Count > 0;

    private string MediaName(int number) => $"image{number + 1}.{media[number].Extension}";

    private void Picture(Picture picture, int index)
    {
        var prepared = PreparedPicture.Of(picture);
        media.Add((prepared.File, prepared.Extension));
        OpenDrawing(index);
        Inline(prepared.Width, prepared.Height, picture.Description, Image(prepared.Width, prepared.Height));
        xml.Markup("</w:p>"u8);
    }

    private void Chart(Element element, int index)
    {
        var chart = element.Chart!;
        charts.Add(chart);
        var bars = chart.Categories.Length * ((chart.Series.Length * 4.4) + 2.2);
        var height = Math.Clamp(bars + 12, 40, 200);
        OpenDrawing(index);
        Inline(
            OfficialFormat.AreaWidth,
            height,
            PlainText.Of(element.Text),
            $"<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"rIdChart{charts.Count}\"/></a:graphicData></a:graphic>"
        );
        xml.Markup("</w:p>"u8);
    }

    /// <summary>A drawing's paragraph is as high as the drawing, and stays with the caption under it.</summary>
    private void OpenDrawing(int index)
    {
        var isCaptioned = index + 1 < elements.Count && elements[index + 1].Role == Role.Caption;
        xml.Markup("<w:p><w:pPr>"u8).Markup(isCaptioned ? "<w:keepNext/>"u8 : ""u8);
        xml.Markup(
            "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/></w:pPr>"u8
        );
    }

    private void Inline(double width, double height, string description, string graphic)
    {
        xml.Markup("<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"u8);
        xml.Markup($"<wp:extent cx=\"{Emus(width)}\" cy=\"{Emus(height)}\"/>");
        Described(description);
        xml.Markup(graphic).Markup("</wp:inline></w:drawing></w:r>"u8);
    }

    private void Described(string description)
    {
        drawings++;
        xml.Markup($"<wp:docPr id=\"{drawings}\" name=\"drawing{drawings}\" descr=\"")
            .Text(description)
            .Markup("\"/>"u8);
        xml.Markup("<wp:cNvGraphicFramePr/>"u8);
    }

    private string Image(double width, double height) =>
        $"<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdImage{media.Count}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{Emus(width)}\" cy=\"{Emus(height)}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>";

    private static long Emus(double mm) => (long)Math.Round(mm * EmusPerMillimetre);

    /// <summary>At the binding edge under the type area, as on our own pages, wherever the word processor ends.</summary>
    private void VerificationCode()
    {
        if (document.Verification is not { } address)
            return;
        const double side = 20; // with its quiet zone
        media.Add((QrCode.Png(address), "png"));
        xml.Markup(
            "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"1\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>"u8
        );
        xml.Markup("<wp:positionH relativeFrom=\"margin\"><wp:align>inside</wp:align></wp:positionH>"u8);
        var top = IsLetter ? PageGrid.Bottom - side : PageGrid.Bottom + 2.5;
        xml.Markup($"<wp:positionV relativeFrom=\"page\"><wp:posOffset>{Emus(top)}</wp:posOffset></wp:positionV>");
        xml.Markup($"<wp:extent cx=\"{Emus(side)}\" cy=\"{Emus(side)}\"/><wp:wrapNone/>");
        Described($"{words.Verify} {address.AbsoluteUri}");
        xml.Markup(Image(side, side)).Markup("</wp:anchor></w:drawing></w:r>"u8);
    }

    /// <summary>A chart of bars (ISO/IEC 29500 part 1, §21.2), with its values in it.</summary>
    private byte[] ChartPart(Chart chart)
    {
        string[] greys = ["5A5A5A", "D7D7D7", "A0A0A0", "000000"];
        xml.Clear().Markup(Declaration);
        xml.Markup(
            "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/><c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>"u8
        );
        for (var i = 0; i < chart.Series.Length; i++)
        {
            var series = chart.Series[i];
            xml.Markup($"<c:ser><c:idx val=\"{i}\"/><c:order val=\"{i}\"/><c:tx><c:v>").Text(series.Name);
            xml.Markup(
                $"</c:v></c:tx><c:spPr><a:solidFill><a:srgbClr val=\"{greys[i]}\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>"
            );
            xml.Markup(
                "<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>"u8
            );
            xml.Markup($"<c:cat><c:strLit><c:ptCount val=\"{chart.Categories.Length}\"/>");
            for (var k = 0; k < chart.Categories.Length; k++)
                xml.Markup($"<c:pt idx=\"{k}\"><c:v>").Text(chart.Categories[k]).Markup("</c:v></c:pt>"u8);
            xml.Markup(
                $"</c:strLit></c:cat><c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{chart.Categories.Length}\"/>"
            );
            for (var k = 0; k < series.Values.Length; k++)
            {
                if (series.Values[k] is { } value)
                    xml.Markup($"<c:pt idx=\"{k}\"><c:v>{value.ToString(CultureInfo.InvariantCulture)}</c:v></c:pt>");
            }
            xml.Markup("</c:numLit></c:val></c:ser>"u8);
        }
        xml.Markup("<c:gapWidth val=\"50\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>"u8);
        // The first category on top.
        xml.Markup(
            "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"2\"/></c:catAx>"u8
        );
        xml.Markup(
            "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"t\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/></c:valAx></c:plotArea>"u8
        );
        if (chart.Series.Length > 1 || chart.Series[0].Name.Length > 0)
            xml.Markup("<c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/></c:legend>"u8);
        xml.Markup(
            "<c:plotVisOnly val=\"1\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1050\"/></a:pPr><a:endParaRPr lang=\""u8
        );
        xml.Markup(words.Language).Markup("\"/></a:p></c:txPr></c:chartSpace>"u8);
        return xml.Written.ToArray();
    }
}
