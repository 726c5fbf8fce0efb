using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// PDF (ISO 32000-1): blanks its document information (14.3.3) and its XMP metadata (14.3.2), and cleans the JPEGs in it, each in the room that
/// it has, so that nothing else moves: pages, tags and links stay. A file that is signed or locked is left as it is, for any change would break it;
/// so is a part that can't be written anew in its room.
/// </summary>
internal static partial class PdfCleaning
{
    private const int MostUnpacked = 64 << 20;

    private static readonly byte[] NoMetadata =
    [
        .. """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end="w"?>"""u8,
    ];

    /// <summary>What <see cref="PdfProcess"/> is asked.</summary>
    public const string Question = "cleaned";

    /// <summary>The file without who made it; as it is where that can't be had within bounds.</summary>
    public static async Task<byte[]> Clean(byte[] file, CancellationToken ct)
    {
        try
        {
            return await PdfProcess.Ask(Question, file, ct).SingleAsync(ct);
        }
        catch (PdfRefusal)
        {
            return file;
        }
    }

    /// <summary>The file without who made it, cleaned here and now.</summary>
    public static byte[] Cleaned(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        if (Sealed().IsMatch(text))
        {
            return file;
        }

        var cleaned = file.ToArray();
        var information = Information().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        for (var found = Object().Match(text); found.Success; )
        {
            var start = found.Index + found.Length;
            var content = Content().Match(text, start);
            if (!content.Success)
            {
                break;
            }

            var end = content.Index;
            if (information.Contains(found.Groups[1].Value))
            {
                Blank(cleaned.AsSpan(start..end));
            }

            if (content.Value.StartsWith("stream", StringComparison.Ordinal))
            {
                var data = content.Index + content.Length;
                end = EndOf(text, text[start..content.Index], data);
                CleanStream(text[start..content.Index], cleaned.AsSpan(data..end), information);
            }

            found = Object().Match(text, end);
        }

        return OpensAs(file, cleaned) ? cleaned : file;
    }

    private static int EndOf(string text, string dictionary, int data)
    {
        if (
            Length().Match(dictionary) is { Success: true } said
            && int.TryParse(said.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && data + (long)length <= text.Length
            && text.AsSpan(data + length).TrimStart().StartsWith("endstream")
        )
        {
            return data + length;
        }

        var end = text.IndexOf("endstream", data, StringComparison.Ordinal);
        return end < 0 ? text.Length : end;
    }

    private static void CleanStream(string dictionary, Span<byte> data, HashSet<string> information)
    {
        var filters = Filter().Match(dictionary) is { Success: true } filter
            ? Name().Matches(filter.Value[7..]).Select(m => m.Value).ToList()
            : [];
        if (Metadata().IsMatch(dictionary))
        {
            if (filters.Count == 0)
            {
                Put(NoMetadata, data, (byte)' ');
            }
            else if (filters is ["/FlateDecode"])
            {
                Put(Pack(NoMetadata), data, 0);
            }
        }
        else if (filters is ["/DCTDecode"])
        {
            CleanJpeg(data);
        }
        else if (
            filters is ["/FlateDecode"]
            && First().Match(dictionary) is { Success: true } first
            && !dictionary.Contains("/Predictor", StringComparison.Ordinal)
        )
        {
            CleanObjects(data, int.Parse(first.Groups[1].Value, CultureInfo.InvariantCulture), information);
        }
    }

    private static void CleanJpeg(Span<byte> data)
    {
        try
        {
            Put(JpegCleaning.Clean(data.ToArray()), data, 0);
        }
        catch (InvalidDataException)
        {
            // A picture that its maker left broken stays as it is.
        }
    }

    // Objects packed together (7.5.7): pairs of number and place come first.
    private static void CleanObjects(Span<byte> data, int first, HashSet<string> information)
    {
        if (Unpack(data.ToArray()) is not { } objects || first > objects.Length)
        {
            return;
        }

        var pairs = Encoding
            .Latin1.GetString(objects, 0, first)
            .Split((char[])[' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var isChanged = false;
        for (var i = 0; i + 1 < pairs.Length; i += 2)
        {
            if (information.Contains(pairs[i]))
            {
                var from = first + int.Parse(pairs[i + 1], CultureInfo.InvariantCulture);
                var to =
                    i + 3 < pairs.Length
                        ? first + int.Parse(pairs[i + 3], CultureInfo.InvariantCulture)
                        : objects.Length;
                Blank(objects.AsSpan(from..to));
                isChanged = true;
            }
        }

        if (isChanged)
        {
            Put(Pack(objects), data, 0);
        }
    }

    // Every string becomes spaces; what it is and how long stays.
    private static void Blank(Span<byte> content)
    {
        for (var at = 0; at < content.Length; at++)
        {
            switch (content[at])
            {
                case (byte)'(':
                    at = BlankText(content, at);
                    break;
                case (byte)'<' when at + 1 < content.Length && content[at + 1] == '<':
                    at++;
                    break;
                case (byte)'<':
                    for (var digit = 0; ++at < content.Length && content[at] != '>'; digit++)
                    {
                        content[at] = (byte)(digit % 2 == 0 ? '2' : '0');
                    }

                    break;
            }
        }
    }

    private static int BlankText(Span<byte> content, int at)
    {
        for (var depth = 1; ++at < content.Length; )
        {
            var isEscaped = content[at] == '\\';
            depth += content[at] switch
            {
                (byte)'(' => 1,
                (byte)')' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                break;
            }

            content[at] = (byte)' ';
            if (isEscaped && at + 1 < content.Length)
            {
                content[++at] = (byte)' ';
            }
        }

        return at;
    }

    private static void Put(byte[] what, Span<byte> room, byte rest)
    {
        if (what.Length <= room.Length)
        {
            what.CopyTo(room);
            room[what.Length..].Fill(rest);
        }
    }

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(plain);
        }

        return packed.ToArray();
    }

    private static byte[]? Unpack(byte[] packed)
    {
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = zlib.Read(buffer)) > 0; )
            {
                if (plain.Length + read > MostUnpacked)
                {
                    return null;
                }

                plain.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return plain.ToArray();
    }

    // A reader that is not ours finds the same pages in both.
    private static bool OpensAs(byte[] file, byte[] cleaned)
    {
        try
        {
            using var before = PdfDocument.Open(file);
            using var after = PdfDocument.Open(cleaned);
            return before.NumberOfPages == after.NumberOfPages;
        }
        // A damaged PDF fails in as many ways as there are parts of the format.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"/Encrypt\b|/ByteRange\b")]
    private static partial Regex Sealed();

    [GeneratedRegex(@"/Info\s+(\d+)\s+\d+\s+R\b")]
    private static partial Regex Information();

    [GeneratedRegex(@"\b(\d+)\s+\d+\s+obj\b")]
    private static partial Regex Object();

    [GeneratedRegex(@"\bendobj\b|\bstream\r?\n")]
    private static partial Regex Content();

    [GeneratedRegex(@"/Length\s+(\d+)(?!\s+\d+\s+R)")]
    private static partial Regex Length();

    [GeneratedRegex(@"/Filter\s*(?:/\w+|\[[^\]]*\])")]
    private static partial Regex Filter();

    [GeneratedRegex(@"/\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"/Type\s*/Metadata\b")]
    private static partial Regex Metadata();

    [GeneratedRegex(@"/Type\s*/ObjStm\b[\s\S]*/First\s+(\d+)|/First\s+(?<1>\d+)[\s\S]*/Type\s*/ObjStm\b")]
    private static partial Regex First();
}
