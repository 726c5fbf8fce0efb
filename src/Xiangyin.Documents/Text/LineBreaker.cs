namespace Xiangyin.Documents;

/// <summary>A character as it is to be set.</summary>
/// <param name="Rune">The code point.</param>
/// <param name="Width">Its natural width in the unit of the line's.</param>
/// <param name="Group">Neighbours in one group (a figure) stay on one line where they fit; 0 is no group.</param>
internal readonly record struct Piece(int Rune, double Width, int Group = 0);

/// <summary>A line: the pieces from <paramref name="Start"/> to before <paramref name="End"/>, and where each begins.</summary>
internal readonly record struct Line(int Start, int End, double[] Places);

/// <summary>
/// Breaks a paragraph into lines. A line that would be followed by forbidden punctuation first pulls it in by
/// compressing, then pushes a character out, and is stretched to the full width in the end.
/// </summary>
internal static class LineBreaker
{
    /// <summary>How many characters compression may pull in at most.</summary>
    private const int MostPulled = 2;

    private const double Slack = 1e-6;

    /// <param name="pieces">The paragraph; a line feed ends a line.</param>
    /// <param name="width">The width of a line.</param>
    /// <param name="first">The indent of the first line.</param>
    /// <param name="rest">The indent of the others.</param>
    /// <param name="justify">Whether lines but the last are stretched to the full width.</param>
    public static List<Line> Break(
        ReadOnlySpan<Piece> pieces,
        double width,
        double first = 0,
        double rest = 0,
        bool justify = true
    )
    {
        var lines = new List<Line>();
        var start = 0;
        var limit = -1;
        while (start < pieces.Length)
        {
            var indent = start == 0 ? first : rest;
            if (start >= limit)
                limit = LineFeed(pieces, start);
            var end = End(pieces, start, limit, width - indent);
            lines.Add(Place(pieces, start, end, indent, width, justify && end < limit));
            start = end;
            if (start == limit && limit < pieces.Length)
                limit = ++start; // past the line feed
            while (end < limit && start < limit && pieces[start].Rune == ' ')
                start++; // a space at a break is not set
        }
        if (lines.Count == 0)
            lines.Add(new Line(0, 0, []));
        return lines;
    }

    private static int End(ReadOnlySpan<Piece> pieces, int start, int limit, double room)
    {
        double used = 0;
        var fit = start;
        while (fit < limit && used + pieces[fit].Width <= room + Slack)
            used += pieces[fit++].Width;
        if (fit == limit)
            return limit;
        if (fit == start)
            return start + 1; // wider than the line: alone on it
        if (MayEnd(pieces, start, fit, limit, room))
            return fit;
        // Pull in.
        var shrink = Shrinkable(pieces, start, fit);
        var wide = used;
        for (var end = fit + 1; end <= limit && end - fit <= MostPulled; end++)
        {
            var piece = pieces[end - 1];
            wide += piece.Width;
            var last = Punctuation.ClosesLine(piece.Rune) ? piece.Width / 2 : 0;
            if (wide - shrink - last <= room + Slack && (end == limit || MayEnd(pieces, start, end, limit, room)))
                return end;
            shrink += Shrink(piece);
        }
        // Push out.
        for (var end = fit - 1; end > start; end--)
        {
            if (MayEnd(pieces, start, end, limit, room))
                return end;
        }
        // One long word: broken where the line ends, but still not before or after a mark that forbids it.
        for (var end = fit; end > start; end--)
        {
            if (!Punctuation.NeverStarts(pieces[end].Rune) && !Punctuation.NeverEnds(pieces[end - 1].Rune))
                return end;
        }
        return fit;
    }

    private static bool MayEnd(ReadOnlySpan<Piece> pieces, int start, int end, int limit, double room)
    {
        if (end >= limit)
            return true;
        var (before, after) = (pieces[end - 1], pieces[end]);
        if (before.Group != 0 && before.Group == after.Group && GroupFits(pieces, end, room))
            return false;
        return Punctuation.MayPart(end >= 2 ? pieces[end - 2].Rune : 0, before.Rune, after.Rune);
    }

