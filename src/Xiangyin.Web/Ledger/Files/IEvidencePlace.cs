namespace Xiangyin.Web.Ledger;

/// <summary>Where files are kept under keys such as <c>evidence/ab/cdef…</c>: the data folder, or storage that speaks S3.</summary>
internal interface IEvidencePlace
{
    /// <summary>Keeps a file that lies in the data folder; all of it is there, or nothing. It may be moved or left.</summary>
    Task Keep(string path, string key, CancellationToken ct);

    /// <summary>The file, seekable; none when it isn't there.</summary>
    Task<Stream?> Open(string key, CancellationToken ct);

    /// <summary>Removes a file; nothing where there is none.</summary>
    Task Remove(string key, CancellationToken ct);
}

/// <summary>The data folder.</summary>
internal sealed class EvidenceFolder(string folder) : IEvidencePlace
{
    public Task Keep(string path, string key, CancellationToken ct)
    {
        var kept = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        File.Move(path, kept, overwrite: true);
        return Task.CompletedTask;
    }

    public Task<Stream?> Open(string key, CancellationToken ct) =>
        Task.FromResult<Stream?>(File.Exists(PathOf(key)) ? File.OpenRead(PathOf(key)) : null);

    public Task Remove(string key, CancellationToken ct)
    {
        if (File.Exists(PathOf(key)))
        {
            File.Delete(PathOf(key));
        }

        return Task.CompletedTask;
    }

    private string PathOf(string key) => Path.Combine([folder, .. key.Split('/')]);
}
