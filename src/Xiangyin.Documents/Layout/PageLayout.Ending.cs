namespace Xiangyin.Documents;

// What stands after the text: annexes named, signature, date, 版记 (§7.3.4 to §7.4).
internal sealed partial class PageLayout
{
    private void AnnexList(Element element)
    {
        var first = element.Role == Role.AnnexListFirst;
        if (first)
            Blank(1);
        var label = TextWidth.Of(element.Label);
        var left = 2 + (first ? 0 : TextWidth.Of(words.Annex) + 1);
        var text = composer.Set(
            element.Label,
            FontRole.FangSong,
            element.Text,
            FontRole.FangSong,
            OfficialFormat.BodySize
        );
        Flow(text, left, left + label);
    }

    private void Attendance(Element element, int index)
    {
        if (elements[index - 1].Role != Role.Attendance)
            Blank(1);
        var text = composer.Set(element.Label, FontRole.Hei, element.Text, FontRole.FangSong, OfficialFormat.BodySize);
        Flow(text, 2, 2 + TextWidth.Of(element.Label));
    }

    private int BlankBeforeSigner => document.Signature?.Kind == SignatureKind.Unsealed ? 1 : 2;

    private int SignatureRows() =>
        document.Signature switch
        {
            null => 2,
            { Kind: SignatureKind.Stamp } signature => BlankBeforeSigner + signature.Signers.Length + 2,
            // A line below the date, for the seal reaches so far.
            { Kind: SignatureKind.Sealed } => BlankBeforeSigner + ((Seals.Rows - 1) * Seals.LinesBetween) + 3,
            var signature => BlankBeforeSigner + signature.Signers.Length + 1,
        };

    private SealGrid Seals => SealGrid.Of(document);

    private void Signer(Element element, int index)
    {
        if (elements[index - 1].Role != Role.Signer)
        {
            var above = row;
            KeepRows(SignatureRows());
            if (row == above && row > 0)
                textBottom = PageGrid.Top(row - 1) + PageGrid.Em(OfficialFormat.BodySize);
            else
                textBottom = null;
            Blank(BlankBeforeSigner);
            firstSigner = index;
        }
        if (row >= OfficialFormat.Lines)
            NextPage();
        var text = composer.Set(
            element.Label,
            FontRole.FangSong,
            element.Text,
            FontRole.FangSong,
            OfficialFormat.BodySize
        );
        if (OfficialFormat.AreaWidth < text.Width)
            throw Refused(RefusalReason.TooLong, "signature", "A signer is longer than a line.");
        if (document.Signature!.Kind == SignatureKind.Sealed)
        {
            Sealed(text, index - firstSigner);
            return;
        }
        var right = PageGrid.Right - (SignatureInsets.Of(document).Signer(element) * OfficialFormat.Column);
        PlaceAt(
            text,
            Math.Max(OfficialFormat.AreaLeft, right - text.Width),
            PageGrid.Top(row),
            OfficialFormat.BodySize
        );
        row++;
    }

    /// <summary>Signers in rows of as many seals as have room side by side, the last over the date.</summary>
    private void Sealed(SetText signer, int number)
    {
        var grid = Seals;
        var (line, column) = grid.Place(number);
        if (column == 0 && line > 0)
            row += grid.LinesBetween - 1;
        var x = grid.Centre(number);
        var left = Math.Clamp(x - (signer.Width / 2), OfficialFormat.AreaLeft, PageGrid.Right - signer.Width);
        PlaceAt(signer, left, PageGrid.Top(row), OfficialFormat.BodySize);
        // Signer and date stand a little below the seal's middle; the first seals' tops within a line of the text.
        var top = (textBottom + 10) ?? (PageGrid.Top(row) - 15.7);
        var y = top + (grid.Diameter / 2) + (line * grid.LinesBetween * OfficialFormat.LinePitch);
        seals.Add(
            new SealPlace(page.Number, left + (signer.Width / 2), y, grid.Diameter, document.Signature!.Signers[number])
        );
        if (number + 1 == document.Signature.Signers.Length || grid.Place(number + 1).Column == 0)
            row++;
    }

    private double? textBottom;
    private int firstSigner;

