using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>
/// Comments on cells. Office programs show a comment only where the sheet also draws its box, in VML (ECMA-376 part 4, 19.1), beside what the
/// sheet has already.
/// </summary>
internal static class CellNotes
{
    private const string Author = "乡音";

    /// <summary>Puts a comment on each cell; one that is there already is kept and continued.</summary>
    public static void Put(WorksheetPart sheet, IReadOnlyList<(string Cell, string Text)> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        var part = sheet.WorksheetCommentsPart ?? sheet.AddNewPart<WorksheetCommentsPart>();
        var comments = part.Comments ??= new Comments(new Authors(), new CommentList());
        var authors = comments.Authors ??= new Authors();
        var list = comments.CommentList ??= new CommentList();
        authors.Append(new Author(Author));
        var author = (uint)authors.ChildElements.Count - 1;
        var boxes = new List<string>();
        foreach (var (cell, text) in notes)
        {
            var run = new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
            if (list.Elements<Comment>().FirstOrDefault(c => c.Reference?.Value == cell) is { } kept)
            {
                kept.CommentText ??= new CommentText();
                kept.CommentText.Append(new Run(new Text("\n") { Space = SpaceProcessingModeValues.Preserve }), run);
            }
            else
            {
                list.Append(new Comment(new CommentText(run)) { Reference = cell, AuthorId = author });
                boxes.Add(cell);
            }
        }

        Draw(sheet, boxes);
    }

    private static void Draw(WorksheetPart sheet, List<string> cells)
    {
        var drawing = sheet.Worksheet!.GetFirstChild<LegacyDrawing>();
        var part = drawing?.Id?.Value is { } id ? sheet.GetPartById(id) as VmlDrawingPart : null;
        var shapes = string.Concat(cells.Select((c, i) => Box(c, i)));
        if (part is null)
        {
            part = sheet.AddNewPart<VmlDrawingPart>();
            drawing?.Remove();
            // Where the schema wants it: after the page's set-up and before tables.
            sheet.Worksheet.AddChild(new LegacyDrawing { Id = sheet.GetIdOfPart(part) }, throwOnError: true);
            Feed(
                part,
                $"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">{shapes}</xml>"""
            );
            return;
        }

        using var reader = new StreamReader(part.GetStream(FileMode.Open));
        var vml = reader.ReadToEnd();
        reader.Dispose();
        var end = vml.LastIndexOf("</xml>", StringComparison.Ordinal);
        Feed(part, end < 0 ? vml : vml.Insert(end, shapes));
    }

    private static void Feed(VmlDrawingPart part, string vml)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(vml));
        part.FeedData(content);
    }

    private static string Box(string cell, int number)
    {
        var name = CellName.Parse(cell) ?? new(1, 1);
        var (column, row) = (name.Column - 1, name.Row - 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <v:shape id="_x{9000
                + number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:90pt;z-index:{number
                + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column
                + 1}, 10, {row}, 2, {column + 4}, 10, {row
                + 6}, 2</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>
            """
        );
    }
}
