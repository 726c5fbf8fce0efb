using System.Collections.Immutable;
using System.Globalization;

namespace Xiangyin.Documents;

/// <summary>What an element of an official document is for; decides how it is set.</summary>
internal enum Role
{
    CopyNumber,
    Secrecy,
    Urgency,
    Mark,
    Number,
    Title,
    Addressee,
    Heading1,
    Heading2,
    Heading3,
    Heading4,
    Body,
    TableTitle,
    Table,
    Picture,
    Chart,
    Caption,
    AnnexListFirst,
    AnnexListNext,
    Attendance,
    Signer,
    Date,
    Note,
    AnnexLabel,
    AnnexTitle,
    CopyTo,
    Printed,
}

/// <summary>One element in reading order, with every word the standard adds to it.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Text">Its runs.</param>
internal sealed record Element(Role Role, ImmutableArray<Inline> Text)
{
    public Element(Role role, string text)
        : this(role, [new Plain(text)]) { }

    /// <summary>What stands before the text in its own face or place: 附件：1.  出席：  签发人： </summary>
    public string Label { get; init; } = "";

    /// <summary>What stands at the right end of the same line: the printing day, the signatories' lines.</summary>
    public ImmutableArray<string> Trailing { get; init; } = [];

    public Table? Table { get; init; }

    public Picture? Picture { get; init; }

    public Chart? Chart { get; init; }
}

/// <summary>An official document as elements in the order of GB/T 9704-2012. What every writer and layout starts from.</summary>
internal static class Composition
{
    public static List<Element> Of(OfficialDocument document)
    {
        var words = Words.Of(document.Script);
        var elements = new List<Element>(document.Body.Length + 16);
        if (document.Head is { } head)
            AddHead(elements, document.Form, head, words);
        // An order goes from its number straight to its text (§10.2); its title is for catalogues only.
        if (document.Form != DocumentForm.Order)
            elements.Add(new Element(Role.Title, Lines(document.Title)));
        if (document.Addressee is { } addressee)
            elements.Add(new Element(Role.Addressee, addressee.TrimEnd('：', ':') + "："));
        AddBlocks(elements, document.Body);
        AddAnnexList(elements, document.Annexes, words);
        foreach (var attendance in document.Attendances)
            elements.Add(new Element(Role.Attendance, attendance.Names) { Label = attendance.Label + "：" });
        AddSignature(elements, document);
        if (document.Note is { } note)
            elements.Add(new Element(Role.Note, $"（{note}）"));
        AddAnnexPages(elements, document.Annexes, words);
        if (document.Colophon is { } colophon)
            AddColophon(elements, document.Form, colophon, words);
        return elements;
    }

    private static void AddHead(List<Element> elements, DocumentForm form, DocumentHead head, Words words)
    {
        var corner = Corner(head);
        var mark = new Element(Role.Mark, head.Mark);
        if (form == DocumentForm.Letter)
        {
            // A letter's number shares the first line under the double rule with whatever stands at its left (§10.1).
            elements.Add(mark);
            if (head.Number is { } letterNumber)
            {
                var first = corner.Count > 0 ? corner[0] : new Element(Role.Number, "");
                elements.Add(first with { Trailing = [letterNumber] });
                corner = [.. corner.Skip(1)];
            }
            elements.AddRange(corner);
            return;
        }
        elements.AddRange(corner);
        elements.Add(mark);
        if (head.Number is { } number)
            elements.Add(new Element(Role.Number, number) { Trailing = SignatoryLines(head.Signatories, words) });
    }

    private static List<Element> Corner(DocumentHead head)
    {
        var corner = new List<Element>(3);
        if (head.CopyNumber is { } copy)
            corner.Add(new Element(Role.CopyNumber, copy.ToString("D6", CultureInfo.InvariantCulture)));
        if (head.Secrecy is { } secrecy)
            corner.Add(new Element(Role.Secrecy, secrecy));
        if (head.Urgency is { } urgency)
            corner.Add(new Element(Role.Urgency, urgency));
        return corner;
    }

    /// <summary>Two names a line, the label before the first (§7.2.6).</summary>
    private static ImmutableArray<string> SignatoryLines(ImmutableArray<string> names, Words words) =>
        [.. names.Chunk(2).Select((pair, line) => (line == 0 ? words.Signatory : "") + string.Join("　", pair))];

    private static void AddBlocks(List<Element> elements, ImmutableArray<Block> blocks)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case Heading heading:
                    elements.Add(new Element(Role.Heading1 + (heading.Level - 1), heading.Text));
                    break;
                case Paragraph paragraph:
                    elements.Add(new Element(Role.Body, paragraph.Text));
                    break;
                case Table table:
                    if (table.Title is { } title)
                        elements.Add(new Element(Role.TableTitle, title));
                    elements.Add(new Element(Role.Table, []) { Table = table });
                    break;
                case Picture picture:
                    elements.Add(new Element(Role.Picture, picture.Description) { Picture = picture });
                    if (picture.Caption is { } caption)
                        elements.Add(new Element(Role.Caption, caption));
                    break;
                case Chart chart:
                    elements.Add(new Element(Role.Chart, ChartText.Of(chart)) { Chart = chart });
                    if (chart.Title is { } name)
                        elements.Add(new Element(Role.Caption, name));
                    break;
            }
        }
    }

    private static void AddAnnexList(List<Element> elements, ImmutableArray<Annex> annexes, Words words)
    {
        for (var i = 0; i < annexes.Length; i++)
        {
            var number = annexes.Length > 1 ? (i + 1).ToString(CultureInfo.InvariantCulture) + "." : "";
            elements.Add(
                new Element(i == 0 ? Role.AnnexListFirst : Role.AnnexListNext, annexes[i].Title)
                {
                    Label = (i == 0 ? words.Annex + "：" : "") + number,
                }
            );
        }
    }

    private static void AddSignature(List<Element> elements, OfficialDocument document)
    {
        if (document.Signature is not { } signature)
        {
            elements.Add(new Element(Role.Date, Numerals.Day(document.Date)));
            return;
        }
        for (var i = 0; i < signature.Signers.Length; i++)
        {
            var label = i == 0 && signature.Office is { } office ? office + "　　" : "";
            elements.Add(new Element(Role.Signer, signature.Signers[i]) { Label = label });
        }
        elements.Add(new Element(Role.Date, Numerals.Day(document.Date)));
    }

    private static void AddAnnexPages(List<Element> elements, ImmutableArray<Annex> annexes, Words words)
    {
        for (var i = 0; i < annexes.Length; i++)
        {
            if (annexes[i].Body.IsEmpty)
                continue;
            var number = annexes.Length > 1 ? (i + 1).ToString(CultureInfo.InvariantCulture) : "";
            elements.Add(new Element(Role.AnnexLabel, words.Annex + number));
            elements.Add(new Element(Role.AnnexTitle, Lines(annexes[i].Title)));
            AddBlocks(elements, annexes[i].Body);
        }
    }

    private static void AddColophon(List<Element> elements, DocumentForm form, Colophon colophon, Words words)
    {
        if (colophon.CopyTo is { } copyTo)
            elements.Add(new Element(Role.CopyTo, copyTo.TrimEnd('。') + "。") { Label = words.CopyTo });
        // A letter's leaves out who printed it and when (§10.1).
        if (form == DocumentForm.Letter)
            return;
        elements.Add(
            new Element(Role.Printed, colophon.PrintedBy)
            {
                Trailing = [Numerals.Day(colophon.PrintedOn) + words.Printed],
            }
        );
    }

    private static string Lines(string title) => title.ReplaceLineEndings("\n").Trim('\n');
}
