using System.IO.Compression;
using System.Text;
using Xiangyin.Documents;

namespace Xiangyin.Web.Tests.Features.Checks.Uploads;

/// <summary>A file that something went wrong with.</summary>
/// <param name="Kind">What it was and what went wrong.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record SpoiltFile(string Kind, byte[] Content);

/// <summary>
/// Files of ours, spoilt at random and the same for the same seed: bits turned, bytes overwritten, cut short, spliced, said again, packed into one another, their XML altered
/// before it is packed, their encoding another than they say, line ends mixed, halves of surrogate pairs. The tests take some, the bench as many as its minutes hold.
/// </summary>
internal sealed class SpoiltFiles
{
    private const int MostRepeated = 200_000;
    private static readonly string[] Encodings = ["utf-8", "gb18030", "big5", "utf-16", "utf-16BE", "iso-8859-1"];
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r", "\n\r", "\u2028", "\u0085", "\0"];

    private readonly Random random;
    private readonly IReadOnlyList<string> texts;
    private readonly List<(string Name, byte[] Content)> files;

    static SpoiltFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="seed">The same gives the same files.</param>
    /// <param name="texts">What plain files say.</param>
    public SpoiltFiles(int seed, IReadOnlyList<string> texts)
    {
        random = new(seed);
        this.texts = texts;
        files =
        [
            ("docx", OwnFiles.NumberedWord()),
            ("pdf", OwnFiles.Paper(d => d.ToPdf)),
            ("ofd", OwnFiles.Paper(d => d.ToOfd)),
            ("docx of ours", OwnFiles.Paper(d => (stream, _) => d.ToDocx(stream))),
            ("html", Encoding.UTF8.GetBytes(OwnFiles.Html)),
        ];
    }

    /// <summary>The next one.</summary>
    public SpoiltFile Next()
    {
        var (name, content) = random.Next(3) == 0 ? ("txt", Encoded(Text())) : files[random.Next(files.Count)];
        (string How, byte[] Content) spoilt = random.Next(9) switch
        {
            0 => ("whole", content),
            1 => ("bits turned", Turned(content)),
            2 => ("overwritten", Overwritten(content)),
            3 => ("cut short", content[..random.Next(content.Length + 1)]),
            4 => ("spliced", Spliced(content, files[random.Next(files.Count)].Content)),
            5 => ("said again", Repeated(content)),
            6 => ("packed", Packed(content, random.Next(1, 6))),
            7 when content.AsSpan().StartsWith("PK"u8) => ("altered within", Altered(content)),
            _ => ("text in disguise", Disguised(Text())),
        };
        return new($"{name}, {spoilt.How}", spoilt.Content);
    }

    /// <summary>The next text, with whatever line ends and surrogates.</summary>
    public string Text()
    {
        var text = texts[random.Next(texts.Count)];
        return random.Next(5) switch
        {
            0 => Lines(text),
            1 => Halves(text),
            2 => string.Concat(Enumerable.Repeat(Piece(text), Math.Max(1, random.Next(MostRepeated) / 20))),
            3 => Piece(text) + Piece(texts[random.Next(texts.Count)]) + Piece(text),
            _ => text,
        };
    }

    private string Piece(string text)
    {
        var from = random.Next(text.Length + 1);
        return text.Substring(from, Math.Min(text.Length - from, random.Next(1, 20)));
    }

    private string Lines(string text) =>
        string.Concat(text.Split('\n').Select(line => line + LineEnds[random.Next(LineEnds.Length)]));

    private string Halves(string text)
    {
        var spoilt = new StringBuilder(text);
        for (var i = random.Next(1, 10); i > 0; i--)
        {
            spoilt.Insert(random.Next(spoilt.Length + 1), (char)random.Next(0xD800, 0xE000));
        }

        return spoilt.ToString();
    }

