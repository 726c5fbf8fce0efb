using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Demonstration;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Checks;

/// <summary>
/// A whole report against the demonstration town. One of our own stands in <c>annual.txt</c>; the one from outside that the town was made after is read
/// from the file that XIANGYIN_SAMPLE names, where there is one.
/// </summary>
public sealed class DemonstrationDocumentTests(DemonstrationTownFixture town) : IClassFixture<DemonstrationTownFixture>
{
    // csharpier-ignore
    private static readonly (string Text, string Indicator)[] Expected =
    [
        ("12次", "centre-studies"), ("15次", "cadre-studies"), ("7场次", "town-briefings"), ("2场次", "village-briefings"),
        ("1名", "officers"), ("2名", "publicity-staff"), ("1名", "response-officers"), ("33名", "correspondents"), ("45名", "village-publicists"),
        ("1次", "correspondent-trainings"), ("4篇", "placements-central"), ("3篇", "placements-province"), ("33篇", "placements-city"),
        ("76余篇", "placements-county"), ("6000余份", "leaflets-given"), ("10个", "reading-rooms"), ("1个", "activity-centres"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OurOwnReport_AgreesFigureByFigure()
    {
        var found = await Compare(
            await File.ReadAllTextAsync(Repository.PathOf("tests/Xiangyin.Web.Tests/Features/Checks/annual.txt"), Ct)
        );

        Assert.Equal(
            Expected.Select(e => (e.Text, e.Indicator, Outcome.Agrees)),
            found
                .Where(c => c.Quantity.Nature != QuantityNature.Plan)
                .Select(c => (c.Quantity.Text, c.Match?.Indicator.Id ?? "-", c.Outcome))
        );
        Assert.All(
            found.Where(c => c.Match?.Indicator.Id.StartsWith("placements", StringComparison.Ordinal) == true),
            c => Assert.Equal(new DateOnly(2021, 7, 13), c.Figure!.Query.CutOff)
        );
        Assert.Equal(
            Period.Month(new(2021, 6, 1)),
            found.Single(c => c.Match?.Indicator.Id == "leaflets-given").Figure!.Query.Period
        );
        Assert.Equal(12, found[^1].Target?.Value.Amount);
    }

    [Fact]
    public async Task Numbers_ThatWereChanged_AreFound_WithTheirReason()
    {
        var text = await File.ReadAllTextAsync(
            Repository.PathOf("tests/Xiangyin.Web.Tests/Features/Checks/annual.txt"),
            Ct
        );
        var found = await Compare(
            text.Replace("截至7月13日", "全年", StringComparison.Ordinal)
                .Replace("农家书屋10个", "农家书屋11个", StringComparison.Ordinal)
        );

        var differing = found.Where(c => c.Outcome == Outcome.Differs).ToList();
        Assert.Contains(differing, c => c.Match!.Indicator.Id == "reading-rooms" && c.Difference == -1);
        var city = Assert.Single(differing, c => c.Match!.Indicator.Id == "placements-city");
        var why = Assert.Single(city.Explanations, e => e.Kind == ExplanationKind.CutOff).Figure;
        Assert.Equal(33, why.Amount.Value);
        Assert.InRange(why.Query.CutOff, new(2021, 7, 1), new(2021, 8, 31));
    }

    [Fact]
    public async Task TheReportFromOutside_AgreesFigureByFigure()
    {
        var sample = Environment.GetEnvironmentVariable("XIANGYIN_SAMPLE");
        Assert.SkipWhen(
            string.IsNullOrEmpty(sample),
            "XIANGYIN_SAMPLE names no file: the report from outside is not checked"
        );
        Assert.True(File.Exists(sample), $"XIANGYIN_SAMPLE: {sample} is not there");

        var found = await Compare(
            (await UploadReader.Read(await File.ReadAllBytesAsync(sample!, Ct), "sample.txt", Ct)).Text
        );

        // What the ledger can't say, and why: 幾個方面 has no number.
        Assert.All(
            found.Where(c => c.Outcome != Outcome.Agrees),
            c =>
                Assert.True(
                    c.Quantity.Value is null && c.Outcome == Outcome.NoRecord,
                    $"{c.Quantity.Text}: {c.Outcome} {c.Why}"
                )
        );
        Assert.Equal(
            Expected.Select(e => e.Indicator),
            found.Where(c => c.Outcome == Outcome.Agrees).Select(c => c.Match!.Indicator.Id)
        );
    }

    private async Task<IReadOnlyList<Comparison>> Compare(string text)
    {
        var document = Reader.Read(text);
        var unit = town.Ledger.Tree.Units.First(u => town.Ledger.Tree.On(u, new(2021, 12, 31)).Type == UnitType.Town);
        var check = new LedgerCheck(
            town.Ledger,
            new Targets(town.Ledger),
            new ReportedFigures(town.Ledger),
            new MatchBook(town.Database, TimeProvider.System)
        );
        return await check.Compare(document, CheckScope.Of(document, unit, new(2022, 1, 14)), _ => true, Ct);
    }
}