    private void Date(Element element)
    {
        if (document.Signature is null)
            KeepRows(2);
        if (document.Signature is null or { Kind: SignatureKind.Stamp })
            Blank(1);
        if (row >= OfficialFormat.Lines)
            NextPage();
        var right = PageGrid.Right - (SignatureInsets.Of(document).Date * OfficialFormat.Column);
        var text = composer.Set(element.Text, FontRole.FangSong, OfficialFormat.BodySize);
        PlaceRight(text, right, PageGrid.Top(row), OfficialFormat.BodySize);
        row++;
    }

    /// <summary>At the foot of the last page, which is an even one (§7.4).</summary>
    private void Colophon(Element? copyTo, Element? printed)
    {
        const double size = OfficialFormat.SmallSize;
        var one = PageGrid.Character(size);
        var width = OfficialFormat.AreaWidth - (2 * one);
        var copies = copyTo is null
            ? null
            : composer.Set(copyTo.Label, FontRole.FangSong, copyTo.Text, FontRole.FangSong, size);
        var lines = copies is null ? [] : LineBreaker.Break(copies.Pieces, width, 0, TextWidth.Of(copyTo!.Label) * one);
        var height = (lines.Count + (printed is null ? 0 : 1)) * ColophonPitch;
        if (height > OfficialFormat.AreaHeight)
            throw Refused(RefusalReason.TooLong, "colophon", "The copies do not fit on a page.");
        var last = page.Number;
        if (row > PageGrid.RowBelow(PageGrid.Bottom - height) - 1)
            NextPage();
        if (page.Number % 2 == 1)
            NextPage();
        // With a blank page before it, neither has a number (§7.5).
        for (var number = last + 1; page.Number - last > 1 && number <= page.Number; number++)
            unnumbered.Add(number);
        var y = PageGrid.Bottom - height;
        var x = OfficialFormat.AreaLeft + one;
        var inset = (ColophonPitch - PageGrid.Em(size)) / 2;
        ColophonRule(y, 0.35);
        foreach (var line in lines)
        {
            Place(copies!, line, x, y + inset, size);
            y += ColophonPitch;
        }
        if (printed is null)
            return;
        if (lines.Count > 0)
            ColophonRule(y - 0.125, 0.25);
        PlaceAt(composer.Set(printed.Text, FontRole.FangSong, size), x, y + inset, size);
        PlaceRight(composer.Set(printed.Trailing[0], FontRole.FangSong, size), PageGrid.Right - one, y + inset, size);
        ColophonRule(PageGrid.Bottom - 0.35, 0.35);
    }

    private void ColophonRule(double y, double weight)
    {
        // A letter's has none (§10.1).
        if (!IsLetter)
            Rule(OfficialFormat.AreaLeft, y, OfficialFormat.AreaWidth, weight);
    }

    /// <summary>
    /// The code with which a reader checks the paper, at the binding edge of the last page under the type area, where
    /// no page number stands.
    /// </summary>
    private void VerificationCode()
    {
        if (document.Verification is not { } address)
            return;
        page = pages[^1];
        // A letter's lower rule leaves less room on its first page.
        var side = IsLetter && page.Number == 1 ? 12.0 : 18.0;
        const double size = 9;
        var top = PageGrid.Bottom + (IsLetter && page.Number == 1 ? 2 : 3.5);
        var isOdd = page.Number % 2 == 1;
        var left = isOdd ? OfficialFormat.AreaLeft : PageGrid.Right - side;
        var modules = QrCode.Of(address);
        var module = side / modules.Length;
        for (var y = 0; y < modules.Length; y++)
        {
            for (int x = 0, start; x < modules.Length; x++)
            {
                for (start = x; x < modules.Length && modules[y][x]; x++) { }
                if (x > start)
                    Rule(left + (start * module), top + (y * module), (x - start) * module, module);
            }
        }
        var words = composer.Set([new Figure(this.words.Verify, null, address)], FontRole.Song, size);
        var beside = isOdd ? left + side + 2 : left - 2 - words.Width;
        PlaceAt(words, beside, top + side - PageGrid.Em(size) - 0.5, size);
    }
}
