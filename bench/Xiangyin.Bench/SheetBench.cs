using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Features.Sheets;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Row = DocumentFormat.OpenXml.Spreadsheet.Row;

namespace Xiangyin.Bench;

/// <summary>A spreadsheet of 50,000 rows: checked, recorded, and sent again, by the same desk that serves the site.</summary>
internal static class SheetBench
{
    private const int Rows = 50_000;
    private const double Allowed = 30;
    private const int Villages = 10;
    private static readonly UnitId Town = new(2);
    private static readonly PersonId Officer = new(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]));

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("xy-sheets-").FullName;
        try
        {
            using var database = Database.Open(folder);
            await using var ledger = await Found(database);
            var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
            using var jobs = new Jobs(lifetime, NullLogger<Jobs>.Instance);
            var uploads = new SheetUploads(database);
            var desk = new SheetDesk(
                ledger,
                new PeopleStore(database),
                uploads,
                jobs,
                Texts.Embedded(),
                TimeProvider.System
            );
            var scope = new Scope(
                new(Officer, new("周敏", "周敏", "Zhou Min"), Role.Officer, Town),
                ledger.Tree,
                TimeProvider.System.Today()
            );
            var file = Filled();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rows} rows, {file.Length / 1024} KB"));
            Console.WriteLine("| step | seconds | rows a second |");
            Console.WriteLine("|---|---|---|");
            var first = await Once(desk, uploads, scope, file, "first time");
            var again = await Once(desk, uploads, scope, file, "the same file again");
            var count = (
                await ledger.Figure(
                    new("leaflets-given", Town, Period.Year(2021), new(2021, 12, 31), ledger.Now),
                    default
                )
            )
                .Operands[0]
                .Records;
            var met = first < Allowed && count == Rows;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count} records in the ledger; {(met ? "met" : "NOT MET")}: under {Allowed:0} s (first {first:0.0} s, again {again:0.0} s)"
                )
            );
            return met ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Once(SheetDesk desk, SheetUploads uploads, Scope scope, byte[] file, string name)
    {
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var upload = new SheetUpload(
            Guid.CreateVersion7(),
            "leaflet",
            "bench.xlsx",
            2021,
            Officer,
            TimeProvider.System.GetUtcNow()
        );
        await uploads.Add(upload, file, default);
        CheckedSheet? made;
        while ((made = desk.Reading(upload, scope, "zh-Hans")) is null)
        {
            await Task.Delay(20);
        }

        var read = System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Line($"{name}: read and checked", read);
        if (!made.IsGood)
        {
            throw new InvalidOperationException($"{made.Refusal?.Rule} {made.Reading?.Problems.Count}");
        }

        await uploads.Ask(upload.Id, TimeProvider.System.GetUtcNow(), default);
        desk.Record(upload, scope, "zh-Hans");
        while (uploads.Find(upload.Id, Officer) is { RecordedAt: null })
        {
            await Task.Delay(20);
        }

        var all = System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Line($"{name}: recorded", all - read);
        return all;
    }

    private static void Line(string name, double seconds) =>
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {name} | {seconds:0.0} | {Rows / seconds:0} |")
        );

    private static async Task<TownLedger> Found(Database database)
    {
        var ledger = await TownLedger.OpenAsync(database, TimeProvider.System);
        await ledger.AdoptCatalogue(CatalogueFile.In(Path.Combine(AppContext.BaseDirectory, "catalogue")), default);
        var start = new DateOnly(2010, 1, 1);
        await ledger.ChangeUnits(
            seq =>
                [
                    new UnitFounded(seq, new(1), start, UnitType.County, new("云溪县", "雲溪縣", "Yunxi"), null),
                    new UnitFounded(seq, Town, start, UnitType.Town, new("桐花镇", "桐花鎮", "Tonghua"), new(1)),
                    .. Enumerable
                        .Range(1, Villages)
                        .Select(v => new UnitFounded(
                            seq,
                            new(10 + v),
                            start,
                            UnitType.Village,
                            new($"第{v}村", $"第{v}村", $"Village {v}"),
                            Town
                        )),
                ],
            default
        );
        return ledger;
    }

    /// <summary>As an office program writes it: numbers, days with a style, words once in a shared list.</summary>
    private static byte[] Filled()
    {
        var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new(
                new Fonts(new Font()) { Count = 1 },
                new Fills(new Fill()) { Count = 1 },
                new Borders(new Border()) { Count = 1 },
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true })
            );
            var part = workbook.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(part))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                Write(writer, 1, ["序号", "单位", "日期", "事由", "主题", "发出份数", "发出份数：约数"]);
                for (var row = 0; row < Rows; row++)
                {
                    Write(
                        writer,
                        row + 2,
                        [
                            row + 1,
                            $"第{(row % Villages) + 1}村",
                            new DateOnly(2021, 1, 1).AddDays(row % 365),
                            $"入户发放第{row}次",
                            row % 2 == 0 ? "法律知识" : "妇女维权",
                            1 + (row % 200),
                            row % 7 == 0 ? "至少" : null,
                        ]
                    );
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            workbook.Workbook = new(
                new Sheets(
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

    private static void Write(OpenXmlWriter writer, int row, object?[] values)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)row });
        for (var column = 0; column < values.Length; column++)
        {
            var cell = new Cell { CellReference = $"{(char)('A' + column)}{row}" };
            switch (values[column])
            {
                case null:
                    continue;
                case int number:
                    cell.CellValue = new(number);
                    break;
                case DateOnly day:
                    cell.CellValue = new(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber);
                    cell.StyleIndex = 1;
                    break;
                case var words:
                    cell.DataType = CellValues.InlineString;
                    cell.InlineString = new(new Text($"{words}"));
                    break;
            }

            writer.WriteElement(cell);
        }

        writer.WriteEndElement();
    }
}
