using Xiangyin.Ledger;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>A clock that stands where the story is.</summary>
internal sealed class StoryClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>What the demonstration town is written into.</summary>
/// <param name="Clock">The clock of all that follows.</param>
/// <param name="Ledger">Gets the records.</param>
/// <param name="People">Gets the people.</param>
/// <param name="Evidence">Gets the pictures.</param>
/// <param name="Pictured">Learns who is on them.</param>
/// <param name="Uses">Learns where they are used.</param>
/// <param name="Reports">Where reports are written; asked for once the catalogue is there.</param>
/// <param name="Outlines">What they are written from; likewise.</param>
internal sealed record Stage(
    StoryClock Clock,
    TownLedger Ledger,
    PeopleStore People,
    EvidenceStore Evidence,
    PicturedPeople Pictured,
    PictureUses Uses,
    Func<ReportDesk> Reports,
    Func<Outlines> Outlines
)
{
    /// <summary>The year's report, drafted by the officer, approved by a leader and frozen with what is known now.</summary>
    public async Task SignReport(int year, Residents residents, CancellationToken ct)
    {
        if (Outlines().All.FirstOrDefault() is not { } outline)
        {
            return;
        }

        var today = Day.Of(Clock.Now);
        var officer = residents.On(today, Residents.Officer).First().Id;
        var leader = residents.On(today, Residents.Leader).First().Id;
        var dice = Dice.For($"report {year}");
        var report = await Reports().Begin(dice.Id(Clock.Now), outline, Town.Id, year, new(year, 12, 31), officer, ct);
        foreach (
            var (action, by) in new[]
            {
                (StepAction.Check, officer),
                (StepAction.Approve, leader),
                (StepAction.Freeze, officer),
            }
        )
        {
            report = await Reports().Take(report, action, dice.Id(Clock.Now), by, "", ct);
        }
    }
}
