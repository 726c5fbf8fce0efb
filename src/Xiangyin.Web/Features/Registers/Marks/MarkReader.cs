namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>How sure a reading is.</summary>
internal enum Sureness
{
    /// <summary>It is what it says.</summary>
    Sure,

    /// <summary>Nothing was filled in.</summary>
    Blank,

    /// <summary>A person must look: faint, corrected, two where one is asked, or a number with a gap.</summary>
    Doubtful,
}

/// <summary>What was read of a field.</summary>
/// <param name="Field">Its id.</param>
/// <param name="Value">"120", an option's value, "1" for a tick; of a doubtful one the likeliest; none for a blank one and for ink.</param>
/// <param name="Sureness">How sure.</param>
/// <param name="Confidence">From 0 to 1: how far the least clear of its rings is from being read otherwise. Of ink: how much there is.</param>
internal sealed record FieldReading(string Field, string? Value, Sureness Sureness, double Confidence);

/// <summary>Reads what was filled in. Never guesses: what is not plain is doubtful.</summary>
/// <param name="picture">The photograph or scan.</param>
/// <param name="page">Where the page lies in it.</param>
internal sealed class MarkReader(Picture picture, PageInPicture page)
{
    // Parts of a ring's inside that are dark, from paper to ink.
    private const double Empty = 0.10;
    private const double Filled = 0.18;

    private const double Pale = 0.15;
    private const double MostSmear = 0.1;

    // Strokes that lead out of a ring: a tick has one; with two or more it was struck out.
    private const int StruckOut = 2;

    // Places around a ring where such strokes are looked for.
    private const int Around = 64;

    // Ink in a handwriting box.
    private const double Written = 0.004;

    private const int Steps = 6;
    private readonly double black = BlackOf(picture, page);

    /// <summary>Reads all fields of a page.</summary>
    public IReadOnlyList<FieldReading> Read(PaperPage printed)
    {
        var fields = printed.Fields.Select(f => (Field: f, Rings: Look(f))).ToList();
        // A blurred picture smears the printed rings inwards: what those have that nobody filled in, all have.
        var pale = fields
            .SelectMany(f => f.Rings)
            .SelectMany(g => g)
            .Select(r => r.Fill)
            .Where(f => f < Pale)
            .Order()
            .ToList();
        var smear = pale.Count == 0 ? 0 : Math.Min(MostSmear, pale[pale.Count / 2]);
        return [.. fields.Select(f => Read(f.Field, f.Rings, smear))];
    }

    private List<List<(double Fill, int Strokes)>> Look(PaperField field)
    {
        if (field.Form == FieldForm.Ink)
        {
            return [];
        }

        var shift = ShiftOf([.. field.Groups.SelectMany(g => g)]);
        return [.. field.Groups.Select(g => g.Select(b => FillOf(new(b.X + shift.X, b.Y + shift.Y))).ToList())];
    }

    private FieldReading Read(PaperField field, List<List<(double Fill, int Strokes)>> rings, double smear)
    {
        if (field.Form == FieldForm.Ink)
        {
            var ink = InkOf(field.Area);
            return new(field.Id, null, ink < Written ? Sureness.Blank : Sureness.Doubtful, Math.Min(1, ink * 20));
        }

        var groups = field.Groups.Zip(rings, (g, r) => Judge(g, r, smear)).ToList();
        var value = field.Form == FieldForm.Number ? NumberOf(groups) : groups[0].Value;
        var doubtful = groups.Any(g => g.Sureness == Sureness.Doubtful) || HasGap(groups);
        return new(
            field.Id,
            value,
            doubtful ? Sureness.Doubtful
                : value is null ? Sureness.Blank
                : Sureness.Sure,
            groups.Min(g => g.Confidence)
        );
    }

    private static string? NumberOf(List<FieldReading> digits) =>
        digits.All(d => d.Value is null) ? null
        : string.Concat(digits.Select(d => d.Value ?? "0")).TrimStart('0') is { Length: > 0 } number ? number
        : "0";

    // "1_2": somebody forgot a column, or a mark was not seen.
    private static bool HasGap(List<FieldReading> groups) =>
        groups.SkipWhile(g => g.Value is null).Any(g => g.Value is null);

