namespace Xiangyin.Web.Data;

/// <summary>The database of one installation: SQLite in the data folder, or PostgreSQL. The only thing that knows which.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>Opens, makes or upgrades the database.</summary>
    /// <param name="folder">The data folder; holds <c>xiangyin.db</c> unless <paramref name="connectionString"/> is given.</param>
    /// <param name="connectionString">PostgreSQL; none means SQLite.</param>
    /// <exception cref="Ledger.LedgerRefusal">It was written by a newer version of the program.</exception>
    public static Database Open(string folder, string? connectionString = null) => throw new NotImplementedException();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
