using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Xiangyin.Web.Features.Checks;

/// <summary>A zip from outside: read by part, in memory, within bounds on entries, on bytes unpacked and on how far a part may swell.</summary>
internal sealed class BoundedZip
{
    private const int MostEntries = 4_000;
    private const int MostUnpacked = 64 << 20;
    private const int MostSwelling = 200;
    private const int Unsuspicious = 1 << 20;
    private const int MostDepth = 256;

    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private int left = MostUnpacked;

    /// <exception cref="UploadRefusal">It is no zip, or has too many entries.</exception>
    public BoundedZip(byte[] content)
    {
        Content = content;
        try
        {
            // It reads from memory and holds nothing that must be closed.
            Entries = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read).Entries;
            if (Entries.Count > MostEntries)
            {
                throw new UploadRefusal(UploadRefusal.Bomb);
            }

            foreach (var entry in Entries)
            {
                entries[entry.FullName.Replace('\\', '/').TrimStart('/')] = entry;
            }
        }
        catch (InvalidDataException)
        {
            throw new UploadRefusal(UploadRefusal.Broken);
        }
    }

    public byte[] Content { get; }

    public IReadOnlyList<ZipArchiveEntry> Entries { get; }

    public bool Has(string part) => entries.ContainsKey(part);

    public IEnumerable<string> Parts => entries.Keys;

    /// <summary>A part's bytes; none where there is no such part.</summary>
    /// <exception cref="UploadRefusal">It is broken or unpacks to too much.</exception>
    public byte[]? Find(string part)
    {
        if (!entries.TryGetValue(part, out var entry))
        {
            return null;
        }

        // The size that an entry declares is its writer's word; what is unpacked is counted.
        var most = (int)Math.Min(left, Math.Max(Unsuspicious, entry.CompressedLength * MostSwelling));
        try
        {
            using var from = entry.Open();
            using var to = new MemoryStream();
            var buffer = new byte[64 << 10];
            for (int read; (read = from.Read(buffer)) > 0; )
            {
                if (to.Length + read > most)
                {
                    throw new UploadRefusal(UploadRefusal.Bomb);
                }

                to.Write(buffer, 0, read);
            }

            left -= (int)to.Length;
            return to.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new UploadRefusal(UploadRefusal.Broken);
        }
    }

    /// <summary>A part as XML without DTD, entities or anything fetched; none where there is no such part.</summary>
    /// <exception cref="UploadRefusal">It is broken, nested too deep, or unpacks to too much.</exception>
    public XDocument? FindXml(string part)
    {
        if (Find(part) is not { } bytes)
        {
            return null;
        }

        try
        {
            using (var depth = Reader(bytes))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MostDepth)
                    {
                        throw new UploadRefusal(UploadRefusal.Bomb);
                    }
                }
            }

            using var reader = Reader(bytes);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            throw new UploadRefusal(UploadRefusal.Broken);
        }
    }

    private static XmlReader Reader(byte[] bytes) =>
        XmlReader.Create(
            new MemoryStream(bytes),
            new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MostUnpacked,
            }
        );
}