    /// <summary>Which ring of a group is filled in, if it is plain.</summary>
    private static FieldReading Judge(IReadOnlyList<Bubble> group, List<(double Fill, int Strokes)> rings, double smear)
    {
        var dark = rings
            .Select(r => (Fill: Math.Max(0, r.Fill - smear), r.Strokes))
            .Index()
            .OrderByDescending(f => f.Item.Fill)
            .ToList();
        var (at, most) = dark[0];
        var next = dark.Count > 1 ? dark[1].Item.Fill : 0;
        if (most.Fill < Empty)
        {
            return new("", null, Sureness.Blank, Math.Clamp((Empty - most.Fill) / Empty, 0, 1));
        }

        var plain = most.Fill > Filled && next < Empty && most.Strokes < StruckOut;
        return new(
            "",
            group[at].Value,
            plain ? Sureness.Sure : Sureness.Doubtful,
            plain ? Math.Clamp(Math.Min((most.Fill - Filled) / Filled, (Empty - next) / Empty), 0, 1) : 0
        );
    }

    /// <summary>How dark a ring is inside beside the paper around it, from 0 paper to 1 ink, and how many strokes lead out of it.</summary>
    private (double Fill, int Strokes) FillOf(Spot middle)
    {
        const double Inside = PaperPage.Radius - (PaperPage.Stroke / 2) - 0.3;
        const double Beyond = PaperPage.Radius + 1.05;
        Span<double> around = stackalloc double[Around];
        for (var i = 0; i < Around; i++)
        {
            var turn = i * Math.Tau / Around;
            around[i] = Shade(middle.X + (Beyond * Math.Cos(turn)), middle.Y + (Beyond * Math.Sin(turn)));
        }

        var paper = Paper.Under(around);
        var span = Math.Max(12, paper.Middle * (1 - black));
        var (strokes, wasDark) = (0, paper.At(Around - 1) - around[^1] > 0.3 * span);
        for (var i = 0; i < Around; i++)
        {
            var isDark = paper.At(i) - around[i] > 0.3 * span;
            strokes += isDark && !wasDark ? 1 : 0;
            wasDark = isDark;
        }

        var (sum, count) = (0.0, 0);
        for (var y = -Steps; y <= Steps; y++)
        {
            for (var x = -Steps; x <= Steps; x++)
            {
                if ((x * x) + (y * y) <= Steps * Steps)
                {
                    var (dx, dy) = (x * Inside / Steps, y * Inside / Steps);
                    sum += paper.At(dx / Beyond, dy / Beyond) - Shade(middle.X + dx, middle.Y + dy);
                    count++;
                }
            }
        }

        return (Math.Clamp(sum / count / span, 0, 1), strokes);
    }

    /// <summary>
    /// The paper under a ring as a plane through the paper around it: half of it may lie in a shadow.
    /// </summary>
    private readonly record struct Paper(double Middle, double Right, double Down)
    {
        public static Paper Under(ReadOnlySpan<double> around)
        {
            Span<double> sorted = stackalloc double[around.Length];
            around.CopyTo(sorted);
            sorted.Sort();
            var plane = new Paper(sorted[around.Length * 3 / 4], 0, 0);
            // Strokes that lead out of the ring are no paper: what lies far below the plane is left out of the next.
            for (var round = 0; round < 3; round++)
            {
                plane = Fit(around, plane, slack: round == 0 ? 0.35 : 0.15);
            }

            return plane;
        }

        public double At(int place)
        {
            var turn = place * Math.Tau / Around;
            return At(Math.Cos(turn), Math.Sin(turn));
        }

        public double At(double right, double down) => Middle + (Right * right) + (Down * down);

        private static Paper Fit(ReadOnlySpan<double> around, Paper before, double slack)
        {
            double n = 0,
                x = 0,
                y = 0,
                z = 0,
                xx = 0,
                xy = 0,
                yy = 0,
                xz = 0,
                yz = 0;
            for (var i = 0; i < around.Length; i++)
            {
                if (around[i] > before.At(i) - (slack * before.Middle))
                {
                    var (c, s) = (Math.Cos(i * Math.Tau / Around), Math.Sin(i * Math.Tau / Around));
                    (n, x, y, z) = (n + 1, x + c, y + s, z + around[i]);
                    (xx, xy, yy, xz, yz) = (
                        xx + (c * c),
                        xy + (c * s),
                        yy + (s * s),
                        xz + (c * around[i]),
                        yz + (s * around[i])
                    );
                }
            }

            if (n < Around / 3)
            {
                return before;
            }

            // Least squares in two slopes, around the mean.
            var (a, b, d, e, f) = (
                xx - (x * x / n),
                xy - (x * y / n),
                yy - (y * y / n),
                xz - (x * z / n),
                yz - (y * z / n)
            );
            var det = (a * d) - (b * b);
            if (Math.Abs(det) < 1e-6)
            {
                return before;
            }

            var (right, down) = (((e * d) - (f * b)) / det, ((a * f) - (b * e)) / det);
            return new((z - (right * x) - (down * y)) / n, right, down);
        }
    }

