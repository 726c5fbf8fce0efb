using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Small writes of features to their own tables.</summary>
internal static class Changes
{
    /// <summary>Does it in one transaction: all or nothing.</summary>
    /// <param name="database">Where.</param>
    /// <param name="told">What the audit trail is told; none for what nobody asked for (<see cref="Database.Keep"/>).</param>
    /// <param name="change">What is done.</param>
    /// <param name="ct">Before it has begun.</param>
    /// <exception cref="LedgerRefusal">The disk is full; nothing was written.</exception>
    public static async Task<T> Change<T>(
        this Database database,
        Audited? told,
        Func<Session, T> change,
        CancellationToken ct
    )
    {
        try
        {
            using var writing = await (told is null ? database.Keep(ct) : database.Write(told, ct));
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
