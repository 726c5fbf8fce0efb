namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>
/// Where a page lies in a picture: each half for itself, because a page that was folded for the pocket is two planes, and lies on the table as two.
/// </summary>
/// <param name="Upper">Of the half above the middle.</param>
/// <param name="Lower">Of the half below.</param>
internal sealed record PageInPicture(Homography Upper, Homography Lower)
{
    /// <summary>How far a bullseye may lie from where the others put it, in millimetres.</summary>
    private const double Slack = 2.5;

    // Writing may look like a bullseye by chance; more than that and it is no page.
    private const int MostEyes = 16;

    private const double Fold = PaperPage.Height / 2;

    // The eyes of the QR code, by the place that its modules have.
    private static readonly double Near = RegisterCode.Quiet + (3.5 * RegisterCode.Module);
    private static readonly double Far = RegisterCode.Quiet + ((RegisterCode.Modules - 3.5) * RegisterCode.Module);

    /// <summary>The middles of the code's three eyes: bottom left, top left, top right.</summary>
    public static IReadOnlyList<Spot> Eyes { get; } =
    [
        new(PaperPage.Code.X + Near, PaperPage.Code.Y + Far),
        new(PaperPage.Code.X + Near, PaperPage.Code.Y + Near),
        new(PaperPage.Code.X + Far, PaperPage.Code.Y + Near),
    ];

    /// <summary>The point in the picture, in pixels, of a place on the page.</summary>
    public Spot Of(Spot place) => (place.Y < Fold ? Upper : Lower).Of(place);

    /// <summary>How many pixels a millimetre has around a place.</summary>
    public double ScaleAt(Spot place)
    {
        var (here, right, down) = (Of(place), Of(new(place.X + 1, place.Y)), Of(new(place.X, place.Y + 1)));
        return (Distance(here, right) + Distance(here, down)) / 2;
    }

    /// <summary>Finds the page by its bullseyes, given the eyes of its code; none where too few are there to be sure.</summary>
    /// <param name="eyes">The points of <see cref="Eyes"/>.</param>
    /// <param name="seen">All bullseyes of the picture.</param>
    public static PageInPicture? ByCode(IReadOnlyList<Spot> eyes, IReadOnlyList<Bullseye> seen)
    {
        var plain = Affine(eyes);
        var scale = Distance(eyes[1], eyes[2]) / (Far - Near);
        var large = seen.Where(s => s.Cell > PaperPage.Cell * scale * 0.6 && s.Cell < PaperPage.Cell * scale * 1.7)
            .ToList();
        var pairs = new List<(Spot Place, Spot Point)>();
        for (var i = 0; i < PaperPage.Bullseyes.Count; i++)
        {
            var place = PaperPage.Bullseyes[i];
            var meant = plain(place);
            // The code's own eyes are bullseyes, with smaller cells; bullseyes stand 130 mm apart, so the nearest is it.
            var nearest = large
                .Where(s => eyes.All(e => Distance(e, new(s.X, s.Y)) > 4 * scale))
                .MinBy(s => Distance(meant, new(s.X, s.Y)));
            if (nearest is not null && Distance(meant, new(nearest.X, nearest.Y)) < 60 * scale)
            {
                pairs.Add((place, new(nearest.X, nearest.Y)));
            }
        }

        // One bullseye taken for two places is neither.
        pairs = [.. pairs.Where(p => pairs.Count(other => other.Point == p.Point) == 1)];
        return Of(pairs, eyes, scale);
    }

    /// <summary>Every way in which four bullseyes could be the page's corners: the code then tells which is true.</summary>
    public static IEnumerable<PageInPicture> ByCorners(IReadOnlyList<Bullseye> seen)
    {
        var largest = seen.OrderByDescending(s => s.Cell).Take(9).ToList();
        if (largest.Count < 4)
        {
            yield break;
        }

        // The corners are those that lie farthest out; the code's eyes and the middles lie within.
        var spots = largest.Where(s => s.Cell > largest[0].Cell * 0.6).Select(s => new Spot(s.X, s.Y)).ToList();
        if (spots.Count < 4)
        {
            yield break;
        }

        List<Spot> corners =
        [
            spots.MinBy(s => s.X + s.Y),
            spots.MaxBy(s => s.X - s.Y),
            spots.MaxBy(s => s.X + s.Y),
            spots.MinBy(s => s.X - s.Y),
        ];
        if (corners.Distinct().Count() < 4)
        {
            yield break;
        }

        Spot[] places =
        [
            PaperPage.Bullseyes[0],
            PaperPage.Bullseyes[1],
            PaperPage.Bullseyes[5],
            PaperPage.Bullseyes[4],
        ];
        for (var turn = 0; turn < 4; turn++)
        {
            if (Homography.Between([.. places.Select((p, i) => (p, corners[(i + turn) % 4]))]) is { } plane)
            {
                yield return new(plane, plane);
            }
        }
    }

