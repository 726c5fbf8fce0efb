using System.IO.Compression;
using System.Security.Cryptography;

namespace Xiangyin.Ledger;

/// <summary>What a package is sealed from.</summary>
/// <param name="Report">The report's id.</param>
/// <param name="County">The county's id or name.</param>
/// <param name="Structure">The report's structure as JSON: sections, sentences, and which figure stands where.</param>
/// <param name="Queries">The report's figures, in the order in which the structure numbers them.</param>
/// <param name="KnownAt">The known-at at which the report was frozen; that of every query.</param>
/// <param name="History">The ledger up to known-at: all records of the kinds that <see cref="ArchivePackage.KindsOf"/> names.</param>
/// <param name="Catalogue">The catalogue's files as known at known-at.</param>
/// <param name="SealedAt">When it is sealed.</param>
/// <param name="AuditHead">The head of the audit chain, where there is one.</param>
public sealed record PackageContent(
    string Report,
    string County,
    ReadOnlyMemory<byte> Structure,
    IReadOnlyList<FigureQuery> Queries,
    KnownAt KnownAt,
    LedgerHistory History,
    IReadOnlyList<CatalogueFile> Catalogue,
    DateTimeOffset SealedAt,
    string? AuditHead = null
);

/// <summary>
/// The archive of a frozen report: a zip with its structure, its figures, the definitions, units and records that they need, and a signed
/// manifest. Everything in it can be recomputed without a database, and nothing in it names a person.
/// </summary>
public static class ArchivePackage
{
    internal const string Format = "xiangyin-package/1";
    internal const string ManifestName = "manifest.json";
    internal const string SignatureName = "manifest.sig";
    internal const string KeyName = "public-key.pem";
    internal const string StructureName = "report.json";
    internal const string FiguresName = "figures.json";
    internal const string UnitsName = "units.json";
    internal const string RecordsName = "records.json";
    internal const string CataloguePrefix = "catalogue/";

    /// <summary>
    /// The kinds of record that the figures need: those of their formulas, and what decides completeness. Restricted kinds among them are read to
    /// compute their figures, and left out of the package.
    /// </summary>
    public static IReadOnlySet<string> KindsOf(Catalogue catalogue, IEnumerable<FigureQuery> queries) =>
        queries
            .Select(q => catalogue.Indicator(q.Indicator)?.Policy(q.Policy).Formula)
            .Where(f => f is not null)
            .SelectMany(f => f!.Kinds)
            .Append(WellKnown.NilReturn)
            .Append(WellKnown.Campaign)
            .ToHashSet();

    /// <summary>Seals a package.</summary>
    /// <param name="content">What it is sealed from.</param>
    /// <param name="key">The county's private key.</param>
    /// <param name="output">Where the zip is written.</param>
    /// <returns>SHA-256 of the manifest, lower-case hexadecimal: kept in the database and printed in the document.</returns>
    public static string Seal(PackageContent content, ArchiveKey key, Stream output)
    {
        var catalogue = content.History.CatalogueAt(content.KnownAt.Seq);
        var evaluator = new Evaluator(content.History);
        var figures = content.Queries.Select(q =>
            FigureJson.Of(evaluator.Evaluate(q), [.. evaluator.Behind(q).Select(v => (v.Content.Id, v.Version))])
        );
        var files = new List<(string Name, byte[] Bytes)>
        {
            (StructureName, content.Structure.ToArray()),
            (FiguresName, FigureJson.Write(figures)),
            (
                UnitsName,
                PackageJson.Write(content.History.TreeAt(content.KnownAt.Seq).Changes.Select(PackageJson.UnitLine.Of))
            ),
            (RecordsName, PackageJson.Write(RecordsOf(content, catalogue))),
        };
        files.AddRange(
            content
                .Catalogue.OrderBy(f => f.Path, StringComparer.Ordinal)
                .Select(f => (CataloguePrefix + f.Path, System.Text.Encoding.UTF8.GetBytes(f.Text)))
        );
        var manifest = PackageJson.Write(
            new PackageJson.Manifest(
                Format,
                content.Report,
                content.County,
                content.KnownAt.At,
                content.KnownAt.Seq,
                content.SealedAt,
                content.AuditHead,
                key.Fingerprint,
                [
                    .. files.Select(f => new PackageJson.FileLine(
                        f.Name,
                        f.Bytes.Length,
                        Convert.ToHexStringLower(SHA256.HashData(f.Bytes))
                    )),
                ]
            )
        );
        files.Add((ManifestName, manifest));
        files.Add((SignatureName, key.Sign(manifest)));
        files.Add((KeyName, System.Text.Encoding.ASCII.GetBytes(key.PublicPem)));
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, bytes) in files)
        {
            var entry = zip.CreateEntry(name);
            entry.LastWriteTime = content.SealedAt;
            using var stream = entry.Open();
            stream.Write(bytes);
        }

        return Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    // Of each record at most two versions matter: the one that counts and the one that waits.
    private static List<PackageJson.RecordLine> RecordsOf(PackageContent content, Catalogue catalogue)
    {
        var kinds = KindsOf(catalogue, content.Queries);
        var people = new Dictionary<PersonId, int>();
        var versions = new Evaluator(content.History)
            .CountedAndWaiting(content.KnownAt.Seq)
            .Where(v =>
                kinds.Contains(v.Version.Content.Kind)
                && catalogue.Kind(v.Version.Content.Kind) is not { Restricted: true }
            )
            .ToArray();

        // Drawn afresh for each package, so that two packages can't be laid side by side to follow a person.
        var persons = versions
            .SelectMany(v => v.Version.Content.Participants.Select(p => p.Person))
            .Distinct()
            .ToArray();
        RandomNumberGenerator.Shuffle(persons.AsSpan());
        foreach (var person in persons)
        {
            people[person] = people.Count + 1;
        }

        return
        [
            .. versions
                .OrderBy(v => v.Version.Seq)
                .ThenBy(v => v.Version.Content.Id)
                .Select(v => PackageJson.RecordLine.Of(v.Version, v.Waiting, p => people[p])),
        ];
    }
}
