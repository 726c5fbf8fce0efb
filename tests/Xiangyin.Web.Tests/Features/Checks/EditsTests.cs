using CsCheck;
using Xiangyin.Reading;
using Xiangyin.Web.Features.Checks;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks;

/// <summary>Changes to a text, told in places of the original.</summary>
public sealed class EditsTests
{
    private const string Original = "我镇共发放宣传单6000余份，群众很满意。";

    // Where in whatever the text is by then (in thousandths), how much, and which words instead.
    private static readonly Gen<(int At, int Length, string Words)[]> Changes = Gen.Select(
        Gen.Int[0, 1000],
        Gen.Int[0, 6],
        Gen.String[Gen.Char["甲乙丙丁"], 0, 4]
    ).Array[0, 12];

    [Fact]
    public void Changes_OneAfterAnother_ReadAsIfTypedOver() =>
        Changes.Sample(changes =>
        {
            var (edits, typed) = (Edits.None, Original);
            foreach (var (span, words) in changes.Select(c => Within(c, ref typed)))
            {
                edits = edits.With(Original, span, words);
                Assert.Equal(typed, edits.Apply(Original));
            }
        });

    [Fact]
    public void Changes_HoweverMade_StandApartAndRise() =>
        Changes.Sample(changes =>
        {
            var made = Make(changes).All;
            for (var i = 0; i < made.Count; i++)
            {
                Assert.InRange(made[i].Span.Start, i == 0 ? 0 : made[i - 1].Span.End, Original.Length);
                Assert.InRange(made[i].Span.End, made[i].Span.Start, Original.Length);
            }
        });

    [Fact]
    public void TakenBack_OneByOne_LeavesTheOriginal() =>
        Changes.Sample(changes =>
            Assert.Equal(
                Original,
                Make(changes).All.Aggregate(Make(changes), (left, e) => left.Without(e)).Apply(Original)
            )
        );

    [Fact]
    public void Origin_OfWhatWasNotChanged_IsTheSameWords() =>
        Gen.Select(Changes, Gen.Int[0, 1000])
            .Sample(
                (changes, at) =>
                {
                    var edits = Make(changes);
                    var now = edits.Apply(Original);
                    if (now.Length == 0)
                    {
                        return;
                    }

                    var place = at * (now.Length - 1) / 1000;
                    var origin = edits.Origin(new(place, 1));
                    Assert.InRange(origin.Start, 0, Original.Length);
                    Assert.InRange(origin.End, origin.Start, Original.Length);
                    if (edits.All.All(e => !e.Span.Overlaps(origin) && e.Span.End != origin.Start))
                    {
                        Assert.Equal(now.Substring(place, 1), origin.In(Original));
                    }
                }
            );

    [Fact]
    public void ManyAtOnce_AreAsOneAfterAnotherFromTheEnd() =>
        Gen.Select(Changes, Changes)
            .Sample(
                (before, at) =>
                {
                    var edits = Make(before);
                    var now = edits.Apply(Original);
                    var apart = new List<Edit>();
                    foreach (var (start, length, words) in at.OrderByDescending(c => c.At))
                    {
                        var from = start * now.Length / 1000;
                        if (from + length < (apart.Count == 0 ? now.Length + 1 : apart[^1].Span.Start))
                        {
                            apart.Add(new(new(from, length), words));
                        }
                    }

                    Assert.Equal(
                        apart.Aggregate(edits, (e, c) => e.With(Original, c.Span, c.Text)).All,
                        edits.With(Original, apart).All
                    );
                }
            );

    private static Edits Make(IEnumerable<(int, int, string)> changes)
    {
        var (edits, typed) = (Edits.None, Original);
        foreach (var change in changes)
        {
            var (span, words) = Within(change, ref typed);
            edits = edits.With(Original, span, words);
        }

        return edits;
    }

    private static (Span Span, string Words) Within((int At, int Length, string Words) change, ref string typed)
    {
        var start = change.At * typed.Length / 1000;
        var span = Span.Between(start, Math.Min(typed.Length, start + change.Length));
        typed = typed.Remove(span.Start, span.Length).Insert(span.Start, change.Words);
        return (span, change.Words);
    }
}
