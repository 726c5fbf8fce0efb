using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Testing;
using Xiangyin.Web.Features.Checks;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks.Matching;

/// <summary>Which indicator a sentence's number speaks of, over the labelled sentences of <c>matches.txt</c>.</summary>
public sealed class MatcherTests
{
    private static readonly Catalogue Catalogue = CatalogueReader.Read(
        CatalogueFile.In(Repository.PathOf("catalogue"))
    );

    private static readonly (string Sentence, string Quantity, string Indicator)[] Cases =
    [
        .. File.ReadLines(Repository.PathOf("tests/Xiangyin.Web.Tests/Features/Checks/Matching/matches.txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split('|'))
            .Select(l => (l[0], l[1], l[2])),
    ];

    [Fact]
    public void Sentences_GoToTheirIndicator_NearlyAlways()
    {
        var wrong = Cases.Where(c => First(c).Indicator is { } got && got != c.Indicator).ToList();
        var counted = Cases.Count(c => c.Indicator != "-");

        // A number set against the wrong figure misleads; one that is set against none only helps less.
        Assert.True(
            wrong.Count <= Cases.Length / 20,
            string.Join('\n', wrong.Select(c => $"{c.Sentence} → {First(c)}, not {c.Indicator}"))
        );
        var missed = Cases.Where(c => c.Indicator != "-" && First(c).Indicator is null).ToList();
        Assert.True(missed.Count <= counted / 10, string.Join('\n', missed.Select(c => $"{c.Sentence} → {Best(c)}")));
    }

    [Fact]
    public void Confidence_IsHigherWhereItIsRight()
    {
        var matched = Cases.Select(c => (c, First: First(c))).Where(c => c.First.Indicator is not null).ToList();
        var sure = matched.Where(m => m.First.Confidence >= Matcher.Sure).ToList();

        Assert.NotEmpty(sure);
        Assert.All(sure, m => Assert.Equal(m.c.Indicator, m.First.Indicator));
    }

    [Fact]
    public void TraditionalScript_IsMatchedAlike() =>
        Assert.Equal("placements-county", First(("縣級媒體上稿76餘篇。", "76餘篇", "")).Indicator);

    private static (string? Indicator, double Confidence) First(
        (string Sentence, string Quantity, string Indicator) c
    ) => Best(c) is [{ Confidence: >= Matcher.Least } first, ..] ? (first.Indicator.Id, first.Confidence) : (null, 0);

    private static IReadOnlyList<Match> Best((string Sentence, string Quantity, string Indicator) c)
    {
        var document = Reader.Read(c.Sentence);
        var at = document.Quantities.ToList().FindIndex(q => c.Quantity.StartsWith(q.Text, StringComparison.Ordinal));
        Assert.True(
            at >= 0,
            $"{c.Quantity} is not read in {c.Sentence}: {string.Join('、', document.Quantities.Select(q => q.Text))}"
        );
        return new Matcher(Catalogue).Rank(document.Quantities[at], Wording.Of(document)[at]);
    }
}
