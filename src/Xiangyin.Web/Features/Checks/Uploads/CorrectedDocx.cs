using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Xiangyin.Reading;

namespace Xiangyin.Web.Features.Checks;

/// <summary>A remark in the margin of a Word file.</summary>
/// <param name="Span">What it is about, in the original text.</param>
/// <param name="Text">What it says.</param>
internal sealed record Comment(Span Span, string Text);

/// <summary>
/// The author's own Word file with changes made in the runs that hold the words, so that their formatting stays, and with comments at what remains.
/// All other parts are copied as they are.
/// </summary>
internal sealed class CorrectedDocx
{
    /// <summary>More remarks than anybody reads; a long file of nothing but mistakes would take Word minutes to open.</summary>
    private const int MostComments = 1_000;

    private const string CommentsPart = "comments.xml";
    private const string CommentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
    private const string CommentsRelation =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
    private static readonly XNamespace W = DocxText.W;
    private static readonly XName Space = XNamespace.Xml + "space";

    private readonly DocxText docx;
    private readonly string author;
    private readonly DateTimeOffset at;
    private (XElement Element, StringBuilder Said)? held;

    private readonly Dictionary<string, byte[]> parts = new(StringComparer.OrdinalIgnoreCase);

    private CorrectedDocx(DocxText docx, string author, DateTimeOffset at) =>
        (this.docx, this.author, this.at) = (docx, author, at);

    /// <summary>Writes the file.</summary>
    /// <param name="original">The file that <see cref="DocxText"/> read.</param>
    /// <param name="edits">Changes to its text.</param>
    /// <param name="comments">Remarks about its text, in order.</param>
    /// <param name="author">Who says them.</param>
    /// <param name="at">When.</param>
    public static byte[] Write(
        byte[] original,
        Edits edits,
        IReadOnlyList<Comment> comments,
        string author,
        DateTimeOffset at
    )
    {
        var corrected = new CorrectedDocx(new(new(original)), author, at);
        corrected.Change(edits, [.. comments.Take(MostComments)]);
        return corrected.Save();
    }

    // From the end to the beginning, so that what was not yet changed stands where it was read. What ends at a place is marked before what begins there.
    private void Change(Edits edits, IReadOnlyList<Comment> comments)
    {
        var first = comments.Count == 0 ? 0 : AddComments(comments);
        var changes = comments
            .Select((c, i) => (At: c.Span.End, Order: 2, Do: (Action)(() => Mark(c.Span, first + i, end: true))))
            .Concat(
                comments.Select(
                    (c, i) => (At: c.Span.Start, Order: 0, Do: (Action)(() => Mark(c.Span, first + i, end: false)))
                )
            )
            .Concat(edits.All.Select(e => (At: e.Span.Start, Order: 1, Do: (Action)(() => Put(e)))));
        foreach (var change in changes.OrderByDescending(c => c.At).ThenByDescending(c => c.Order))
        {
            change.Do();
        }

        Release();

        parts[docx.MainPart] = Bytes(docx.Document);
    }

    private void Put(Edit edit)
    {
        var (from, to) = (FirstEndingAfter(edit.Span.Start), FirstStartingAt(edit.Span.End));
        var touched = Enumerable.Range(from, Math.Max(0, to - from)).Select(i => docx.Pieces[i]).ToList();
        var holder =
            touched.FirstOrDefault(p => p.Element is not null)
            ?? Before(from).TakeWhile(p => p.End == edit.Span.Start).FirstOrDefault(p => p.Element is not null)
            ?? After(FirstStartingAt(edit.Span.Start))
                .TakeWhile(p => p.Start == edit.Span.Start)
                .FirstOrDefault(p => p.Element is not null);
        foreach (var piece in touched.Where(p => p != holder && p.Element is not null))
        {
            Cut(Hold(piece.Element!), piece, edit.Span);
        }

        if (holder?.Element is { } element)
        {
            var said = Hold(element);
            Cut(said, holder, edit.Span);
            said.Insert(Math.Clamp(edit.Span.Start - holder.Start, 0, said.Length), edit.Text.Replace('\n', ' '));
        }

        if (edit.Text.Length == 0)
        {
            TakeOut(edit.Span);
        }
    }

