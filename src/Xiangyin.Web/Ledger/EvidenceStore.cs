using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>Files that show what was done, kept by their content: <c>evidence/ab/cdef…</c>.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="clock">When a file was added.</param>
#pragma warning disable CS9113
internal sealed class EvidenceStore(string folder, TimeProvider clock)
{
    /// <summary>The largest file that is taken, in bytes.</summary>
    public const long Limit = 20 * 1024 * 1024;

    /// <summary>Keeps a file. The same bytes are kept once.</summary>
    /// <exception cref="LedgerRefusal">Too large, or none of JPEG, PNG, WebP, GIF, PDF by its content.</exception>
    public Task<Evidence> Put(Stream content, string name, string shows, PersonId by, CancellationToken ct) =>
        throw new NotImplementedException();

    /// <summary>The file with its type; none when it isn't there.</summary>
    public EvidenceFile? Open(string hash) => throw new NotImplementedException();
}

/// <summary>A kept file, opened for reading.</summary>
internal sealed record EvidenceFile(Stream Content, string MediaType);
