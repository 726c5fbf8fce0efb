using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Xiangyin.Web.Site;

/// <summary>QR codes: as SVG for pages and paper, as characters for a terminal.</summary>
internal static class Qr
{
    /// <param name="content">What a camera reads.</param>
    /// <param name="label">The same in words, for whoever can't see it.</param>
    public static IHtmlContent Svg(string content, string label)
    {
        using var code = Code(content);
        var modules = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                var from = x;
                while (x < modules.Count && modules[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return new HtmlContentBuilder()
            .AppendHtml(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""<svg class="qr" viewBox="0 0 {modules.Count} {modules.Count}" role="img" shape-rendering="crispEdges" aria-label="""
                )
            )
            .AppendHtml("\"")
            .Append(label)
            .AppendHtml($"\"><path d=\"{path}\"/></svg>");
    }

    public static string Characters(string content)
    {
        using var code = Code(content);
        using var characters = new AsciiQRCode(code);
        return characters.GetGraphicSmall();
    }

    // The quiet zone belongs to the code; a page may stand close to it.
    private static QRCodeData Code(string content)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
    }
}
