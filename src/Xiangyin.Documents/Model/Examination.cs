using System.Collections.Immutable;

namespace Xiangyin.Documents;

/// <summary>Looks a document over before it is written.</summary>
public static class Examination
{
    /// <summary>The most characters one element may have.</summary>
    public const int LongestText = 200_000;

    /// <summary>The most elements, rows among them, a document may have.</summary>
    public const int MostElements = 200_000;

    /// <summary>Every reason why the document cannot be written; empty when it can.</summary>
    public static IReadOnlyList<Refusal> Examine(this OfficialDocument document)
    {
        var refusals = new List<Refusal>();
        Head(document, refusals);
        if (string.IsNullOrWhiteSpace(document.Title))
            refusals.Add(new(RefusalReason.Missing, "title", "An official document has a title."));
        Length(document.Title, "title", refusals);
        OneLine(document.Addressee, "addressee", refusals);
        Blocks(document.Body, "body", refusals);
        for (var i = 0; i < document.Annexes.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(document.Annexes[i].Title))
                refusals.Add(new(RefusalReason.Missing, $"annexes[{i}].title", "An annex has a title."));
            OneLine(document.Annexes[i].Title, $"annexes[{i}].title", refusals);
            Blocks(document.Annexes[i].Body, $"annexes[{i}].body", refusals);
        }
        foreach (var attendance in document.Attendances)
        {
            OneLine(attendance.Label, "attendances", refusals);
            OneLine(attendance.Names, "attendances", refusals);
        }
        Signature(document.Signature, refusals);
        OneLine(document.Note, "note", refusals);
        OneLine(document.Colophon?.CopyTo, "colophon.copyTo", refusals);
        OneLine(document.Colophon?.PrintedBy, "colophon.printedBy", refusals);
        if (
            document.Verification is { } verification
            && (!Opens(verification) || verification.AbsoluteUri.Length > 400)
        )
            refusals.Add(
                new(
                    RefusalReason.LinkAddress,
                    "verification",
                    $"'{verification}' is not an absolute http or https address of at most 400 characters."
                )
            );
        if (Size(document) > MostElements)
            refusals.Add(
                new(RefusalReason.TooLong, "body", $"A document has at most {MostElements} elements; divide it.")
            );
        return refusals;
    }

    /// <summary>Throws <see cref="DocumentRefusedException"/> unless the document can be written.</summary>
    internal static void Admit(OfficialDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Examine() is { Count: > 0 } refusals)
            throw new DocumentRefusedException(refusals);
    }

    private static void Head(OfficialDocument document, List<Refusal> refusals)
    {
        if (document.Head is not { } head)
        {
            if (document.Form != DocumentForm.WorkReport)
                refusals.Add(new(RefusalReason.Missing, "head", $"The form {document.Form} needs a head."));
            return;
        }
        if (document.Form == DocumentForm.WorkReport)
            refusals.Add(
                new(RefusalReason.NotInThisForm, "head", "A work report has no head; choose the form RedHead.")
            );
        if (string.IsNullOrWhiteSpace(head.Mark))
            refusals.Add(new(RefusalReason.Missing, "head.mark", "A head has the issuer's mark."));
        if (head.CopyNumber is < 1 or > 999_999)
            refusals.Add(new(RefusalReason.OutOfRange, "head.copyNumber", "A copy number is 1 to 999999."));
        if (!head.Signatories.IsDefaultOrEmpty && head.Number is null)
            refusals.Add(new(RefusalReason.Missing, "head.number", "Signatories stand beside a number; give one."));
        OneLine(head.Mark, "head.mark", refusals);
        OneLine(head.Number, "head.number", refusals);
        OneLine(head.Secrecy, "head.secrecy", refusals);
        OneLine(head.Urgency, "head.urgency", refusals);
        foreach (var signatory in head.Signatories)
            OneLine(signatory, "head.signatories", refusals);
    }

    private static void Signature(Signature? signature, List<Refusal> refusals)
    {
        if (signature is null)
            return;
        if (signature.Signers.IsDefaultOrEmpty || signature.Signers.Any(string.IsNullOrWhiteSpace))
            refusals.Add(new(RefusalReason.Missing, "signature", "A signature names at least one signer."));
        if (signature.Office is not null && signature.Kind != SignatureKind.Stamp)
            refusals.Add(new(RefusalReason.NotInThisForm, "signature.office", "An office stands only before a stamp."));
        if (signature.SealDiameter is not (>= 20 and <= 60))
            refusals.Add(new(RefusalReason.OutOfRange, "signature.sealDiameter", "A seal measures 20 to 60 mm."));
        OneLine(signature.Office, "signature.office", refusals);
        foreach (var signer in signature.Signers)
            OneLine(signer, "signature", refusals);
    }

    private static void Blocks(ImmutableArray<Block> blocks, string where, List<Refusal> refusals)
    {
        for (var i = 0; i < blocks.Length; i++)
        {
            var here = $"{where}[{i}]";
            switch (blocks[i])
            {
                case Heading heading:
                    if (heading.Level is < 1 or > 4)
                        refusals.Add(
                            new(RefusalReason.HeadingLevel, here, $"Heading level {heading.Level} is not 1 to 4.")
                        );
                    Runs(heading.Text, here, refusals);
                    OneLine(PlainText.Of(heading.Text), here, refusals);
                    break;
                case Paragraph paragraph:
                    Runs(paragraph.Text, here, refusals);
                    break;
                case Table table:
                    Shape(table, here, refusals);
                    break;
                case Picture picture:
                    Shape(picture, here, refusals);
                    break;
                case Chart chart:
                    Shape(chart, here, refusals);
                    break;
            }
        }
    }

    private static void Shape(Table table, string where, List<Refusal> refusals)
    {
        OneLine(table.Title, where + ".title", refusals);
        if (table.Columns.Length is < 1 or > 63)
            refusals.Add(
                new(RefusalReason.TableShape, where, $"A table has 1 to 63 columns, not {table.Columns.Length}.")
            );
        if (table.Columns.Any(column => column.Share is { } share && !(share > 0 && share < 1e6)))
            refusals.Add(new(RefusalReason.OutOfRange, where, "A column's share is a positive number."));
        for (var i = 0; i < table.Rows.Length; i++)
        {
            var row = table.Rows[i];
            if (row.Length != table.Columns.Length)
            {
                var message = $"The row has {row.Length} cells for {table.Columns.Length} columns.";
                refusals.Add(new(RefusalReason.TableShape, $"{where}.rows[{i}]", message));
            }
            foreach (var cell in row)
                Runs(cell.Text, $"{where}.rows[{i}]", refusals);
        }
    }

    private static void Shape(Picture picture, string where, List<Refusal> refusals)
    {
        OneLine(picture.Caption, where + ".caption", refusals);
        OneLine(picture.Description, where + ".description", refusals);
        if (string.IsNullOrWhiteSpace(picture.Description))
            refusals.Add(
                new(
                    RefusalReason.Missing,
                    where + ".description",
                    "A picture says what it shows, for those who cannot see."
                )
            );
        if (picture.Width is not (null or >= 10 and <= OfficialFormat.AreaWidth))
            refusals.Add(new(RefusalReason.OutOfRange, where + ".width", "A picture is 10 to 156 mm wide."));
        else if (PreparedPicture.Of(picture).Refusal is { } reason)
            refusals.Add(
                new(
                    reason,
                    where,
                    reason == RefusalReason.PictureTooLarge
                        ? $"A picture has at most {PreparedPicture.MostPixels / 1_000_000} million pixels; make it smaller."
                        : "The file is not a PNG, JPEG, WebP, GIF or BMP, or breaks off; save it again."
                )
            );
    }

    private static void Shape(Chart chart, string where, List<Refusal> refusals)
    {
        OneLine(chart.Title, where + ".title", refusals);
        if (chart.Categories.Length is < 1 or > 60 || chart.Series.Length is < 1 or > 4)
            refusals.Add(new(RefusalReason.ChartShape, where, "A chart has 1 to 60 categories and 1 to 4 series."));
        foreach (var category in chart.Categories)
            OneLine(category, where + ".categories", refusals);
        foreach (var series in chart.Series)
        {
            OneLine(series.Name, where + ".series", refusals);
            if (series.Values.Length != chart.Categories.Length)
            {
                var message = $"A series has {series.Values.Length} values for {chart.Categories.Length} categories.";
                refusals.Add(new(RefusalReason.ChartShape, where + ".series", message));
            }
            if (series.Values.Any(value => value is < 0 or > 1_000_000_000_000))
                refusals.Add(
                    new(
                        RefusalReason.OutOfRange,
                        where + ".series",
                        "A bar's value is between nought and a million million."
                    )
                );
        }
    }

    private static void Runs(ImmutableArray<Inline> runs, string where, List<Refusal> refusals)
    {
        foreach (var run in runs)
        {
            Length(run.Text, where, refusals);
            if (run is Figure { Address: { } address } && !Opens(address))
                refusals.Add(
                    new(
                        RefusalReason.LinkAddress,
                        where,
                        $"'{address}' is not an absolute http, https or mailto address."
                    )
                );
        }
    }

    private static bool Opens(Uri address) =>
        address.IsAbsoluteUri
        && address.AbsoluteUri.Length <= 2048
        && (
            address.Scheme == Uri.UriSchemeHttp
            || address.Scheme == Uri.UriSchemeHttps
            || address.Scheme == Uri.UriSchemeMailto
        );

    private static void OneLine(string? text, string where, List<Refusal> refusals)
    {
        Length(text, where, refusals);
        if (text is not null && text.AsSpan().IndexOfAny('\n', '\r') >= 0)
            refusals.Add(new(RefusalReason.LineBreak, where, "This element has no line breaks."));
    }

    private static void Length(string? text, string where, List<Refusal> refusals)
    {
        if (text?.Length > LongestText)
            refusals.Add(new(RefusalReason.TooLong, where, $"A text has at most {LongestText} characters; divide it."));
    }

    private static long Size(OfficialDocument document) =>
        Count(document.Body) + document.Annexes.Sum(annex => Count(annex.Body));

    private static long Count(ImmutableArray<Block> blocks) =>
        blocks.Sum(block => block is Table table ? 1L + table.Rows.Length : 1L);
}
