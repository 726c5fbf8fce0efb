using System.Collections.Concurrent;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>The documents from which a town began a year: they are kept as the evidence of what was recorded out of them.</summary>
internal sealed class KeptDocuments(TownLedger ledger, EvidenceStore evidence) : IEarlierTexts
{
    private const int YearsBack = 5;
    private const int MostRecords = 500;
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<(UnitId, int), (long Seq, IReadOnlyList<EarlierText> Texts)> kept = new();

    public async Task<IReadOnlyList<EarlierText>> Before(int year, UnitId unit, CancellationToken ct)
    {
        var seq = ledger.Now.Seq;
        if (kept.TryGetValue((unit, year), out var last) && last.Seq == seq)
        {
            return last.Texts;
        }

        var texts = new List<EarlierText>();
        foreach (var file in (await Files(year, unit, ct)).DistinctBy(f => f.Hash))
        {
            var known = last.Texts?.FirstOrDefault(t => t.Id == file.Hash);
            if ((known ?? await Read(file, ct)) is { } text && text.Year < year)
            {
                texts.Add(text);
            }
        }

        if (kept.Count > MostKept)
        {
            kept.Clear();
        }

        IReadOnlyList<EarlierText> newest = [.. texts.OrderByDescending(t => t.Year)];
        kept[(unit, year)] = (seq, newest);
        return newest;
    }

    // What was wanting and what was planned stand in the year that followed the report.
    private async Task<IEnumerable<Evidence>> Files(int year, UnitId unit, CancellationToken ct)
    {
        var files = new List<Evidence>();
        foreach (var kind in Beginnings.Kinds.Where(k => ledger.Catalogue.Kind(k) is not null))
        {
            var period = new Period(new(year - YearsBack, 1, 1), new(year, 12, 31));
            var page = await ledger.Find(new(unit, Kind: kind, Period: period), null, MostRecords, ct);
            foreach (var row in page.Rows.Where(r => r.Unit == unit))
            {
                if (await ledger.History(row.Id, row.Author, ct) is [.., { Action: not RecordAction.Withdraw } newest])
                {
                    files.AddRange(newest.Content.Evidence.Where(e => e.Shows == Beginnings.Shows));
                }
            }
        }

        return files;
    }

    private async Task<EarlierText?> Read(Evidence file, CancellationToken ct)
    {
        if (file.Length > Upload.MostBytes || await evidence.Open(file.Hash, ct) is not { } opened)
        {
            return null;
        }

        await using var content = opened.Content;
        var bytes = new byte[file.Length];
        await content.ReadExactlyAsync(bytes, ct);
        try
        {
            var text = (await UploadReader.Read(bytes, file.Name, ct)).Text;
            var document = Reader.Read(text);
            var asked = CheckScope.Of(document, default, DateOnly.FromDateTime(file.AddedAt.UtcDateTime));
            return new(
                file.Hash,
                asked.Year,
                document.Title?.Text ?? Path.GetFileNameWithoutExtension(file.Name),
                text
            );
        }
        catch (UploadRefusal)
        {
            return null;
        }
    }
}