    private byte[] Encoded(string text)
    {
        var encoding = Encoding.GetEncoding(Encodings[random.Next(Encodings.Length)]);
        return random.Next(2) == 0 ? encoding.GetBytes(text) : [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    // It says one thing and is another: a mark of one encoding before the bytes of another, a page that names the wrong one, a text that begins as a PDF or a Word file does.
    private byte[] Disguised(string text)
    {
        var said = Encoding.GetEncoding(Encodings[random.Next(Encodings.Length)]);
        byte[] begin = random.Next(4) switch
        {
            0 => said.GetPreamble(),
            1 => Encoding.ASCII.GetBytes($"<html><meta charset=\"{said.WebName}\"><p>"),
            2 => [.. "%PDF-1.7\n"u8],
            _ => [.. "PK\x03\x04"u8],
        };
        return [.. begin, .. Encoded(text)];
    }

    private byte[] Turned(byte[] content)
    {
        var spoilt = (byte[])content.Clone();
        for (var i = random.Next(1, 40); i > 0 && spoilt.Length > 0; i--)
        {
            spoilt[random.Next(spoilt.Length)] ^= (byte)(1 << random.Next(8));
        }

        return spoilt;
    }

    private byte[] Overwritten(byte[] content)
    {
        var spoilt = (byte[])content.Clone();
        for (var i = random.Next(1, 30); i > 0 && spoilt.Length > 0; i--)
        {
            var from = random.Next(spoilt.Length);
            random.NextBytes(spoilt.AsSpan(from, Math.Min(random.Next(1, 8), spoilt.Length - from)));
        }

        return spoilt;
    }

    private byte[] Spliced(byte[] one, byte[] other) =>
        [.. one.AsSpan(0, random.Next(one.Length + 1)), .. other.AsSpan(random.Next(other.Length + 1))];

    private byte[] Repeated(byte[] content)
    {
        var from = random.Next(content.Length + 1);
        var piece = content.AsSpan(from, Math.Min(content.Length - from, random.Next(1, 400))).ToArray();
        var again = Enumerable.Repeat(piece, random.Next(2, 300)).SelectMany(p => p);
        return [.. content.AsSpan(0, from), .. again, .. content.AsSpan(from)];
    }

    // A zip in a zip in a zip, each with the parts that make a reader look further.
    private static byte[] Packed(byte[] content, int deep)
    {
        for (; deep > 0; deep--)
        {
            content = Rezipped([
                ("[Content_Types].xml", "<Types/>"u8.ToArray()),
                ("word/document.xml", content),
                ("OFD.xml", content),
            ]);
        }

        return content;
    }

    // What stands in the parts, altered before they are packed: such a file is a sound zip.
    private byte[] Altered(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content));
        var parts = new List<(string, byte[])>();
        foreach (var entry in zip.Entries)
        {
            using var part = new MemoryStream();
            using (var from = entry.Open())
            {
                from.CopyTo(part);
            }

            parts.Add((entry.FullName, random.Next(3) == 0 ? AlteredXml(part.ToArray()) : part.ToArray()));
        }

        return Rezipped(parts);
    }

    private byte[] AlteredXml(byte[] content)
    {
        var xml = Encoding.UTF8.GetString(content);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var digits = Enumerable.Range(0, xml.Length).Where(at => char.IsAsciiDigit(xml[at])).ToList();
            var tag = xml.Length == 0 ? -1 : xml.IndexOf('<', random.Next(xml.Length));
            xml = random.Next(4) switch
            {
                0 when digits.Count > 0 => Replaced(xml, digits[random.Next(digits.Count)], 1, Number()),
                1 when tag >= 0 => xml.Insert(tag, Text()),
                2 when tag >= 0 && xml.IndexOf('>', tag) is >= 0 and var end => xml.Remove(tag, end - tag + 1),
                3 when tag >= 0 && xml.IndexOf('>', tag) is >= 0 and var end => xml.Insert(
                    tag,
                    string.Concat(Enumerable.Repeat(xml[tag..(end + 1)], random.Next(1, 300)))
                ),
                _ => xml,
            };
        }

        return Encoding.UTF8.GetBytes(xml);
    }

    private string Number() =>
        random.Next(6) switch
        {
            0 => "-1",
            1 => "999999999999",
            2 => "2147483647",
            3 => "1e308",
            4 => "",
            _ => "NaN",
        };

    private static string Replaced(string text, int at, int length, string by) =>
        text.Remove(at, length).Insert(at, by);

    private static byte[] Rezipped(IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }
}
