using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;
using Xlsx = DocumentFormat.OpenXml.Spreadsheet;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>What a template says of itself on its hidden sheet, so that the same file is known again.</summary>
/// <param name="Kind">The kind's id.</param>
/// <param name="Issue">Made with the template: with a row's number it tells the row again.</param>
/// <param name="Year">The year that it is for.</param>
internal sealed record TemplateMark(string Kind, Guid Issue, int Year)
{
    /// <summary>The name in the first cell of the hidden sheet.</summary>
    public const string Name = "xiangyin-template-1";
}

/// <summary>Makes the workbook in which a kind's records are typed: lists to choose from, notes on the headers, a sheet that explains.</summary>
internal sealed class Template(T t)
{
    /// <summary>How many rows have lists and numbers ready; more may be filled in below.</summary>
    public const int ReadyRows = 500;

    private const uint Plain = 0;
    private const uint Header = 1;
    private const uint Needed = 2;
    private const uint DayFormat = 3;
    private const uint Words = 4;
    private const uint Soft = 5;
    private const int FirstList = 4;

    private T T => t;

    /// <summary>Writes the template.</summary>
    /// <param name="to">Where to; must be seekable.</param>
    /// <param name="kind">For which kind.</param>
    /// <param name="columns">What it asks.</param>
    /// <param name="mark">What it says of itself.</param>
    public void Write(Stream to, Kind kind, IReadOnlyList<SheetColumn> columns, TemplateMark mark)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var fill = workbook.AddNewPart<WorksheetPart>();
        var help = workbook.AddNewPart<WorksheetPart>();
        var lists = workbook.AddNewPart<WorksheetPart>();
        workbook.Workbook = new Xlsx.Workbook(
            new Xlsx.Sheets(
                SheetOf(workbook, fill, 1, T["sheet.template.fill"]),
                SheetOf(workbook, help, 2, T["sheet.template.help"]),
                SheetOf(workbook, lists, 3, T["sheet.template.lists"], hidden: true)
            )
        );
        var listed = columns.Where(c => c.Choices is { Count: > 0 }).ToList();
        lists.Worksheet = Lists(listed, mark);
        fill.Worksheet = Fill(columns, listed, mark.Year);
        help.Worksheet = Help(kind, columns, mark.Year);
        CellNotes.Put(fill, [.. columns.Select((c, i) => ($"{CellName.ColumnName(i + 1)}1", NoteOf(c)))]);
    }

    private string NoteOf(SheetColumn column) => column.Required ? T["sheet.note.required", column.Note] : column.Note;

    private Worksheet Fill(IReadOnlyList<SheetColumn> columns, List<SheetColumn> listed, int year)
    {
        var data = new SheetData(
            RowOf(1, [.. columns.Select(c => (c.Header + (c.Required ? " *" : ""), c.Required ? Needed : Header))])
        );
        for (uint row = 2; row <= ReadyRows + 1; row++)
        {
            data.Append(
                new Row(
                    columns.Select((c, i) => c.Field == "number" ? Number(i + 1, row, row - 1) : null).OfType<Cell>()
                )
                {
                    RowIndex = row,
                }
            );
        }

        var checks = new DataValidations();
        for (var i = 0; i < columns.Count; i++)
        {
            var cells = $"{CellName.ColumnName(i + 1)}2:{CellName.ColumnName(i + 1)}{ReadyRows + 1}";
            if (CheckOf(columns[i], listed.IndexOf(columns[i]), cells, year) is { } check)
            {
                checks.Append(check);
            }
        }

        checks.Count = (uint)checks.ChildElements.Count;
        return new(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 1,
                        TopLeftCell = "A2",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            ),
            new Columns(
                columns.Select(
                    (c, i) =>
                        new Column
                        {
                            Min = (uint)i + 1,
                            Max = (uint)i + 1,
                            CustomWidth = true,
                            Width = WidthOf(c),
                            Style =
                                c.Field is "on" or "until" ? DayFormat
                                : c.Field is "title" or "text" or "place" ? Words
                                : Plain,
                        }
                )
            ),
            data,
            checks
        );
    }

    private DataValidation? CheckOf(SheetColumn column, int list, string cells, int year)
    {
        var refs = new ListValue<StringValue>([new StringValue(cells)]);
        if (list >= 0 && !column.Many)
        {
            var name = CellName.ColumnName(FirstList + list);
            return new DataValidation(
                new Formula1($"'{T["sheet.template.lists"]}'!${name}$2:${name}${1 + Shown(column).Count}")
            )
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                ShowErrorMessage = true,
                ErrorTitle = column.Header,
                Error = T["sheet.check.list"],
                SequenceOfReferences = refs,
            };
        }

        if (column.Field is "on" or "until")
        {
            return new DataValidation(
                Serial(year, 1, 1),
                new Formula2($"{(new DateOnly(year, 12, 31).DayNumber) - DayZero}")
            )
            {
                Type = DataValidationValues.Date,
                AllowBlank = true,
                ShowErrorMessage = true,
                ErrorTitle = column.Header,
                Error = T["sheet.check.day", $"{year}"],
                SequenceOfReferences = refs,
            };
        }

        return column.Field.StartsWith("measure.", StringComparison.Ordinal)
            ? new DataValidation(new Formula1("0"))
            {
                Type = DataValidationValues.Decimal,
                Operator = DataValidationOperatorValues.GreaterThanOrEqual,
                AllowBlank = true,
                ShowErrorMessage = true,
                ErrorTitle = column.Header,
                Error = T["sheet.check.number"],
                SequenceOfReferences = refs,
            }
            : null;
    }

    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    private static Formula1 Serial(int year, int month, int day) =>
        new($"{new DateOnly(year, month, day).DayNumber - DayZero}");

    private static List<string> Shown(SheetColumn column) =>
        [.. column.Choices!.Select(c => c.Shown).Where(s => s.Length > 0)];

    /// <summary>Column A and B tell the template again; the lists stand from column D on, each under its column's name.</summary>
    private static Worksheet Lists(List<SheetColumn> listed, TemplateMark mark)
    {
        string[] marks =
        [
            TemplateMark.Name,
            mark.Kind,
            mark.Issue.ToString(),
            mark.Year.ToString(CultureInfo.InvariantCulture),
        ];
        var longest = Math.Max(marks.Length, listed.Select(c => Shown(c).Count + 1).DefaultIfEmpty(0).Max());
        var shown = listed.Select(Shown).ToList();
        var data = new SheetData();
        for (var row = 1; row <= longest; row++)
        {
            var cells = new List<Cell>();
            if (row <= marks.Length)
            {
                cells.Add(TextCell(1, (uint)row, marks[row - 1], Plain));
            }

            for (var list = 0; list < listed.Count; list++)
            {
                var words = row == 1 ? listed[list].Header : shown[list].ElementAtOrDefault(row - 2);
                if (words is not null)
                {
                    cells.Add(TextCell(FirstList + list, (uint)row, words, Plain));
                }
            }

            data.Append(new Row(cells) { RowIndex = (uint)row });
        }

        return new(data);
    }

    private Worksheet Help(Kind kind, IReadOnlyList<SheetColumn> columns, int year)
    {
        List<(string, string)> lines =
        [
            (T["sheet.help.title", T[kind.Name], $"{year}"], T[kind.Help]),
            ("1", T["sheet.help.1"]),
            ("2", T["sheet.help.2"]),
            ("3", T["sheet.help.3", $"{year}"]),
            ("4", T["sheet.help.4"]),
            ("5", T["sheet.help.5"]),
            ("", ""),
            .. columns.Select(c => (c.Header, NoteOf(c))),
        ];
        return new(
            new Columns(
                new Column
                {
                    Min = 1,
                    Max = 1,
                    Width = 24,
                    CustomWidth = true,
                    Style = Soft,
                },
                new Column
                {
                    Min = 2,
                    Max = 2,
                    Width = 90,
                    CustomWidth = true,
                    Style = Words,
                }
            ),
            new SheetData(
                lines.Select((l, i) => RowOf((uint)i + 1, [(l.Item1, i == 0 ? Header : Soft), (l.Item2, Words)]))
            )
        );
    }

    private static double WidthOf(SheetColumn column) =>
        column.Field switch
        {
            "number" => 6,
            "title" or "text" => 32,
            "on" or "until" => 13,
            _ => Math.Clamp(column.Header.Length * 2.2, 10, 26),
        };

    private static Sheet SheetOf(
        WorkbookPart workbook,
        WorksheetPart part,
        uint id,
        string name,
        bool hidden = false
    ) =>
        new()
        {
            Id = workbook.GetIdOfPart(part),
            SheetId = id,
            Name = name,
            State = hidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
        };

    private static Row RowOf(uint row, IReadOnlyList<(string Words, uint Style)> cells) =>
        new(cells.Select((c, i) => TextCell(i + 1, row, c.Words, c.Style))) { RowIndex = row };

    private static Cell TextCell(int column, uint row, string words, uint style) =>
        new(new InlineString(new Text(words) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = new CellName(column, (int)row).ToString(),
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    private static Cell Number(int column, uint row, uint number) =>
        new(new CellValue(number.ToString(CultureInfo.InvariantCulture)))
        {
            CellReference = new CellName(column, (int)row).ToString(),
            StyleIndex = Soft,
        };

    private static Stylesheet Styles()
    {
        const uint DayCode = 165;
        const uint TextCode = 49;
        var tint = new Fill(
            new PatternFill(new ForegroundColor { Rgb = "FFF4F1EA" }) { PatternType = PatternValues.Solid }
        );
        return new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = DayCode, FormatCode = "yyyy-mm-dd" })
            {
                Count = 1,
            },
            new Fonts(
                new Font(new FontSize { Val = 11 }),
                new Font(new Bold(), new FontSize { Val = 11 }),
                new Font(new Bold(), new FontSize { Val = 11 }, new Color { Rgb = "FFB3261E" }),
                new Font(new FontSize { Val = 11 }, new Color { Rgb = "FF5D5A54" })
            )
            {
                Count = 4,
            },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                tint
            )
            {
                Count = 3,
            },
            new Borders(new Border()) { Count = 1 },
            new CellFormats(
                new CellFormat(),
                new CellFormat
                {
                    FontId = 1,
                    ApplyFont = true,
                    FillId = 2,
                    ApplyFill = true,
                },
                new CellFormat
                {
                    FontId = 2,
                    ApplyFont = true,
                    FillId = 2,
                    ApplyFill = true,
                },
                new CellFormat { NumberFormatId = DayCode, ApplyNumberFormat = true },
                new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
                {
                    NumberFormatId = TextCode,
                    ApplyNumberFormat = true,
                    ApplyAlignment = true,
                },
                new CellFormat { FontId = 3, ApplyFont = true }
            )
            {
                Count = 6,
            }
        );
    }
}
