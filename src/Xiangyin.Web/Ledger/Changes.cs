using System.Runtime.CompilerServices;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Small writes of features to their own tables.</summary>
internal static class Changes
{
    /// <summary>Does it in one transaction: all or nothing.</summary>
    /// <exception cref="LedgerRefusal">The disk is full; nothing was written.</exception>
    public static async Task<T> Change<T>(
        this Database database,
        Func<Session, T> change,
        CancellationToken ct,
        [CallerFilePath] string file = "",
        [CallerMemberName] string member = ""
    )
    {
        try
        {
            using var writing = await database.Write(ct, file, member);
            var result = change(writing.Session);
            writing.Commit();
            return result;
        }
        catch (Exception e) when (database.IsDiskFailure(e))
        {
            throw new LedgerRefusal(LedgerRefusal.DiskFull);
        }
    }
}
