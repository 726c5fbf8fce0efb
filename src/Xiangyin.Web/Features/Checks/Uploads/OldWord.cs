using System.Diagnostics;
using System.Text;

namespace Xiangyin.Web.Features.Checks;

/// <summary>
/// Turns a .doc into a .docx by LibreOffice, where it is installed: a child with an empty profile and macros off, 30 seconds and 1 GB at most, one
/// at a time.
/// </summary>
internal static class OldWord
{
    private const int MostKilobytes = 1 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly SemaphoreSlim Turn = new(1);

    // Macro security 3 runs nothing but what a trusted folder holds, and there is none; links are never followed.
    private const string Profile = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
        </oor:items>
        """;

    private static readonly string? Office = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Where(f => f.Length > 0)
        .Select(f => Path.Combine(f, "soffice"))
        .FirstOrDefault(File.Exists);

    /// <summary>Whether this machine can read a .doc. Where a child's memory can't be limited, it can't.</summary>
    public static bool IsThere => Office is not null && !OperatingSystem.IsWindows();

    /// <exception cref="UploadRefusal">There is no LibreOffice, it took too long, or it could not read the file.</exception>
    public static async Task<byte[]> ToDocx(byte[] doc, CancellationToken ct)
    {
        if (doc.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
        {
            throw new UploadRefusal(UploadRefusal.Locked);
        }

        if (doc.AsSpan().IndexOf(Encoding.Unicode.GetBytes("WordDocument")) < 0)
        {
            throw new UploadRefusal(UploadRefusal.Unknown);
        }

        if (!IsThere)
        {
            throw new UploadRefusal(UploadRefusal.NoOffice);
        }

        await Turn.WaitAsync(ct);
        var folder = Directory.CreateTempSubdirectory("xy-doc-");
        try
        {
            return await Convert(doc, folder.FullName, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
            Turn.Release();
        }
    }

    private static async Task<byte[]> Convert(byte[] doc, string folder, CancellationToken ct)
    {
        var settings = Directory.CreateDirectory(Path.Combine(folder, "profile", "user"));
        await File.WriteAllTextAsync(Path.Combine(settings.FullName, "registrymodifications.xcu"), Profile, ct);
        var from = Path.Combine(folder, "in.doc");
        await File.WriteAllBytesAsync(from, doc, ct);
        var start = new ProcessStartInfo(
            "/bin/sh",
            [
                "-c",
                $"ulimit -d {MostKilobytes}; exec \"$@\"",
                "sh",
                Office!,
                $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}",
                "--headless",
                "--norestore",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                folder,
                from,
            ]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the server knows is none of the child's business.
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = folder;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        try
        {
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token),
                process.StandardError.ReadToEndAsync(limit.Token),
                process.WaitForExitAsync(limit.Token)
            );
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new UploadRefusal(UploadRefusal.TooSlow, (int)Longest.TotalSeconds);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        var made = Path.Combine(folder, "in.docx");
        return File.Exists(made) && new FileInfo(made).Length <= Upload.MostBytes
            ? await File.ReadAllBytesAsync(made, ct)
            : throw new UploadRefusal(UploadRefusal.Broken);
    }
}
