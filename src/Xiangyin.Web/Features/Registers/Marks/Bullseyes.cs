namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>A black square in a white one in a black one, found in a picture.</summary>
/// <param name="X">Its middle, in pixels.</param>
/// <param name="Y">Its middle, in pixels.</param>
/// <param name="Cell">The side of one of its seven cells, in pixels.</param>
/// <param name="Rows">On how many rows it was seen.</param>
internal sealed record Bullseye(double X, double Y, double Cell, int Rows);

/// <summary>
/// Finds bullseyes: any line through the middle of one meets black, white, black, white, black as 1 : 1 : 3 : 1 : 1, however it is turned.
/// A QR code's three eyes are bullseyes too, with smaller cells.
/// </summary>
internal static class BullseyeFinder
{
    private const int FewestRows = 3;
    private const double SmallestCell = 1.6;

    public static IReadOnlyList<Bullseye> Find(Picture picture)
    {
        var black = Threshold(picture);
        var found = new List<Bullseye>();
        Span<int> runs = stackalloc int[5];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = black.AsSpan(y * picture.Width, picture.Width);
            runs.Clear();
            var place = 0;
            for (var x = 0; x <= row.Length; x++)
            {
                var isBlack = x < row.Length && row[x];
                if (isBlack == (place % 2 == 0))
                {
                    runs[place]++;
                }
                else if (place < 4)
                {
                    // White before the first black is no run.
                    place += place == 0 && runs[0] == 0 ? 0 : 1;
                    runs[place] += place == 0 ? 0 : 1;
                }
                else
                {
                    Consider(black, picture, x, y, runs, found);
                    (runs[0], runs[1], runs[2], runs[3], runs[4]) = (runs[2], runs[3], runs[4], 1, 0);
                    place = 3;
                }
            }
        }

        return [.. found.Where(f => f.Rows >= FewestRows)];
    }

    private static void Consider(bool[] black, Picture picture, int x, int y, Span<int> runs, List<Bullseye> found)
    {
        if (CellOf(runs) is not { } cell)
        {
            return;
        }

        var middle = x - runs[4] - runs[3] - (runs[2] / 2.0);
        if (
            Cross(black, picture, (int)middle, y, down: true) is not var (middleY, cellY)
            || cellY > cell * 1.6
            || cell > cellY * 1.6
            || Cross(black, picture, (int)middle, (int)middleY, down: false) is not var (middleX, cellX)
        )
        {
            return;
        }

        var seen = new Bullseye(middleX, middleY, (cellX + cellY) / 2, 1);
        var same = found.FindIndex(f => Math.Abs(f.X - seen.X) + Math.Abs(f.Y - seen.Y) < 3 * f.Cell);
        if (same < 0)
        {
            found.Add(seen);
            return;
        }

        var before = found[same];
        var n = before.Rows;
        found[same] = new(
            ((before.X * n) + seen.X) / (n + 1),
            ((before.Y * n) + seen.Y) / (n + 1),
            ((before.Cell * n) + seen.Cell) / (n + 1),
            n + 1
        );
    }

    private static double? CellOf(ReadOnlySpan<int> runs)
    {
        var cell = (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) / 7.0;
        var slack = cell * 0.6;
        return
            cell >= SmallestCell
            && Math.Abs(runs[0] - cell) < slack
            && Math.Abs(runs[1] - cell) < slack
            && Math.Abs(runs[2] - (3 * cell)) < 2 * slack
            && Math.Abs(runs[3] - cell) < slack
            && Math.Abs(runs[4] - cell) < slack
            ? cell
            : null;
    }

    /// <summary>The five runs on the line through a place, across or down: their middle and the side of a cell.</summary>
    private static (double Middle, double Cell)? Cross(bool[] black, Picture picture, int x, int y, bool down)
    {
        var length = down ? picture.Height : picture.Width;
        var start = down ? y : x;
        bool At(int i) => black[down ? (i * picture.Width) + x : (y * picture.Width) + i];
        if (!At(start))
        {
            return null;
        }

        Span<int> runs = stackalloc int[5];
        var i = start;
        foreach (var (run, want) in new[] { (2, true), (1, false), (0, true) })
        {
            for (; i >= 0 && At(i) == want; i--)
            {
                runs[run]++;
            }
        }

        i = start + 1;
        foreach (var (run, want) in new[] { (2, true), (3, false), (4, true) })
        {
            for (; i < length && At(i) == want; i++)
            {
                runs[run]++;
            }
        }

        return CellOf(runs) is { } cell ? (i - runs[4] - runs[3] - (runs[2] / 2.0), cell) : null;
    }

    /// <summary>What is black beside its surroundings, so that a shadow is not.</summary>
    private static bool[] Threshold(Picture picture)
    {
        var (width, height) = (picture.Width, picture.Height);
        var sums = new long[(width + 1) * (height + 1)];
        for (var y = 0; y < height; y++)
        {
            long row = 0;
            for (var x = 0; x < width; x++)
            {
                row += picture.Pixels[(y * width) + x];
                sums[((y + 1) * (width + 1)) + x + 1] = sums[(y * (width + 1)) + x + 1] + row;
            }
        }

        var reach = Math.Max(8, Math.Max(width, height) / 24);
        var black = new bool[width * height];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = (Math.Max(0, y - reach), Math.Min(height, y + reach + 1));
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (Math.Max(0, x - reach), Math.Min(width, x + reach + 1));
                var sum =
                    sums[(bottom * (width + 1)) + right]
                    - sums[(top * (width + 1)) + right]
                    - sums[(bottom * (width + 1)) + left]
                    + sums[(top * (width + 1)) + left];
                var at = (y * width) + x;
                black[at] = picture.Pixels[at] * (long)((bottom - top) * (right - left)) * 100 < sum * 82;
            }
        }

        return black;
    }
}