    /// <summary>A group is kept whole unless it would leave more than half a line empty.</summary>
    private static bool GroupFits(ReadOnlySpan<Piece> pieces, int inside, double room)
    {
        var group = pieces[inside].Group;
        double width = 0;
        for (var i = inside; i < pieces.Length && pieces[i].Group == group; i++)
            width += pieces[i].Width;
        for (var i = inside - 1; i >= 0 && pieces[i].Group == group; i--)
            width += pieces[i].Width;
        return width <= room / 2;
    }

    private static double Shrink(Piece piece) => Punctuation.Shrinks(piece.Rune) ? piece.Width / 2 : 0;

    private static double Shrinkable(ReadOnlySpan<Piece> pieces, int start, int end)
    {
        double sum = 0;
        for (var i = start; i < end; i++)
            sum += Shrink(pieces[i]);
        return sum;
    }

    private static Line Place(ReadOnlySpan<Piece> pieces, int start, int end, double indent, double width, bool justify)
    {
        var places = new double[end - start];
        double natural = 0;
        for (var i = start; i < end; i++)
            natural += pieces[i].Width;
        var slack = width - indent - natural;
        if (slack < -Slack)
            Compress(pieces[start..end], places, indent, -slack);
        else if (justify && slack > Slack && end - start > 1)
            Stretch(pieces[start..end], places, indent, slack);
        else
            Natural(pieces[start..end], places, indent);
        return new Line(start, end, places);
    }

    private static void Natural(ReadOnlySpan<Piece> line, double[] places, double x)
    {
        for (var i = 0; i < line.Length; i++)
        {
            places[i] = x;
            x += line[i].Width;
        }
    }

    /// <summary>The punctuation at the end gives its half first; the rest give in equal parts.</summary>
    private static void Compress(ReadOnlySpan<Piece> line, double[] places, double x, double excess)
    {
        var last = line[^1];
        if (Punctuation.ClosesLine(last.Rune))
            excess -= Math.Min(excess, last.Width / 2);
        var inside = line[..^1];
        var shrinkable = Shrinkable(inside, 0, inside.Length);
        var part = shrinkable > 0 ? Math.Min(1, excess / shrinkable) : 0;
        for (var i = 0; i < line.Length; i++)
        {
            var shrink = i < inside.Length ? Shrink(line[i]) * part : 0;
            // An opening mark gives its left half, so it moves itself.
            places[i] = Punctuation.Opens(line[i].Rune) ? x - shrink : x;
            x += line[i].Width - shrink;
        }
    }

    /// <summary>Every gap but those inside words, numbers, dashes and ellipses takes an equal part.</summary>
    private static void Stretch(ReadOnlySpan<Piece> line, double[] places, double x, double slack)
    {
        var gaps = 0;
        for (var i = 1; i < line.Length; i++)
            gaps += Opens(line[i - 1].Rune, line[i].Rune) ? 1 : 0;
        var anywhere = gaps == 0;
        var part = slack / (anywhere ? line.Length - 1 : gaps);
        for (var i = 0; i < line.Length; i++)
        {
            if (i > 0 && (anywhere || Opens(line[i - 1].Rune, line[i].Rune)))
                x += part;
            places[i] = x;
            x += line[i].Width;
        }
    }

    private static bool Opens(int before, int after) =>
        !(Punctuation.IsWord(before) && Punctuation.IsWord(after)) && !(before == after && before is '—' or '…');

    private static int LineFeed(ReadOnlySpan<Piece> pieces, int start)
    {
        for (var i = start; i < pieces.Length; i++)
        {
            if (pieces[i].Rune == '\n')
                return i;
        }
        return pieces.Length;
    }
}
