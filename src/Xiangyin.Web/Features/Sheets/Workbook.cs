using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>What a cell holds.</summary>
/// <param name="Name">Where.</param>
/// <param name="Text">As text: of a number its digits, of a day 2021-07-13.</param>
/// <param name="Number">The number, where it is one.</param>
/// <param name="Day">The day, where it is a number that is shown as one.</param>
/// <param name="IsFormula">Whether it is computed; the rest is then what came out when the file was last saved.</param>
/// <param name="IsError">Whether it is #REF! and the like.</param>
internal sealed record GridCell(
    CellName Name,
    string Text,
    decimal? Number = null,
    DateOnly? Day = null,
    bool IsFormula = false,
    bool IsError = false
);

/// <summary>A row with the cells that hold something.</summary>
internal sealed record GridRow(int Number, bool IsHidden, IReadOnlyList<GridCell> Cells);

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">On its tab.</param>
/// <param name="IsHidden">Whether its tab is hidden.</param>
/// <param name="Path">Its part.</param>
internal sealed record WorkbookSheet(string Name, bool IsHidden, string Path);

/// <summary>
/// Reads an .xlsx (ECMA-376 part 1, SpreadsheetML) row by row. Nothing in it is trusted: it is unpacked once to see how much it is, its XML has no
/// DTD, nothing outside is fetched, and macros are refused.
/// </summary>
internal sealed class Workbook : IDisposable
{
    /// <summary>The largest file, in bytes.</summary>
    public const long Limit = 20L << 20;

    private const int MostEntries = 2_000;
    private const long MostBytes = 400L << 20;
    private const long MostRatio = 100;

    // Small parts of one letter repeated pack well without being a bomb.
    private const long RatioMatters = 8L << 20;

    private static readonly XmlReaderSettings Plain = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly ZipArchive archive;
    private readonly List<string> shared = [];
    private readonly List<bool> isDay = [];
    private bool from1904;

    private Workbook(ZipArchive archive) => this.archive = archive;

    public IReadOnlyList<WorkbookSheet> Sheets { get; private set; } = [];

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="SheetRefusal">It is none, or not one that is taken.</exception>
    public static Workbook Open(byte[] content)
    {
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new SheetRefusal(SheetRefusal.OldOrLocked);
        }

        if (content.Length > Limit)
        {
            throw new SheetRefusal(SheetRefusal.TooLarge, $"{Limit >> 20}");
        }

        ZipArchive archive;
        try
        {
            archive = new(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        }
        catch (InvalidDataException)
        {
            throw new SheetRefusal(SheetRefusal.NotASpreadsheet);
        }

        var workbook = new Workbook(archive);
        try
        {
            Weigh(archive, content.Length);
            workbook.Load();
            return workbook;
        }
        catch (Exception e)
        {
            workbook.Dispose();
            throw Refused(e) ?? e;
        }
    }

