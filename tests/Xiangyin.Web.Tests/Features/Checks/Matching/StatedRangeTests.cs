using Xiangyin.Reading;
using Xiangyin.Web.Features.Checks;
using Xunit;
using Approximation = Xiangyin.Reading.Approximation;

namespace Xiangyin.Web.Tests.Features.Checks.Matching;

/// <summary>When a written number and a counted one agree.</summary>
public sealed class StatedRangeTests
{
    [Theory]
    [InlineData("33篇", 33, Approximation.Exact, 33, 33)]
    [InlineData("76余篇", 76, Approximation.AtLeast, 76, 85)]
    [InlineData("76餘篇", 76, Approximation.AtLeast, 76, 85)]
    [InlineData("6000余份", 6000, Approximation.AtLeast, 6000, 6999)]
    [InlineData("120多人", 120, Approximation.AtLeast, 120, 129)]
    [InlineData("500余人", 500, Approximation.AtLeast, 500, 599)]
    [InlineData("1.2万册", 12000, Approximation.Exact, 11500, 12500)]
    [InlineData("2万人", 20000, Approximation.Exact, 15000, 25000)]
    [InlineData("92.5%", 92.5, Approximation.Exact, 92.45, 92.55)]
    [InlineData("93%", 93, Approximation.Exact, 92.5, 93.5)]
    [InlineData("约300人", 300, Approximation.About, 250, 350)]
    [InlineData("不超过14人", 14, Approximation.AtMost, 0, 14)]
    public void Range_OfWhatIsWritten(string text, double value, Approximation approximation, double low, double high)
    {
        var range = StatedRange.Of(Quantity(text, (decimal)value, approximation))!.Value;

        Assert.Equal(((decimal)low, (decimal?)(decimal)high), (range.Low, range.High));
    }

    [Fact]
    public void AtLeast_SaidBesideTheNumber_HasNoBound() =>
        Assert.Null(StatedRange.Of(Quantity("76篇", 76, Approximation.AtLeast))!.Value.High);

    [Fact]
    public void Range_OfTwoNumbers_IsBetweenThem() =>
        Assert.Equal(
            new StatedRange(2, 3),
            StatedRange.Of(Quantity("2-3次", 2, Approximation.Exact) with { High = 3 })
        );

    [Fact]
    public void NoNumber_HasNoRange() =>
        Assert.Null(StatedRange.Of(Quantity("XX次", 0, Approximation.None) with { Value = null, Masked = true }));

    [Theory]
    [InlineData(30, -3)]
    [InlineData(33, 0)]
    [InlineData(40, 7)]
    public void Beyond_TellsHowFar(decimal counted, decimal beyond) =>
        Assert.Equal(beyond, new StatedRange(33, 33).Beyond(counted));

    private static Quantity Quantity(string text, decimal value, Approximation approximation) =>
        new()
        {
            Text = text,
            Span = new(10, text.Length),
            Phrase = new(10, text.Length),
            Value = value,
            Approximation = approximation,
        };
}
