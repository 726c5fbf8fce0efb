using CsCheck;
using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class TallyTests
{
    private static readonly Gen<Measure> Measures = Gen.Select(
        Gen.Int[0, 1000],
        Gen.Enum<Approximation>(),
        Gen.Enum<Basis>(),
        (n, a, b) => new Measure(a == Approximation.None ? null : n, a, b)
    );

    [Theory]
    [InlineData("12 30", "42 Exact")]
    [InlineData("12 >=30", "42 AtLeast")]
    [InlineData("12 <=30", "42 AtMost")]
    [InlineData(">=12 <=30", "42 About")]
    [InlineData("12 ~30", "42 About")]
    [InlineData("12 ?", "12 AtLeast, 1 without a value")]
    [InlineData("<=12 ?", "12 About, 1 without a value")]
    [InlineData("? ?", " None, 2 without a value")]
    [InlineData("12 !30", "12 Exact, 30 reported")]
    [InlineData("", "0 Exact")]
    public void Sum_SaysHowSureItIs(string stated, string expected)
    {
        var tally = new Tally();
        foreach (var word in stated.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var number = word.TrimStart('>', '<', '=', '~', '!');
            tally.Add(
                number == "?"
                    ? new(null, Approximation.None)
                    : new(
                        decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
                        word[0] switch
                        {
                            '>' => Approximation.AtLeast,
                            '<' => Approximation.AtMost,
                            '~' => Approximation.About,
                            _ => Approximation.Exact,
                        },
                        word[0] == '!' ? Basis.Reported : Basis.Counted
                    ),
                0
            );
        }

        var sum = tally.ToSum(0);
        var text =
            $"{sum.Value} {sum.Approximation}"
            + (sum.WithoutValue > 0 ? $", {sum.WithoutValue} without a value" : "")
            + (sum.Reported is { } r ? $", {r} reported" : "");
        Assert.Equal(expected, text);
    }

    [Fact]
    public void Lanes_AddLikeRecords() =>
        Gen.Select(Measures.Array, Measures.Array)
            .Sample(
                (a, b) =>
                {
                    var lanes = new long[Tally.Lanes];
                    Of(a).AddTo(lanes);
                    Of(b).AddTo(lanes);
                    return Tally.From(lanes).ToSum(1) == Of([.. a, .. b]).ToSum(1);
                }
            );

    [Fact]
    public void TakenOutAgain_LeavesNothing() =>
        Measures.Array.Sample(all =>
        {
            var tally = Of(all);
            foreach (var m in all)
            {
                tally.Add(m, 1, -1);
            }

            return tally.Equals(new Tally());
        });

    private static Tally Of(IEnumerable<Measure> measures)
    {
        var tally = new Tally();
        foreach (var m in measures)
        {
            tally.Add(m, 1);
        }

        return tally;
    }
}