    /// <summary>The rows of a sheet that hold something, in order.</summary>
    /// <exception cref="SheetRefusal">The sheet is damaged.</exception>
    public IEnumerable<GridRow> Rows(WorkbookSheet sheet)
    {
        using var xml = Read(sheet.Path);
        var number = 0;
        while (Next(xml, "row"))
        {
            number = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var given)
                ? given
                : number + 1;
            var isHidden = xml.GetAttribute("hidden") is "1" or "true";
            var cells = Guarded(() => Cells(xml, number));
            if (cells.Count > 0)
            {
                yield return new(number, isHidden, cells);
            }
        }
    }

    /// <summary>Cells that were made one.</summary>
    public IReadOnlyList<CellRange> Merges(WorkbookSheet sheet)
    {
        using var xml = Read(sheet.Path);
        var merges = new List<CellRange>();
        while (Next(xml, "mergeCell"))
        {
            if (CellRange.Parse(xml.GetAttribute("ref")) is { } range)
            {
                merges.Add(range);
            }
        }

        return merges;
    }

    public void Dispose() => archive.Dispose();

    // What an entry says of its own length may be a lie: only unpacking tells.
    private static void Weigh(ZipArchive archive, long packed)
    {
        if (archive.Entries.Count > MostEntries)
        {
            throw new SheetRefusal(SheetRefusal.TooMuch);
        }

        var buffer = new byte[128 << 10];
        long total = 0;
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            {
                throw new SheetRefusal(SheetRefusal.Macros);
            }

            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0; )
            {
                total += read;
                if (total > MostBytes || (total > RatioMatters && total / Math.Max(1, packed) > MostRatio))
                {
                    throw new SheetRefusal(SheetRefusal.TooMuch);
                }
            }
        }
    }

    private void Load()
    {
        if (archive.GetEntry("[Content_Types].xml") is null || archive.GetEntry("xl/workbook.xml") is null)
        {
            throw new SheetRefusal(SheetRefusal.NotASpreadsheet);
        }

        var parts = new Dictionary<string, string>();
        using (var xml = Read("xl/_rels/workbook.xml.rels"))
        {
            while (Next(xml, "Relationship"))
            {
                var target = xml.GetAttribute("Target") ?? "";
                parts[xml.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }

        var sheets = new List<WorkbookSheet>();
        using (var xml = Read("xl/workbook.xml"))
        {
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                {
                    from1904 = xml.GetAttribute("date1904") is "1" or "true";
                }
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
                {
                    var id = Enumerable
                        .Range(0, xml.AttributeCount)
                        .Select(i =>
                        {
                            xml.MoveToAttribute(i);
                            return xml.LocalName == "id" ? xml.Value : null;
                        })
                        .FirstOrDefault(v => v is not null);
                    xml.MoveToElement();
                    if (parts.TryGetValue(id ?? "", out var path) && archive.GetEntry(path) is not null)
                    {
                        sheets.Add(
                            new(
                                xml.GetAttribute("name") ?? "",
                                xml.GetAttribute("state") is "hidden" or "veryHidden",
                                path
                            )
                        );
                    }
                }
            }
        }

        Sheets = sheets;
        LoadShared();
        LoadStyles();
    }

    private void LoadShared()
    {
        if (archive.GetEntry("xl/sharedStrings.xml") is null)
        {
            return;
        }

        using var xml = Read("xl/sharedStrings.xml");
        while (Next(xml, "si"))
        {
            shared.Add(TextWithin(xml));
        }
    }

    private void LoadStyles()
    {
        if (archive.GetEntry("xl/styles.xml") is null)
        {
            return;
        }

        using var xml = Read("xl/styles.xml");
        var formats = new Dictionary<int, string>();
        var within = false;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "cellXfs")
            {
                within = false;
            }
            else if (xml.NodeType == XmlNodeType.Element)
            {
                within |= xml.LocalName == "cellXfs";
                _ = int.TryParse(xml.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var format);
                if (xml.LocalName == "numFmt")
                {
                    formats[format] = xml.GetAttribute("formatCode") ?? "";
                }
                else if (within && xml.LocalName == "xf")
                {
                    isDay.Add(IsDay(format, formats.GetValueOrDefault(format)));
                }
            }
        }
    }

    // ECMA-376 part 1, 18.8.30: built-in formats, those of East Asia among them.
    private static bool IsDay(int format, string? code) =>
        format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58
        || (code is not null && HasDay(code));

    private static bool HasDay(string code)
    {
        var (quoted, bracketed) = (false, false);
        foreach (var c in code)
        {
            quoted ^= c == '"';
            bracketed = c == '[' || (bracketed && c != ']');
            if (!quoted && !bracketed && char.ToLowerInvariant(c) is 'y' or 'd')
            {
                return true;
            }
        }

        return false;
    }

    private List<GridCell> Cells(XmlReader xml, int row)
    {
        var cells = new List<GridCell>();
        if (xml.IsEmptyElement)
        {
            return cells;
        }

        var column = 0;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                var name = CellName.Parse(xml.GetAttribute("r")) is { } given
                    ? given with
                    {
                        Row = row,
                    }
                    : new(column + 1, row);
                column = name.Column;
                if (Cell(xml, name) is { } cell)
                {
                    cells.Add(cell);
                }
            }
        }

        return cells;
    }

    private GridCell? Cell(XmlReader xml, CellName name)
    {
        var type = xml.GetAttribute("t");
        var style = int.TryParse(xml.GetAttribute("s"), CultureInfo.InvariantCulture, out var s) ? s : 0;
        if (xml.IsEmptyElement)
        {
            return null;
        }

        var (value, isFormula) = ("", false);
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "f":
                    isFormula = true;
                    break;
                case "v":
                    value = TextWithin(xml);
                    break;
                case "is":
                    value = TextWithin(xml);
                    break;
            }
        }

        if (type == "s")
        {
            value =
                int.TryParse(value, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < shared.Count
                    ? shared[at]
                    : "";
        }

        value = value.Trim();
        if (value.Length == 0 && !isFormula)
        {
            return null;
        }

        if (
            type is null or "n"
            && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        )
        {
            // A number kept in binary shows as 0.30000000000000004.
            number = decimal.Round(number, 10);
            var day = style < isDay.Count && isDay[style] ? DayOf(number) : null;
            return new(
                name,
                day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    ?? number.ToString("0.##########", CultureInfo.InvariantCulture),
                number,
                day,
                isFormula
            );
        }

        return new(name, value, IsFormula: isFormula, IsError: type == "e");
    }

    private DateOnly? DayOf(decimal number)
    {
        // Serial 60 is a 29 February 1900 that never was; no work is that old.
        var days = (int)decimal.Floor(Math.Clamp(number, -1, 3_000_000)) + (from1904 ? 1462 : 0);
        return days is > 60 and < 2_900_000 ? new DateOnly(1899, 12, 30).AddDays(days) : null;
    }

    /// <summary>The text of an element's <c>t</c> (or its own), without how it is pronounced (<c>rPh</c>).</summary>
    private static string TextWithin(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = "";
        var depth = xml.Depth;
        var isNext = xml.Read();
        while (isNext && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                // Leads to what follows, which may be the end.
                xml.Skip();
                isNext = !xml.EOF;
                continue;
            }

            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                text += xml.Value;
            }

            isNext = xml.Read();
        }

        return text;
    }

    private XmlReader Read(string part) =>
        XmlReader.Create((archive.GetEntry(part) ?? throw new SheetRefusal(SheetRefusal.Broken)).Open(), Plain);

    private static bool Next(XmlReader xml, string name) =>
        Guarded(() =>
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == name)
                {
                    return true;
                }
            }

            return false;
        });

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (Refused(e) is { } refusal)
        {
            throw refusal;
        }
    }

    private static SheetRefusal? Refused(Exception e) =>
        e is SheetRefusal refusal ? refusal
        : e is XmlException or InvalidDataException or OverflowException ? new(SheetRefusal.Broken)
        : null;
}