    /// <summary>
    /// How far a field's rings lie from where the page puts them: paper is never quite flat. The shift under which the printed rings are darkest.
    /// </summary>
    private Spot ShiftOf(IReadOnlyList<Bubble> bubbles)
    {
        const double Reach = 1.2;
        const double Step = 0.2;
        var best = (Dark: double.MaxValue, Shift: new Spot(0, 0));
        for (var dy = -Reach; dy <= Reach + 1e-6; dy += Step)
        {
            for (var dx = -Reach; dx <= Reach + 1e-6; dx += Step)
            {
                var sum = 0.0;
                foreach (var bubble in bubbles)
                {
                    for (var i = 0; i < 12; i++)
                    {
                        var turn = i * Math.Tau / 12;
                        sum += Shade(
                            bubble.X + dx + (PaperPage.Radius * Math.Cos(turn)),
                            bubble.Y + dy + (PaperPage.Radius * Math.Sin(turn))
                        );
                    }
                }

                // Of equals the nearest.
                sum += (Math.Abs(dx) + Math.Abs(dy)) * bubbles.Count * 2;
                if (sum < best.Dark)
                {
                    best = (sum, new(dx, dy));
                }
            }
        }

        return best.Shift;
    }

    /// <summary>Which part of a box is written on.</summary>
    private double InkOf(Area area)
    {
        const double Margin = 1.2;
        const double Step = 0.25;
        var shades = new List<double>();
        for (var y = area.Y + Margin; y < area.Y + area.Height - Margin; y += Step)
        {
            for (var x = area.X + Margin; x < area.X + area.Width - Margin; x += Step)
            {
                shades.Add(Shade(x, y));
            }
        }

        // Against the paper nearby: within the box by strips, for a shadow's edge is no ink.
        var columns = (int)Math.Ceiling((area.Width - (2 * Margin)) / Step);
        var written = 0;
        for (var i = 0; i < shades.Count; i++)
        {
            var near = 0.0;
            var n = 0;
            for (var k = Math.Max(0, i - 12); k < Math.Min(shades.Count, i + 13); k++)
            {
                if (k / columns == i / columns)
                {
                    near = Math.Max(near, shades[k]);
                    n++;
                }
            }

            if (n > 0 && shades[i] < near * 0.62)
            {
                written++;
            }
        }

        return (double)written / Math.Max(1, shades.Count);
    }

    private double Shade(double x, double y)
    {
        var point = page.Of(new(x, y));
        return picture.At(point.X, point.Y);
    }

    /// <summary>How much light the printed black gives back, beside the paper around it: 0 is none.</summary>
    private static double BlackOf(Picture picture, PageInPicture page)
    {
        double At(double x, double y)
        {
            var point = page.Of(new(x, y));
            return picture.At(point.X, point.Y);
        }

        var ratios = PaperPage
            .Bullseyes.Select(b => (Ink: At(b.X, b.Y), Paper: At(b.X - (2 * PaperPage.Cell), b.Y)))
            .Where(s => s.Paper > s.Ink)
            .Select(s => s.Ink / s.Paper)
            .Order()
            .ToList();
        return ratios.Count == 0 ? 0.3 : Math.Min(0.6, ratios[ratios.Count / 2]);
    }
}
