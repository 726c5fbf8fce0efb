using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// The key with which the county signs its packages: <c>archive-key.pem</c> in the data folder, made when it is first needed, and
/// <c>archive-public-key.pem</c> beside it, which the county publishes.
/// </summary>
internal sealed class ArchiveKeyFile(string folder)
{
    private readonly Lock making = new();

    /// <summary>The private key's file.</summary>
    public string Path => System.IO.Path.Combine(folder, "archive-key.pem");

    /// <summary>The public key's file.</summary>
    public string PublicPath => System.IO.Path.Combine(folder, "archive-public-key.pem");

    /// <summary>The key; dispose it.</summary>
    public ArchiveKey Open()
    {
        lock (making)
        {
            if (!File.Exists(Path))
            {
                Make();
            }

            return ArchiveKey.FromPem(File.ReadAllText(Path));
        }
    }

    private void Make()
    {
        Directory.CreateDirectory(folder);
        using var key = ArchiveKey.Create();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(Path, options))
        {
            file.Write(key.PrivatePem);
        }

        File.WriteAllText(PublicPath, key.PublicPem);
    }
}
