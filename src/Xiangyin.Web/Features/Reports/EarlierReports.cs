using System.Collections.Concurrent;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Checks;

namespace Xiangyin.Web.Features.Reports;

/// <summary>A unit's approved and frozen reports, for documents to be compared with: as approved, as sealed.</summary>
internal sealed class EarlierReports(ReportBook book, ReportDesk desk) : IEarlierTexts
{
    private readonly ConcurrentDictionary<Guid, (int Step, EarlierText Text)> kept = new();

    public async Task<IReadOnlyList<EarlierText>> Before(int year, UnitId unit, CancellationToken ct)
    {
        var texts = new List<EarlierText>();
        foreach (var (report, step) in book.Settled(unit, year))
        {
            if (!kept.TryGetValue(report, out var known) || known.Step != step)
            {
                kept[report] = known = (step, await TextOf(report, step, ct));
            }

            texts.Add(known.Text);
        }

        return texts;
    }

    private async Task<EarlierText> TextOf(Guid id, int step, CancellationToken ct)
    {
        const string Language = "zh-Hans";
        var report = book.Find(id)!;
        var sheet =
            report.State == ReportState.Frozen
                ? await desk.Open(report, Language, ct)
                : await desk.OpenAt(report, report.Last(StepAction.Approve)!.KnownAt, Language, ct);
        return new($"{id:N}/{step}", report.Year, sheet.Title, string.Join('\n', sheet.Lines.Select(l => l.Text)));
    }
}
