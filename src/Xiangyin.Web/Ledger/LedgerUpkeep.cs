namespace Xiangyin.Web.Ledger;

/// <summary>Counts cells for new terms, and takes what was written into the lists.</summary>
internal sealed class LedgerUpkeep(TownLedger ledger, TimeProvider clock, ILogger<LedgerUpkeep> log)
    : Rounds(TimeSpan.FromSeconds(5), clock, log)
{
    public override async Task Run(CancellationToken ct)
    {
        await ledger.FillCells(ct);
        await ledger.CatchUp(ct);
    }
}
