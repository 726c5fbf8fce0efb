namespace Xiangyin.Reading;

/// <summary>
/// A text in the form that is read: simplified characters, half-width digits and letters, line ends as \n, and without what only interrupts (blanks between Chinese
/// characters or beside digits, zero-width marks, pinyin in brackets after a character, page numbers in the middle of a sentence). Each character remembers where it came from.
/// </summary>
public sealed class PlainText
{
    private readonly string original;
    private readonly int[] starts;
    private readonly int[] shifts;
    private int[]? lines;
    private int near;

    internal PlainText(string original, string text, int[] starts, int[] shifts)
    {
        this.original = original;
        this.starts = starts;
        this.shifts = shifts;
        Text = text;
    }

    /// <summary>The plain form. Its offsets are not those of the original: see <see cref="Origin(int)"/>.</summary>
    public string Text { get; }

    /// <summary>Where a character of <see cref="Text"/> stood in the original. The end maps to the end.</summary>
    public int Origin(int offset)
    {
        if (offset >= Text.Length)
        {
            return original.Length;
        }

        // What is asked for next stands mostly near what was asked for last; a race between threads costs a search.
        var at = near;
        if (at >= starts.Length || starts[at] > offset || (at + 1 < starts.Length && starts[at + 1] <= offset))
        {
            at = Array.BinarySearch(starts, offset);
            at = at >= 0 ? at : ~at - 1;
            near = Math.Max(at, 0);
        }

        return offset + (at < 0 ? 0 : shifts[at]);
    }

    /// <summary>The stretch of the original that a non-empty stretch of <see cref="Text"/> was read from, with what interrupted it.</summary>
    public Span Origin(int start, int end) =>
        start >= end ? new(Origin(start), 0) : Span.Between(Origin(start), Origin(end - 1) + 1);

    /// <summary>The place in <see cref="Text"/> of a code unit of the original; of one that was left out, the next that was not.</summary>
    public int PlaceOf(int origin)
    {
        // The last stretch that begins no later; what lies behind its end was left out.
        var (low, high) = (0, starts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (starts[middle] + shifts[middle] <= origin)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var place = origin - (low == 0 ? 0 : shifts[low - 1]);
        return Math.Clamp(place, 0, low < starts.Length ? starts[low] : Text.Length);
    }

    /// <summary>Line and column, from 1, of a code unit of the original; \n, \r\n and \r end a line, a column is a UTF-16 code unit.</summary>
    public (int Line, int Column) PositionOf(int origin)
    {
        lines ??= LineStarts();
        var at = Array.BinarySearch(lines, origin);
        var line = at >= 0 ? at : ~at - 1;
        return (line + 1, origin - lines[line] + 1);
    }

    private int[] LineStarts()
    {
        var found = new List<int> { 0 };
        for (var i = 0; i < original.Length; i++)
        {
            if (original[i] == '\n' || (original[i] == '\r' && (i + 1 == original.Length || original[i + 1] != '\n')))
            {
                found.Add(i + 1);
            }
        }

        return [.. found];
    }
}
