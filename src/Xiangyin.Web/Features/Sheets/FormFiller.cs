using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>Fills a form's cells and puts a comment on each. Everything else in the file stays as it was.</summary>
internal static class FormFiller
{
    /// <summary>The filled file.</summary>
    /// <param name="form">The form's bytes, as <see cref="Workbook.Open"/> has taken them.</param>
    /// <param name="filled">What goes where.</param>
    public static byte[] Fill(byte[] form, IReadOnlyList<FilledCell> filled)
    {
        var file = new MemoryStream();
        file.Write(form);
        using (var document = SpreadsheetDocument.Open(file, isEditable: true))
        {
            var workbook = document.WorkbookPart!;
            var sheets = workbook.Workbook!.Sheets!.Elements<Sheet>().ToList();
            foreach (var cells in filled.GroupBy(c => c.Cell.Sheet).Where(g => g.Key < sheets.Count))
            {
                if (workbook.GetPartById(sheets[cells.Key].Id!.Value!) is not WorksheetPart sheet)
                {
                    continue;
                }

                var data = sheet.Worksheet!.GetFirstChild<SheetData>()!;
                foreach (var cell in cells.Where(c => c.Value is not null))
                {
                    Put(data, cell.Cell.Cell, cell.Value!.Value);
                }

                CellNotes.Put(sheet, [.. cells.Select(c => (c.Cell.Cell.ToString(), c.Note))]);
                sheet.Worksheet.Save();
            }

            // What the form itself computes is computed when it is opened.
            workbook.Workbook.CalculationProperties ??= new CalculationProperties();
            workbook.Workbook.CalculationProperties.FullCalculationOnLoad = true;
            workbook.Workbook.Save();
        }

        return file.ToArray();
    }

    // The style stays: it is the form's.
    private static void Put(SheetData data, CellName name, decimal value)
    {
        var number = (uint)name.Row;
        var row = data.Elements<Row>().FirstOrDefault(r => r.RowIndex?.Value >= number);
        if (row?.RowIndex?.Value != number)
        {
            var added = new Row { RowIndex = number };
            row = row is null ? data.AppendChild(added) : data.InsertBefore(added, row);
        }

        var after = row!
            .Elements<Cell>()
            .FirstOrDefault(c => CellName.Parse(c.CellReference?.Value) is { } at && at.Column >= name.Column);
        var cell = after;
        if (after?.CellReference?.Value != name.ToString())
        {
            var added = new Cell { CellReference = name.ToString() };
            cell = after is null ? row.AppendChild(added) : row.InsertBefore(added, after);
        }

        cell!.RemoveAllChildren();
        cell.DataType = null;
        cell.AppendChild(new CellValue(value.ToString(CultureInfo.InvariantCulture)));
    }
}
