namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>Leads from the flat page to where it lies in a picture taken from any side. Eight numbers; the ninth is 1.</summary>
internal sealed class Homography
{
    private readonly double[] h;

    private Homography(double[] h) => this.h = h;

    /// <summary>The one that leads each place nearest to its point, by least squares; none where the points lie on a line.</summary>
    /// <param name="pairs">At least four places with their points.</param>
    public static Homography? Between(IReadOnlyList<(Spot Place, Spot Point)> pairs)
    {
        // Around the middles, so that squares of large numbers do not drown small differences.
        var from = Frame.Of(pairs.Select(p => p.Place));
        var to = Frame.Of(pairs.Select(p => p.Point));
        var matrix = new double[8, 9];
        Span<double> row = stackalloc double[9];
        foreach (var (place, point) in pairs)
        {
            var (x, y) = from.Into(place);
            var (u, v) = to.Into(point);
            row.Clear();
            (row[0], row[1], row[2], row[6], row[7], row[8]) = (x, y, 1, -x * u, -y * u, u);
            AddSquares(matrix, row);
            row.Clear();
            (row[3], row[4], row[5], row[6], row[7], row[8]) = (x, y, 1, -x * v, -y * v, v);
            AddSquares(matrix, row);
        }

        return Solve(matrix) is { } solved ? new([.. Compose(from, solved, to)]) : null;
    }

    /// <summary>Where a place of the page lies in the picture.</summary>
    public Spot Of(Spot place)
    {
        var w = (h[6] * place.X) + (h[7] * place.Y) + h[8];
        return new(((h[0] * place.X) + (h[1] * place.Y) + h[2]) / w, ((h[3] * place.X) + (h[4] * place.Y) + h[5]) / w);
    }

    private static void AddSquares(double[,] matrix, ReadOnlySpan<double> row)
    {
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j < 9; j++)
            {
                matrix[i, j] += row[i] * row[j];
            }
        }
    }

    // Gauss with pivots.
    private static double[]? Solve(double[,] m)
    {
        for (var column = 0; column < 8; column++)
        {
            var pivot = Enumerable.Range(column, 8 - column).MaxBy(r => Math.Abs(m[r, column]));
            if (Math.Abs(m[pivot, column]) < 1e-10)
            {
                return null;
            }

            for (var j = 0; j < 9; j++)
            {
                (m[column, j], m[pivot, j]) = (m[pivot, j], m[column, j]);
            }

            for (var r = 0; r < 8; r++)
            {
                var times = m[r, column] / m[column, column];
                for (var j = column; r != column && j < 9; j++)
                {
                    m[r, j] -= times * m[column, j];
                }
            }
        }

        return [.. Enumerable.Range(0, 8).Select(i => m[i, 8] / m[i, i])];
    }

    // Out of the target's frame · solved · into the source's frame.
    private static double[] Compose(Frame from, double[] s, Frame to)
    {
        double[] solved = [.. s, 1];
        double[] into = [1 / from.Scale, 0, -from.X / from.Scale, 0, 1 / from.Scale, -from.Y / from.Scale, 0, 0, 1];
        double[] outOf = [to.Scale, 0, to.X, 0, to.Scale, to.Y, 0, 0, 1];
        return Times(outOf, Times(solved, into));
    }

    private static double[] Times(double[] a, double[] b) =>
        [
            .. Enumerable
                .Range(0, 9)
                .Select(i => Enumerable.Range(0, 3).Sum(k => a[((i / 3) * 3) + k] * b[(k * 3) + (i % 3)])),
        ];

    private sealed record Frame(double X, double Y, double Scale)
    {
        public static Frame Of(IEnumerable<Spot> spots)
        {
            var all = spots.ToList();
            var (x, y) = (all.Average(s => s.X), all.Average(s => s.Y));
            return new(x, y, Math.Max(1e-9, all.Average(s => Math.Abs(s.X - x) + Math.Abs(s.Y - y))));
        }

        public (double X, double Y) Into(Spot s) => ((s.X - X) / Scale, (s.Y - Y) / Scale);
    }
}