    private void TakeOut(Span span)
    {
        var first = LowerBound(docx.Paragraphs.Count, i => docx.Paragraphs[i].Start >= span.Start);
        for (var i = first; i < docx.Paragraphs.Count && docx.Paragraphs[i].Start <= span.End; i++)
        {
            var line = docx.Paragraphs[i];
            if (
                IsWhole(line, span)
                && !line.Element.Elements(W + "pPr").Elements(W + "sectPr").Any()
                && line.Element.ElementsAfterSelf(W + "p").FirstOrDefault() is not null
            )
            {
                line.Element.Remove();
            }
        }
    }

    // A paragraph goes when all of it and one of the line ends around it went.
    private static bool IsWhole(DocxText.Line line, Span span) =>
        line.Length > 0
        && span.Start <= line.Start
        && line.Start + line.Length <= span.End
        && (span.Start < line.Start || line.Start + line.Length < span.End);

    private static void Cut(StringBuilder said, DocxText.Piece piece, Span span)
    {
        var from = Math.Clamp(span.Start - piece.Start, 0, said.Length);
        said.Remove(from, Math.Clamp(span.End - piece.Start, from, said.Length) - from);
    }

    // What an element says, while one change after another is made in it: many in one long element would each copy all of it.
    private StringBuilder Hold(XElement element)
    {
        if (held is not { } now || now.Element != element)
        {
            Release();
            held = now = (element, new(element.Value));
        }

        return now.Said;
    }

    private void Release()
    {
        if (held is var (element, said))
        {
            Set(element, said.ToString());
            held = null;
        }
    }

    // Pieces stand in the order of the text.
    private int FirstEndingAfter(int at) => LowerBound(docx.Pieces.Count, i => docx.Pieces[i].End > at);

    private int FirstStartingAt(int at) => LowerBound(docx.Pieces.Count, i => docx.Pieces[i].Start >= at);

    private IEnumerable<DocxText.Piece> Before(int place)
    {
        while (--place >= 0)
        {
            yield return docx.Pieces[place];
        }
    }

    private IEnumerable<DocxText.Piece> After(int place)
    {
        for (; place < docx.Pieces.Count; place++)
        {
            yield return docx.Pieces[place];
        }
    }

    private static int LowerBound(int count, Func<int, bool> holds)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static void Set(XElement element, string text)
    {
        element.Value = Sayable(text);
        element.SetAttributeValue(Space, "preserve");
    }

    private void Mark(Span span, int id, bool end)
    {
        Release();
        var at = end ? span.End : span.Start;
        var within = (end ? Before(FirstStartingAt(at)) : After(FirstEndingAfter(at))).FirstOrDefault();
        within = within?.Start <= at && at <= within.End ? within : null;
        var piece = within ?? Before(FirstStartingAt(at + 1)).FirstOrDefault();
        var mark = end
            ? new object[]
            {
                new XElement(W + "commentRangeEnd", new XAttribute(W + "id", id)),
                new XElement(W + "r", new XElement(W + "commentReference", new XAttribute(W + "id", id))),
            }
            : [new XElement(W + "commentRangeStart", new XAttribute(W + "id", id))];
        // A tab, a break or an automatic number can't be split: the remark then goes around the run that follows or the paragraph's text.
        piece = piece?.Element is null
            ? After(FirstStartingAt(at)).FirstOrDefault(p => p.Element is not null)
                ?? Before(docx.Pieces.Count).FirstOrDefault(p => p.Element is not null)
            : piece;
        if (piece?.Element is not { Parent: { } run } element || run.Name != W + "r" || run.Parent is null)
        {
            docx.Document.Root!.Element(W + "body")!.Descendants(W + "p").FirstOrDefault()?.Add(mark);
            return;
        }

        var cut = Math.Clamp(at - piece.Start, 0, element.Value.Length);
        if (cut > 0 && cut < element.Value.Length)
        {
            Split(run, element, cut);
            run.AddAfterSelf(mark);
        }
        else if (cut == 0 && !element.ElementsBeforeSelf().Any(e => e.Name != W + "rPr"))
        {
            run.AddBeforeSelf(mark);
        }
        else if (cut == 0)
        {
            Split(run, element, 0);
            run.AddAfterSelf(mark);
        }
        else
        {
            run.AddAfterSelf(mark);
        }
    }

