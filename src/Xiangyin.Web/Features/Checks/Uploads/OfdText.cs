using System.Globalization;
using System.Xml.Linq;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The text of an OFD as this program writes it: pages of text objects, each a run of one line (GB/T 33190-2016, 11).</summary>
internal static class OfdText
{
    public const string Root = "OFD.xml";
    private const int MostPages = 300;
    private static readonly XNamespace Ofd = "http://www.ofdspec.org/2016";

    /// <exception cref="UploadRefusal">It is broken, or has no text.</exception>
    public static string Read(BoundedZip zip)
    {
        var document = Beside("", zip.FindXml(Root)?.Descendants(Ofd + "DocRoot").FirstOrDefault()?.Value);
        var pages =
            zip.FindXml(document)
                ?.Descendants(Ofd + "Page")
                .Select(p => p.Attribute("BaseLoc")?.Value)
                .Take(MostPages + 1)
                .ToList()
            ?? throw new UploadRefusal(UploadRefusal.Broken);
        if (pages.Count > MostPages)
        {
            throw new UploadRefusal(UploadRefusal.TooLong, Upload.MostCharacters / 10_000);
        }

        var lines = new PageLines();
        foreach (var page in pages)
        {
            Read(zip.FindXml(Beside(document, page)) ?? throw new UploadRefusal(UploadRefusal.Broken), lines);
        }

        return lines.Text() is { Length: > 0 } text ? text : throw new UploadRefusal(UploadRefusal.Scanned);
    }

    private static void Read(XDocument page, PageLines lines)
    {
        var runs = page.Descendants(Ofd + "TextObject")
            .Select(o =>
                (
                    Box: Numbers(o.Attribute("Boundary")?.Value),
                    Size: Numbers(o.Attribute("Size")?.Value),
                    Base: Numbers(o.Element(Ofd + "TextCode")?.Attribute("Y")?.Value),
                    Text: string.Concat(o.Elements(Ofd + "TextCode").Select(c => c.Value))
                )
            )
            .Where(r => r.Box.Length == 4 && r.Base.Length == 1 && r.Text.Length > 0);
        foreach (var row in runs.GroupBy(r => Math.Round(r.Box[1] + r.Base[0])).OrderBy(g => g.Key))
        {
            var inOrder = row.OrderBy(r => r.Box[0]).ToList();
            var last = inOrder[^1].Box;
            lines.Add(
                new(
                    string.Concat(inOrder.Select(r => r.Text)),
                    inOrder[0].Box[0],
                    last[0] + last[2],
                    inOrder[0].Size is [var size] ? size : last[3]
                )
            );
        }
    }

    private static double[] Numbers(string? text)
    {
        var numbers = new List<double>();
        foreach (var word in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return [];
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static string Beside(string part, string? name) =>
        name is null ? throw new UploadRefusal(UploadRefusal.Broken)
        : name.StartsWith('/') ? name.TrimStart('/')
        : part[..(part.LastIndexOf('/') + 1)] + name;
}