    /// <summary>Every way in which three bullseyes could be the code's eyes: a right angle with equal arms, of as many modules as it has.</summary>
    public static IEnumerable<PageInPicture> ByEyes(IReadOnlyList<Bullseye> seen)
    {
        const double Arm = RegisterCode.Modules - 7;
        var smallest = seen.OrderBy(s => s.Cell).Take(MostEyes).ToList();
        foreach (var corner in smallest)
        {
            foreach (var right in smallest)
            {
                foreach (var down in smallest)
                {
                    var (ax, ay) = (right.X - corner.X, right.Y - corner.Y);
                    var (bx, by) = (down.X - corner.X, down.Y - corner.Y);
                    var (a, b) = (Math.Sqrt((ax * ax) + (ay * ay)), Math.Sqrt((bx * bx) + (by * by)));
                    var cell = (corner.Cell + right.Cell + down.Cell) / 3;
                    // A picture is never mirrored: down lies clockwise of right.
                    if (
                        Math.Abs(a - b) < 0.25 * a
                        && Math.Abs(a - (Arm * cell)) < 0.35 * a
                        && ((ax * by) - (ay * bx)) > 0.8 * a * b
                        && Homography.Between([
                            (Eyes[0], new(down.X, down.Y)),
                            (Eyes[1], new(corner.X, corner.Y)),
                            (Eyes[2], new(right.X, right.Y)),
                            (new(Eyes[2].X, Eyes[0].Y), new(right.X + down.X - corner.X, right.Y + down.Y - corner.Y)),
                        ])
                            is { } plane
                    )
                    {
                        yield return new(plane, plane);
                    }
                }
            }
        }
    }

    private static PageInPicture? Of(List<(Spot Place, Spot Point)> pairs, IReadOnlyList<Spot> eyes, double scale)
    {
        if (pairs.Count < 4 || Homography.Between(pairs) is not { } whole)
        {
            return null;
        }

        // The eyes took no part: where they lie tells whether it fits.
        var isOff = Eyes.Select((e, i) => Distance(whole.Of(e), eyes[i])).Any(d => d > Slack * scale);
        List<(Spot Place, Spot Point)> upper = [.. pairs.Where(p => p.Place.Y < Fold + 1)];
        List<(Spot Place, Spot Point)> lower = [.. pairs.Where(p => p.Place.Y > Fold - 1)];
        if (upper.Count == 4 && lower.Count == 4)
        {
            var (up, down) = (Homography.Between(upper), Homography.Between(lower));
            return
                up is null
                || down is null
                || Eyes.Select((e, i) => Distance(up.Of(e), eyes[i])).Any(d => d > Slack * scale)
                ? null
                : new(up, down);
        }

        // With a middle missing nothing tells a fold; with a corner missing the rest must fit closely.
        var residual = pairs.Max(p => Distance(whole.Of(p.Place), p.Point));
        return isOff || residual > 0.8 * scale ? null : new(whole, whole);
    }

    private static Func<Spot, Spot> Affine(IReadOnlyList<Spot> eyes)
    {
        var (down, corner, right) = (eyes[0], eyes[1], eyes[2]);
        var side = Far - Near;
        return place =>
        {
            var (x, y) = ((place.X - Eyes[1].X) / side, (place.Y - Eyes[1].Y) / side);
            return new(
                corner.X + ((right.X - corner.X) * x) + ((down.X - corner.X) * y),
                corner.Y + ((right.Y - corner.Y) * x) + ((down.Y - corner.Y) * y)
            );
        };
    }

    private static double Distance(Spot a, Spot b) =>
        Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