    /// <summary>Leaves in the run what stands before the cut and moves the rest to a run of the same look after it.</summary>
    private static void Split(XElement run, XElement text, int cut)
    {
        var rest = new XElement(run.Name, run.Attributes(), run.Element(W + "rPr"));
        var after = text.ElementsAfterSelf().ToList();
        var tail = text.Value[cut..];
        rest.Add(new XElement(W + "t", new XAttribute(Space, "preserve"), tail));
        foreach (var element in after)
        {
            element.Remove();
            rest.Add(element);
        }

        Set(text, text.Value[..cut]);
        run.AddAfterSelf(rest);
    }

    private int AddComments(IReadOnlyList<Comment> comments)
    {
        var relationsPart = RelationsOf(docx.MainPart);
        var relations = docx.Zip.FindXml(relationsPart) ?? new(new XElement(DocxText.Relations + "Relationships"));
        var known = relations
            .Root!.Elements(DocxText.Relations + "Relationship")
            .FirstOrDefault(r => r.Attribute("Type")?.Value == CommentsRelation)
            ?.Attribute("Target")
            ?.Value;
        var part =
            known is null ? docx.PartBeside(CommentsPart)
            : known.StartsWith('/') ? known.TrimStart('/')
            : docx.PartBeside(known);
        if (known is null)
        {
            relations.Root!.Add(
                new XElement(
                    DocxText.Relations + "Relationship",
                    new XAttribute("Id", "xiangyinComments"),
                    new XAttribute("Type", CommentsRelation),
                    new XAttribute("Target", CommentsPart)
                )
            );
            parts[relationsPart] = Bytes(relations);
            docx.Declare(part, CommentsType);
            parts[DocxText.ContentTypes] = Bytes(docx.ContentType);
        }

        var book =
            docx.Zip.FindXml(part)
            ?? new(new XElement(W + "comments", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName)));
        var first =
            1
            + book.Root!.Elements(W + "comment")
                .Select(c =>
                    int.TryParse(c.Attribute(W + "id")?.Value, CultureInfo.InvariantCulture, out var id) ? id : -1
                )
                .DefaultIfEmpty(-1)
                .Max();
        book.Root.Add(comments.Select((c, i) => Element(c, first + i)));
        parts[part] = Bytes(book);
        return first;
    }

    private XElement Element(Comment comment, int id) =>
        new(
            W + "comment",
            new XAttribute(W + "id", id),
            new XAttribute(W + "author", author),
            new XAttribute(W + "date", at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            new XElement(
                W + "p",
                new XElement(W + "r", new XElement(W + "t", new XAttribute(Space, "preserve"), Sayable(comment.Text)))
            )
        );

    private byte[] Save()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in docx.Zip.Entries.DistinctBy(e => e.FullName))
            {
                var name = entry.FullName.Replace('\\', '/').TrimStart('/');
                if (name.EndsWith('/'))
                {
                    continue;
                }

                Add(zip, name, parts.Remove(name, out var changed) ? changed : docx.Zip.Find(name) ?? []);
            }

            foreach (var (name, bytes) in parts)
            {
                Add(zip, name, bytes);
            }
        }

        return file.ToArray();
    }

    private void Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = at;
        using var stream = entry.Open();
        stream.Write(bytes);
    }

    private static string RelationsOf(string part)
    {
        var slash = part.LastIndexOf('/');
        return $"{part[..(slash + 1)]}_rels/{part[(slash + 1)..]}.rels";
    }

    private static byte[] Bytes(XDocument document)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new() { Encoding = new System.Text.UTF8Encoding(false) }))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }

    /// <summary>Without what XML can't say: control characters and halves of surrogate pairs.</summary>
    internal static string Sayable(string text)
    {
        if (!text.Any(c => char.IsSurrogate(c) || !XmlConvert.IsXmlChar(c)))
        {
            return text;
        }

        var sayable = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                sayable.Append(text[i]).Append(text[++i]);
            }
            else if (!char.IsSurrogate(text[i]) && XmlConvert.IsXmlChar(text[i]))
            {
                sayable.Append(text[i]);
            }
            else
            {
                sayable.Append('\uFFFD');
            }
        }

        return sayable.ToString();
    }
}
