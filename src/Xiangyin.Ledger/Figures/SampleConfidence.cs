namespace Xiangyin.Ledger;

/// <summary>
/// What a random sample says of all: the exact interval of C. J. Clopper and E. S. Pearson (Biometrika 26, 1934) for a share, which is never
/// narrower than it should be, however small the sample.
/// </summary>
/// <param name="Lower">Lower end of the share, 0–1.</param>
/// <param name="Upper">Upper end of the share, 0–1.</param>
public readonly record struct SampleConfidence(double Lower, double Upper)
{
    /// <summary>How sure the interval is where nobody asks otherwise.</summary>
    public const double Usual = 0.95;

    /// <summary>The interval for the share of wanting things among all.</summary>
    /// <param name="looked">How many of the sample were looked at.</param>
    /// <param name="wanting">How many of those were wanting.</param>
    /// <param name="confidence">How often, in repeated samples, the interval holds the true share at least; between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">More wanting than looked at, or a confidence that is none.</exception>
    public static SampleConfidence Of(int looked, int wanting, double confidence = Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanting);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanting, looked);
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence));
        }

        var tail = (1 - confidence) / 2;
        return new(
            wanting == 0 ? 0 : Solve(p => 1 - AtMost(wanting - 1, looked, p) >= tail),
            wanting == looked ? 1 : Solve(p => AtMost(wanting, looked, p) <= tail)
        );
    }

    // The smallest share for which something holds that holds for every larger one too.
    private static double Solve(Func<double, bool> holds)
    {
        double low = 0,
            high = 1;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>The probability of at most so many wanting among those looked at, where a share <paramref name="p"/> of all is wanting.</summary>
    private static double AtMost(int wanting, int looked, double p)
    {
        if (p <= 0 || p >= 1)
        {
            return p <= 0 ? 1 : 0;
        }

        // In logarithms, so that a sample of thousands does not end in zeros.
        var term = looked * Math.Log(1 - p);
        var sum = Math.Exp(term);
        for (var k = 1; k <= wanting; k++)
        {
            term += Math.Log((looked - k + 1.0) / k) + Math.Log(p / (1 - p));
            sum += Math.Exp(term);
        }

        return Math.Min(1, sum);
    }
}
