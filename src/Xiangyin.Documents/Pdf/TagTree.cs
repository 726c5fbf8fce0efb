namespace Xiangyin.Documents;

/// <summary>
/// What each piece of a page is (ISO 32000-1 §14.7 and §14.8): the title, headings, paragraphs, tables with rows and
/// cells, figures and links, in reading order.
/// </summary>
internal sealed class TagTree(List<Element> elements, int pages)
{
    /// <summary>What a piece of content belongs to; no tag for what is no part of the text.</summary>
    internal readonly record struct Mark(Tag? Tag);

    /// <summary>Page numbers, rules, repeated heads.</summary>
    public static readonly Mark Artifact = new(null);

    /// <summary>Something inside a tag: another tag, content of a page, or an annotation.</summary>
    internal readonly record struct Kid(Tag? Tag, int Page, int Content, int Annotation);

    /// <param name="name">Its standard type (§14.8.4).</param>
    /// <param name="parent">What it stands in.</param>
    /// <param name="element">Its element's place in the document, by which the root's children are ordered.</param>
    internal sealed class Tag(string name, Tag? parent, int element = int.MaxValue)
    {
        public int Element => element;

        public string Name => name;

        public Tag? Parent => parent;

        public List<Kid> Kids { get; } = [];

        public string? Description { get; init; }

        /// <summary>Its object in the file.</summary>
        public int Number { get; set; }
    }

    private readonly record struct Key(int Element, int Row, int Column, Figure? Figure);

    private readonly Dictionary<Key, Tag> known = [];
    private readonly List<Tag> all = [];
    private int page;

    public Tag Root { get; } = new("Document", null);

    /// <summary>Puts the document's elements into their order; a page draws its pictures first.</summary>
    public void Order()
    {
        var kids = Root.Kids.OrderBy(kid => kid.Tag!.Element).ToList();
        Root.Kids.Clear();
        Root.Kids.AddRange(kids);
    }

    /// <summary>Every tag but the root, parents before children.</summary>
    public IReadOnlyList<Tag> All => all;

    /// <summary>For each page the tags of its contents in the order of their numbers.</summary>
    public List<List<Tag>> Pages { get; } = [];

    /// <summary>The tags of annotations, in the order of theirs.</summary>
    public List<Tag> Annotated { get; } = [];

    public void BeginPage(int number)
    {
        page = number;
        Pages.Add([]);
    }

    /// <summary>A number for the content of a tag that begins on this page.</summary>
    public int Begin(Tag tag)
    {
        var contents = Pages[^1];
        contents.Add(tag);
        tag.Kids.Add(new Kid(null, page, contents.Count - 1, 0));
        return contents.Count - 1;
    }

    public Mark Of(PlacedText text)
    {
        if (text.Cell is { IsRepeated: true } || (text.Element < 0 && text.Figure is null))
            return Artifact;
        return new Mark(Find(text));
    }

    public Mark Of(PlacedPicture picture) => new(OfElement(picture.Element));

    /// <summary>The place of an annotation's tag in the parent tree.</summary>
    public int Annotate(PlacedText text, int annotation) => Annotate(Find(text), annotation);

    public int Annotate(SealPlace seal, int annotation) => Annotate(New("Form", Root, seal.Signer), annotation);

    private int Annotate(Tag tag, int annotation)
    {
        tag.Kids.Add(new Kid(null, page, 0, annotation));
        Annotated.Add(tag);
        return FirstAnnotation + Annotated.Count - 1;
    }

    /// <summary>Where annotations begin in the parent tree: after the pages.</summary>
    public int FirstAnnotation => pages;

    private Tag Find(PlacedText text)
    {
        var figure = text.Figure?.Address is null ? null : text.Figure;
        var cell = text.Cell;
        var key = new Key(text.Element, cell?.Row ?? -1, cell?.Column ?? -1, figure);
        if (!known.TryGetValue(key, out var tag))
        {
            tag = OfText(text.Element, cell);
            if (figure is not null)
                known.Add(key, tag = New("Link", tag));
        }
        return tag;
    }

    private Tag OfText(int element, TableCell? cell)
    {
        if (cell is not { } at)
            return OfElement(element);
        var key = new Key(element, at.Row, at.Column, null);
        if (known.TryGetValue(key, out var tag))
            return tag;
        // A row has all its cells, those without text too.
        var row = New("TR", OfElement(element));
        for (var column = 0; column < elements[element].Table!.Columns.Length; column++)
            known.Add(key with { Column = column }, New(at.Row == 0 ? "TH" : "TD", row));
        return known[key];
    }

    private Tag OfElement(int element)
    {
        var key = new Key(element, -1, -1, null);
        if (known.TryGetValue(key, out var tag))
            return tag;
        var (name, description) = element < 0 ? ("P", null) : Kind(elements[element]);
        known.Add(key, tag = New(name, Root, description, element < 0 ? int.MaxValue : element));
        return tag;
    }

    private Tag New(string name, Tag parent, string? description = null, int element = int.MaxValue)
    {
        var tag = new Tag(name, parent, element) { Description = description };
        parent.Kids.Add(new Kid(tag, 0, 0, 0));
        all.Add(tag);
        return tag;
    }

    private static (string Name, string? Description) Kind(Element element) =>
        element.Role switch
        {
            Role.Title or Role.AnnexTitle => ("H1", null),
            Role.Heading1 => ("H2", null),
            Role.Heading2 => ("H3", null),
            Role.Heading3 => ("H4", null),
            Role.Heading4 => ("H5", null),
            Role.Table => ("Table", null),
            Role.Picture or Role.Chart => ("Figure", PlainText.Of(element.Text)),
            _ => ("P", null),
        };
}
