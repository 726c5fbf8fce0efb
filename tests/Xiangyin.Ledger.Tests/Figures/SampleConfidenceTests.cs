using CsCheck;
using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class SampleConfidenceTests
{
    // Values of R's binom.test(wanting, looked)$conf.int.
    [Theory]
    [InlineData(120, 1, 0.000211, 0.045560)]
    [InlineData(120, 0, 0, 0.030273)]
    [InlineData(10, 5, 0.187086, 0.812914)]
    [InlineData(1, 1, 0.025, 1)]
    [InlineData(5000, 12, 0.001241, 0.004189)]
    public void Interval_IsThatOfClopperAndPearson(int looked, int wanting, double lower, double upper)
    {
        var interval = SampleConfidence.Of(looked, wanting);

        Assert.Equal(lower, interval.Lower, 0.00001);
        Assert.Equal(upper, interval.Upper, 0.00001);
    }

    [Fact]
    public void Nothing_LookedAt_SaysNothing() => Assert.Equal(new(0, 1), SampleConfidence.Of(0, 0));

    [Fact]
    public void Interval_HoldsTheShareFound_AndNarrowsWithMore() =>
        Gen.Select(Gen.Int[1, 400], Gen.Double[0, 1], Gen.Double[0.5, 0.99])
            .Sample(
                (looked, share, confidence) =>
                {
                    var wanting = (int)(looked * share);
                    var interval = SampleConfidence.Of(looked, wanting, confidence);
                    var more = SampleConfidence.Of(looked * 4, wanting * 4, confidence);
                    Assert.InRange(wanting / (double)looked, interval.Lower, interval.Upper);
                    Assert.True(more.Upper - more.Lower < interval.Upper - interval.Lower);
                },
                iter: 200
            );

    [Theory]
    [InlineData(3, 4, 0.95)]
    [InlineData(3, -1, 0.95)]
    [InlineData(3, 1, 1)]
    public void Of_WhatCannotBe_IsRefused(int looked, int wanting, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleConfidence.Of(looked, wanting, confidence));
}
