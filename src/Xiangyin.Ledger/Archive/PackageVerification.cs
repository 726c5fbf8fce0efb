using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Xiangyin.Ledger;

/// <summary>What is wrong with a package.</summary>
public enum PackageFault
{
    /// <summary>It is no package, or one too large to be one.</summary>
    Unreadable,

    /// <summary>The signature does not fit the manifest and the key.</summary>
    Signature,

    /// <summary>A file's content is not what the manifest says.</summary>
    FileAltered,

    /// <summary>A file that the manifest names is not there.</summary>
    FileMissing,

    /// <summary>A file is there that the manifest does not name, or twice.</summary>
    FileAdded,

    /// <summary>A file can't be read as what it should be.</summary>
    FileBroken,

    /// <summary>A figure's recomputed value is another.</summary>
    FigureDiffers,
}

/// <summary>One finding.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Subject">The file's name, or the figure's indicator with its cut-off.</param>
/// <param name="Detail">What differs, in field names and values; empty where the fault says it all.</param>
public sealed record PackageFinding(PackageFault Fault, string Subject, string Detail = "");

/// <summary>The result of verifying a package.</summary>
/// <param name="Findings">What is wrong; empty when all agrees.</param>
/// <param name="OriginChecked">Whether the signature was checked against a key that the caller trusts.</param>
/// <param name="Recomputed">How many figures were recomputed and agree.</param>
/// <param name="Withheld">Figures over restricted records: their records are in no package, so only the signature vouches for them.</param>
/// <param name="Digest">SHA-256 of the manifest, as printed in the document; empty when there is none.</param>
public sealed record PackageVerification(
    IReadOnlyList<PackageFinding> Findings,
    bool OriginChecked,
    int Recomputed,
    IReadOnlyList<string> Withheld,
    string Digest
)
{
    private const int MostEntries = 500;
    private const long MostBytes = 1L << 30;
    private const int MostRatio = 200;

    /// <summary>Whether nothing is wrong.</summary>
    public bool Agrees => Findings.Count == 0;

    /// <summary>Recomputes every figure of a package from the package alone.</summary>
    /// <param name="package">The zip; seekable.</param>
    /// <param name="trusted">The county's published key; without one the origin is not checked.</param>
    public static PackageVerification Of(Stream package, ArchiveKey? trusted = null)
    {
        var findings = new List<PackageFinding>();
        Dictionary<string, byte[]> files;
        try
        {
            files = Unpack(package, findings);
        }
        catch (Exception e)
            when (e is InvalidDataException or EndOfStreamException or IOException or NotSupportedException)
        {
            return new([new(PackageFault.Unreadable, "", e.Message)], OriginChecked: false, 0, [], "");
        }

        var digest = CheckManifest(files, trusted, findings);
        var (recomputed, withheld) = Recompute(files, findings);
        return new(findings, trusted is not null, recomputed, withheld, digest);
    }

    private static Dictionary<string, byte[]> Unpack(Stream package, List<PackageFinding> findings)
    {
        using var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostEntries)
        {
            throw new InvalidDataException($"more than {MostEntries} files");
        }

        var files = new Dictionary<string, byte[]>();
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            total += entry.Length;
            if (total > MostBytes || entry.Length > (entry.CompressedLength + 1024) * MostRatio)
            {
                throw new InvalidDataException($"{entry.FullName} is too large");
            }

            var bytes = new byte[entry.Length];
            using var stream = entry.Open();
            stream.ReadExactly(bytes);
            if (!files.TryAdd(entry.FullName, bytes))
            {
                findings.Add(new(PackageFault.FileAdded, entry.FullName));
            }
        }

        return files;
    }

    private static string CheckManifest(
        Dictionary<string, byte[]> files,
        ArchiveKey? trusted,
        List<PackageFinding> findings
    )
    {
        if (!files.TryGetValue(ArchivePackage.ManifestName, out var bytes))
        {
            findings.Add(new(PackageFault.FileMissing, ArchivePackage.ManifestName));
            return "";
        }

        CheckSignature(files, bytes, trusted, findings);
        var named = new HashSet<string>
        {
            ArchivePackage.ManifestName,
            ArchivePackage.SignatureName,
            ArchivePackage.KeyName,
        };
        try
        {
            var manifest = PackageJson.Read<PackageJson.Manifest>(bytes);
            if (manifest.Format != ArchivePackage.Format)
            {
                findings.Add(new(PackageFault.FileBroken, ArchivePackage.ManifestName, manifest.Format));
            }

            foreach (var file in manifest.Files)
            {
                named.Add(file.Name);
                if (!files.TryGetValue(file.Name, out var content))
                {
                    findings.Add(new(PackageFault.FileMissing, file.Name));
                }
                else if (Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
                {
                    findings.Add(new(PackageFault.FileAltered, file.Name));
                }
            }

            findings.AddRange(
                files.Keys.Where(f => !named.Contains(f)).Select(f => new PackageFinding(PackageFault.FileAdded, f))
            );
        }
        catch (Exception e) when (IsBroken(e))
        {
            findings.Add(new(PackageFault.FileBroken, ArchivePackage.ManifestName, e.Message));
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    // Without a trusted key the package's own one still shows a manifest changed by somebody who did not sign anew.
    private static void CheckSignature(
        Dictionary<string, byte[]> files,
        byte[] manifest,
        ArchiveKey? trusted,
        List<PackageFinding> findings
    )
    {
        if (!files.TryGetValue(ArchivePackage.SignatureName, out var signature))
        {
            findings.Add(new(PackageFault.FileMissing, ArchivePackage.SignatureName));
            return;
        }

        var pem = Encoding.ASCII.GetString(files.GetValueOrDefault(ArchivePackage.KeyName) ?? []);
        try
        {
            using var own = ArchiveKey.FromPem(pem);
            if ((trusted ?? own).PublicPem != pem)
            {
                findings.Add(new(PackageFault.FileAltered, ArchivePackage.KeyName));
            }

            if (!(trusted ?? own).Verifies(manifest, signature))
            {
                findings.Add(new(PackageFault.Signature, ArchivePackage.ManifestName));
            }
        }
        catch (ArgumentException)
        {
            findings.Add(new(PackageFault.FileBroken, ArchivePackage.KeyName));
        }
    }

    private static (int Recomputed, IReadOnlyList<string> Withheld) Recompute(
        Dictionary<string, byte[]> files,
        List<PackageFinding> findings
    )
    {
        var figures = Part(files, ArchivePackage.FiguresName, findings, b => FigureJson.Read(b));
        var units = Part(
            files,
            ArchivePackage.UnitsName,
            findings,
            b => PackageJson.Read<IReadOnlyList<PackageJson.UnitLine>>(b).Select(l => l.ToChange()).ToList()
        );
        var records = Part(
            files,
            ArchivePackage.RecordsName,
            findings,
            b => PackageJson.Read<IReadOnlyList<PackageJson.RecordLine>>(b).Select(l => l.ToVersion()).ToList()
        );
        var catalogue = Part(
            files,
            ArchivePackage.CataloguePrefix,
            findings,
            _ => CatalogueReader.Read(CatalogueFiles(files))
        );
        if (figures is null || units is null || records is null || catalogue is null)
        {
            return (0, []);
        }

        var recomputed = 0;
        var withheld = new List<string>();
        try
        {
            var evaluator = new Evaluator(new([], records, units, [new(0, DateTimeOffset.UnixEpoch, catalogue)]));
            foreach (var stated in figures)
            {
                var query = stated.ToQuery();
                if (
                    catalogue.Indicator(stated.Indicator) is { } known
                    && catalogue.IsRestricted(known.Policy(stated.Policy).Formula)
                )
                {
                    withheld.Add(Name(stated));
                    continue;
                }

                var again = FigureJson.Of(
                    evaluator.Evaluate(query),
                    [.. evaluator.Behind(query).Select(v => (v.Content.Id, v.Version))]
                );
                var differences = stated.Differences(again);
                if (differences.Count == 0)
                {
                    recomputed++;
                }
                else
                {
                    findings.Add(
                        new(
                            PackageFault.FigureDiffers,
                            Name(stated),
                            $"{stated.Text} → {again.Text} ({string.Join(", ", differences)})"
                        )
                    );
                }
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            findings.Add(new(PackageFault.FileBroken, ArchivePackage.FiguresName, e.Message));
        }

        return (recomputed, withheld);
    }

    private static string Name(FigureJson figure) => $"{figure.Indicator} {figure.CutOff:yyyy-MM-dd} {figure.Policy}";

    private static IEnumerable<CatalogueFile> CatalogueFiles(Dictionary<string, byte[]> files) =>
        files
            .Where(f => f.Key.StartsWith(ArchivePackage.CataloguePrefix, StringComparison.Ordinal))
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => new CatalogueFile(
                f.Key[ArchivePackage.CataloguePrefix.Length..],
                Encoding.UTF8.GetString(f.Value)
            ));

    private static T? Part<T>(
        Dictionary<string, byte[]> files,
        string name,
        List<PackageFinding> findings,
        Func<byte[], T> read
    )
        where T : class
    {
        try
        {
            return files.TryGetValue(name, out var bytes) || name.EndsWith('/') ? read(bytes ?? []) : null;
        }
        catch (Exception e) when (IsBroken(e))
        {
            findings.Add(new(PackageFault.FileBroken, name, e.Message));
            return null;
        }
    }

    private static bool IsBroken(Exception e) =>
        e
            is JsonException
                or KeyNotFoundException
                or UnitTreeException
                or CatalogueException
                or ArgumentException
                or NullReferenceException
                or OverflowException
                or InvalidOperationException;
}
