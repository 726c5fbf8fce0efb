using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Xiangyin.Web.Tests.Features.Sheets;

/// <summary>Workbooks as offices make them, and as nobody should.</summary>
internal static class TestBook
{
    /// <summary>A workbook of one sheet. A text that begins with "=" is a formula, one that is a number or a day is one.</summary>
    public static byte[] Of(params IReadOnlyList<object?>[] rows) => Of(rows, null);

    /// <inheritdoc cref="Of(IReadOnlyList{object?}[])"/>
    /// <param name="rows">Row by row.</param>
    /// <param name="shape">What else is done to the sheet.</param>
    public static byte[] Of(IReadOnlyList<object?>[] rows, Action<Worksheet>? shape)
    {
        var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = new(
                new SheetData(
                    rows.Select(
                        (row, r) =>
                            new Row(row.Select((value, c) => CellOf(r + 1, c, value)).OfType<Cell>())
                            {
                                RowIndex = (uint)r + 1,
                            }
                    )
                )
            );
            shape?.Invoke(part.Worksheet);
            workbook.Workbook = new(
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                    new Sheet
                    {
                        Id = workbook.GetIdOfPart(part),
                        SheetId = 1,
                        Name = "Sheet1",
                    }
                )
            );
        }

        return file.ToArray();
    }

    /// <summary>Types into cells of a workbook that somebody else made.</summary>
    public static byte[] Typed(byte[] book, params (string Cell, object Value)[] cells)
    {
        var file = new MemoryStream();
        file.Write(book);
        using (var document = SpreadsheetDocument.Open(file, isEditable: true))
        {
            var workbook = document.WorkbookPart!;
            var first = workbook.Workbook!.Sheets!.Elements<Sheet>().First();
            var data = ((WorksheetPart)workbook.GetPartById(first.Id!.Value!)).Worksheet!.GetFirstChild<SheetData>()!;
            foreach (var (name, value) in cells)
            {
                var row = uint.Parse(name.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), null);
                var typed = CellOf((int)row, name[0] - 'A', value)!;
                // An office program gives the cell its column's style.
                typed.StyleIndex =
                    value is DateOnly
                        ? data.Parent!.Descendants<Column>().First(c => c.Min!.Value == name[0] - 'A' + 1u).Style
                        : null;
                var into = data.Elements<Row>().First(r => r.RowIndex!.Value == row);
                var after = into.Elements<Cell>()
                    .FirstOrDefault(c => string.CompareOrdinal(c.CellReference!.Value, name) >= 0);
                into.InsertBefore(typed, after);
                if (after?.CellReference!.Value == name)
                {
                    after.Remove();
                }
            }
        }

        return file.ToArray();
    }

    /// <summary>A zip of these entries.</summary>
    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }

    /// <summary>A workbook with something added to it.</summary>
    public static byte[] With(byte[] book, string name, ReadOnlySpan<byte> content, int times = 1)
    {
        var file = new MemoryStream();
        file.Write(book);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)?.Delete();
            using var entry = zip.CreateEntry(name).Open();
            for (var i = 0; i < times; i++)
            {
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    private static Cell? CellOf(int row, int column, object? value)
    {
        var cell = new Cell { CellReference = $"{(char)('A' + column)}{row}" };
        switch (value)
        {
            case null:
                return null;
            case int or decimal or double:
                cell.CellValue = new(FormattableString.Invariant($"{value}"));
                return cell;
            case DateOnly day:
                cell.CellValue = new($"{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}");
                cell.StyleIndex = 1;
                return cell;
            case string text when text.StartsWith('='):
                cell.CellFormula = new(text[1..]);
                cell.CellValue = new("42");
                return cell;
            default:
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new(new Text($"{value}"));
                return cell;
        }
    }

    private static Stylesheet Styles() =>
        new(
            new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
            new Fills(new Fill(), new Fill()) { Count = 2 },
            new Borders(new Border()) { Count = 1 },
            new CellFormats(
                new CellFormat(),
                new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
                new CellFormat { FontId = 1, ApplyFont = true }
            )
            {
                Count = 3,
            }
        );
}
