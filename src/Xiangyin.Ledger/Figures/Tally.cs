namespace Xiangyin.Ledger;

/// <summary>
/// What a set of records says about one measure, in nine whole numbers that add: tallies of disjoint sets add lane by lane, and a record
/// taken out again adds with sign −1. Amounts are whole numbers in the measure's last decimal place.
/// </summary>
public struct Tally
{
    /// <summary>How many lanes a tally has.</summary>
    public const int Lanes = 9;

    /// <summary>Sum of the counted and estimated amounts.</summary>
    public long Sum { readonly get; private set; }

    /// <summary>Records in it, those without a value too; reported ones are apart.</summary>
    public long Records { readonly get; private set; }

    /// <summary>Of these, stated as "at least".</summary>
    public long AtLeast { readonly get; private set; }

    /// <summary>Of these, stated as "at most".</summary>
    public long AtMost { readonly get; private set; }

    /// <summary>Of these, stated as "about".</summary>
    public long About { readonly get; private set; }

    /// <summary>Of these, without a value.</summary>
    public long None { readonly get; private set; }

    /// <summary>Of these, estimated.</summary>
    public long Estimated { readonly get; private set; }

    /// <summary>Sum of the reported amounts.</summary>
    public long ReportedSum { readonly get; private set; }

    /// <summary>Records with a reported amount.</summary>
    public long ReportedRecords { readonly get; private set; }

    /// <summary>Reads a tally from its lanes.</summary>
    /// <param name="lanes">At least <see cref="Lanes"/> numbers, in the order of the fields.</param>
    public static Tally From(ReadOnlySpan<long> lanes) =>
        new()
        {
            Sum = lanes[0],
            Records = lanes[1],
            AtLeast = lanes[2],
            AtMost = lanes[3],
            About = lanes[4],
            None = lanes[5],
            Estimated = lanes[6],
            ReportedSum = lanes[7],
            ReportedRecords = lanes[8],
        };

    /// <summary>Adds this tally to lanes.</summary>
    /// <param name="lanes">At least <see cref="Lanes"/> numbers, in the order of the fields.</param>
    public readonly void AddTo(Span<long> lanes)
    {
        lanes[0] += Sum;
        lanes[1] += Records;
        lanes[2] += AtLeast;
        lanes[3] += AtMost;
        lanes[4] += About;
        lanes[5] += None;
        lanes[6] += Estimated;
        lanes[7] += ReportedSum;
        lanes[8] += ReportedRecords;
    }

    /// <summary>Adds one record's statement.</summary>
    /// <param name="scaled">The amount in the last decimal place; ignored without a value.</param>
    /// <param name="approximation">How exactly; a measure that was left out counts as <see cref="Approximation.None"/>.</param>
    /// <param name="basis">Where from.</param>
    /// <param name="sign">1, or −1 to take it out again.</param>
    public void Add(long scaled, Approximation approximation, Basis basis, int sign = 1)
    {
        if (basis == Basis.Reported && approximation != Approximation.None)
        {
            ReportedSum += sign * scaled;
            ReportedRecords += sign;
            return;
        }

        Records += sign;
        Estimated += basis == Basis.Estimated ? sign : 0;
        switch (approximation)
        {
            case Approximation.None:
                None += sign;
                return;
            case Approximation.AtLeast:
                AtLeast += sign;
                break;
            case Approximation.AtMost:
                AtMost += sign;
                break;
            case Approximation.About:
                About += sign;
                break;
        }

        Sum += sign * scaled;
    }

    /// <summary>Adds one record's measure; none is a measure that was left out.</summary>
    public void Add(Measure? measure, int decimals, int sign = 1)
    {
        var given = measure ?? new Measure(null, Approximation.None);
        Add(Scale(given.Amount ?? 0, decimals), given.Approximation, given.Basis, sign);
    }

    /// <summary>The sum with how sure it is: any "about" makes it about; "at least" with exact, at least; terms without a value, at least.</summary>
    public readonly Amount ToSum(int decimals)
    {
        decimal? reported = ReportedRecords > 0 ? Unscale(ReportedSum, decimals) : null;
        var basis = Estimated > 0 ? Basis.Estimated : Basis.Counted;
        if (None > 0 && None == Records)
        {
            return new(null, Approximation.None, basis, None, reported);
        }

        var lower = AtLeast + None > 0;
        var approximation =
            About > 0 || (lower && AtMost > 0) ? Approximation.About
            : lower ? Approximation.AtLeast
            : AtMost > 0 ? Approximation.AtMost
            : Approximation.Exact;
        return new(Unscale(Sum, decimals), approximation, basis, None, reported);
    }

    /// <summary>How many records.</summary>
    public readonly Amount ToCount() => new(Records, Approximation.Exact, Basis.Counted);

    /// <summary>An amount as a whole number of its last decimal place.</summary>
    public static long Scale(decimal amount, int decimals) =>
        (long)decimal.Round(amount * Power(decimals), MidpointRounding.AwayFromZero);

    /// <summary>The amount that <see cref="Scale"/> made whole.</summary>
    public static decimal Unscale(long scaled, int decimals) => scaled / Power(decimals);

    private static decimal Power(int decimals) =>
        decimals switch
        {
            0 => 1,
            1 => 10,
            2 => 100,
            3 => 1000,
            _ => 10_000,
        };
}

/// <summary>How records spread over the fixed slots of a <see cref="Median"/>; adds like a <see cref="Tally"/>.</summary>
/// <param name="slots">Records in each slot, <see cref="Lanes"/> − 1 of them, then the records without a value.</param>
public readonly ref struct Histogram(ReadOnlySpan<long> slots)
{
    private readonly ReadOnlySpan<long> slots = slots;

    /// <summary>How many lanes a histogram has: a slot for each edge, one beyond, and one for records without a value.</summary>
    public static int Lanes => Median.Edges.Count + 2;

    /// <summary>The lane into which a measure falls; a reported one falls nowhere: −1.</summary>
    public static int LaneOf(Measure? measure) =>
        measure is { Basis: Basis.Reported, Amount: not null } ? -1
        : measure?.Amount is { } amount ? Median.SlotOf(amount)
        : Lanes - 1;

    /// <summary>The upper edge of the slot in which the middle record lies.</summary>
    public Amount ToMedian()
    {
        long valued = 0;
        foreach (var n in slots[..(Lanes - 1)])
        {
            valued += n;
        }

        var without = slots[Lanes - 1];
        if (valued == 0)
        {
            return new(null, Approximation.None, Basis.Counted, without);
        }

        long seen = 0;
        for (var slot = 0; slot < Median.Edges.Count; slot++)
        {
            seen += slots[slot];
            if (seen * 2 >= valued)
            {
                // The slots up to 3 hold one whole number each.
                var exact = slot <= 3;
                return new(
                    Median.Edges[slot],
                    exact ? Approximation.Exact : Approximation.AtMost,
                    Basis.Counted,
                    without
                );
            }
        }

        return new(Median.Edges[^1], Approximation.AtLeast, Basis.Counted, without);
    }
}
