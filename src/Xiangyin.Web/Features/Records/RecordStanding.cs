using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Records;

/// <summary>Where a record stands, from its versions.</summary>
internal static class RecordStanding
{
    public static RecordState Of(IReadOnlyList<RecordVersion> versions, IReadOnlyList<CatalogueVersion> catalogues)
    {
        var newest = versions[^1];
        var asksConfirmation =
            catalogues.LastOrDefault(c => c.Seq <= newest.Seq)?.Catalogue.Kind(newest.Content.Kind) is
            { Confirmed: true };
        return newest.Action switch
        {
            RecordAction.Withdraw => RecordState.Withdrawn,
            RecordAction.Confirm => RecordState.Counted,
            _ => asksConfirmation ? RecordState.Awaiting : RecordState.Counted,
        };
    }
}
