using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Records;

/// <summary>Why the ledger did not write, in the reader's words.</summary>
internal static class Refusals
{
    public static string Words(T T, LedgerRefusal refusal) =>
        T.Has($"refusal.{refusal.Rule}")
            ? T[$"refusal.{refusal.Rule}", [.. refusal.Arguments]]
            : T["refusal.other", refusal.Rule];
}
