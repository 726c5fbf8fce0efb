using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class ArchivePackageTests : IDisposable
{
    private const string Yaml = """
        groups:
          study: {zh-Hans: 学习, zh-Hant: 學習, en: Study}
        counters:
          times: {zh-Hans: 次, zh-Hant: 次, en: times}
          people: {zh-Hans: 人, zh-Hant: 人, en: people}
        kinds:
          session:
            version: 1
            name: {zh-Hans: 学习, zh-Hant: 學習, en: Session}
            help: {zh-Hans: 学习一次记一条, zh-Hant: 學習一次記一條, en: One for each}
            group: study
            confirmed: true
            roles:
              person: {zh-Hans: 人, zh-Hant: 人, en: Person, many: true}
          visit:
            version: 1
            name: {zh-Hans: 走访, zh-Hant: 走訪, en: Visit}
            help: {zh-Hans: 走访一次记一条, zh-Hant: 走訪一次記一條, en: One for each}
            group: study
            restricted: true
            roles:
              carer: {zh-Hans: 人, zh-Hant: 人, en: Carer, required: true}
        indicators:
          sessions:
            version: 1
            name: {zh-Hans: 学习, zh-Hant: 學習, en: Sessions}
            definition: {zh-Hans: 学习的次数, zh-Hant: 學習的次數, en: How often}
            group: study
            unit: times
            nature: flow
            adds: additive
            formula: count(session)
          learners:
            version: 1
            name: {zh-Hans: 学员, zh-Hant: 學員, en: Learners}
            definition: {zh-Hans: 不同的人, zh-Hant: 不同的人, en: Different people}
            group: study
            unit: people
            nature: flow
            adds: distinct
            formula: distinct(person of session)
          visits:
            version: 1
            name: {zh-Hans: 走访, zh-Hant: 走訪, en: Visits}
            definition: {zh-Hans: 走访的次数, zh-Hant: 走訪的次數, en: How often}
            group: study
            unit: times
            nature: flow
            adds: additive
            formula: count(visit)
        """;

    private static readonly DateTimeOffset SealedAt = new(2022, 1, 14, 2, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<CatalogueFile> Files = [new("catalogue.yaml", Yaml)];
    private readonly ArchiveKey key = ArchiveKey.Create();
    private readonly Story story = Story
        .Of(CatalogueReader.Read(Files))
        .Record("a", "session", "镇", "2021-02-01", "person@周敏 person@韦兰")
        .Confirm("a")
        .Record("b", "session", "石桥", "2021-08-01", "person@周敏")
        .Confirm("b")
        .Record("c", "session", "石桥", "2021-09-01", "person@李有根")
        .Record("v", "visit", "石桥", "2021-02-01", "carer@周敏", times: 7)
        .Until("2022-01-14");

    public void Dispose() => key.Dispose();

    [Fact]
    public void Sealed_IsRecomputedWithoutTheDatabase()
    {
        var verification = Verify(Seal(), key);

        Assert.Empty(verification.Findings);
        Assert.True(verification.OriginChecked);
        Assert.Equal(4, verification.Recomputed);
        Assert.Equal(["visits 2021-03-31 every"], verification.Withheld);
        Assert.Equal(64, verification.Digest.Length);
    }

    [Fact]
    public void WithoutAKey_OriginIsNotChecked()
    {
        var verification = Verify(Seal(), null);

        Assert.True(verification.Agrees);
        Assert.False(verification.OriginChecked);
    }

    [Fact]
    public void Package_NamesNobody()
    {
        var persons = story
            .History.Versions.SelectMany(v => v.Content.Participants.Select(p => p.Person.Value))
            .Append(Story.Id("作者"))
            .ToList();
        foreach (var (name, bytes) in Unzip(Seal()))
        {
            var text = Encoding.UTF8.GetString(bytes);
            Assert.All(persons, p => Assert.DoesNotContain(p.ToString(), text, StringComparison.OrdinalIgnoreCase));
            Assert.True(
                name.StartsWith("catalogue/", StringComparison.Ordinal)
                    || !text.Contains("visit\"", StringComparison.Ordinal)
                    || name == "figures.json"
            );
        }
    }

    [Fact]
    public void AlteredFile_IsNamed() =>
        Assert.Contains(
            Verify(Altered(files => files["report.json"] = "{ }"u8.ToArray()), key).Findings,
            f => f is { Fault: PackageFault.FileAltered, Subject: "report.json" }
        );

    [Fact]
    public void AlteredFigure_IsNamed() =>
        Assert.Contains(
            Verify(Altered(files => Json(files, "figures.json", f => f[0]!["value"] = 99)), key).Findings,
            f =>
                f.Fault == PackageFault.FigureDiffers
                && f.Subject.StartsWith("sessions 2021-12-31", StringComparison.Ordinal)
        );

    [Fact]
    public void AlteredRecord_ShowsInTheFigureThatItMoves() =>
        Assert.Contains(
            Verify(Altered(files => Json(files, "records.json", r => r[0]!["on"] = "2019-02-01")), key).Findings,
            f => f.Fault == PackageFault.FigureDiffers && f.Subject.StartsWith("sessions", StringComparison.Ordinal)
        );

    [Fact]
    public void ForgedManifest_IsCaughtByTheSignature()
    {
        // The forger makes everything consistent, signs with a key of their own and encloses that key.
        using var forger = ArchiveKey.Create();
        var forged = Altered(files =>
        {
            Json(files, "records.json", r => r.AsArray().RemoveAt(0));
            Json(
                files,
                "manifest.json",
                m =>
                {
                    var line = m["files"]!.AsArray().Single(f => (string)f!["name"]! == "records.json")!;
                    line["sha256"] = Convert.ToHexStringLower(SHA256.HashData(files["records.json"]));
                }
            );
            using var theirs = ECDsa.Create();
            theirs.ImportFromPem(forger.PrivatePem);
            files["manifest.sig"] = theirs.SignData(files["manifest.json"], HashAlgorithmName.SHA256);
            files["public-key.pem"] = Encoding.ASCII.GetBytes(forger.PublicPem);
        });

        Assert.Contains(Verify(forged, key).Findings, f => f.Fault == PackageFault.Signature);
        Assert.DoesNotContain(Verify(forged, null).Findings, f => f.Fault == PackageFault.Signature);
    }

    [Fact]
    public void MissingAndAddedFiles_AreNamed()
    {
        var findings = Verify(
            Altered(files =>
            {
                files.Remove("units.json");
                files["more.txt"] = [1];
            }),
            key
        ).Findings;

        Assert.Contains(findings, f => f is { Fault: PackageFault.FileMissing, Subject: "units.json" });
        Assert.Contains(findings, f => f is { Fault: PackageFault.FileAdded, Subject: "more.txt" });
    }

    [Fact]
    public void NoZip_IsUnreadable() =>
        Assert.Equal(PackageFault.Unreadable, Assert.Single(Verify("not a zip"u8.ToArray(), key).Findings).Fault);

    [Fact]
    public void AnyByteChanged_NeverPassesAndNeverCrashes()
    {
        var sealedBytes = Seal();
        var before = Unzip(sealedBytes);
        Gen.Select(Gen.Int[0, sealedBytes.Length - 1], Gen.Byte[1, 255])
            .Sample(
                (at, flip) =>
                {
                    var bytes = sealedBytes.ToArray();
                    bytes[at] ^= flip;

                    // Some bytes of a zip say nothing (a time stamp); whatever is read back must be what was sealed, or be found.
                    return !Verify(bytes, key).Agrees || SameFiles(before, Unzip(bytes));
                },
                iter: 2000
            );
    }

    private static bool SameFiles(Dictionary<string, byte[]> a, Dictionary<string, byte[]> b) =>
        a.Count == b.Count && a.All(f => b.TryGetValue(f.Key, out var bytes) && f.Value.AsSpan().SequenceEqual(bytes));

    private static PackageVerification Verify(byte[] package, ArchiveKey? trusted) =>
        PackageVerification.Of(new MemoryStream(package), trusted);

    private byte[] Seal()
    {
        FigureQuery[] queries =
        [
            story.Query("sessions"),
            story.Query("sessions", cutOff: "2021-07-13"),
            story.Query("sessions", unit: "石桥"),
            story.Query("learners"),
            story.Query("visits", period: "2021-01-01..2021-03-31"),
        ];
        using var output = new MemoryStream();
        ArchivePackage.Seal(
            new("r1", "县", "{}"u8.ToArray(), queries, story.Now, story.History, Files, SealedAt),
            key,
            output
        );
        return output.ToArray();
    }

    private byte[] Altered(Action<Dictionary<string, byte[]>> alter)
    {
        var files = Unzip(Seal());
        alter(files);
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(bytes);
            }
        }

        return output.ToArray();
    }

    private static void Json(Dictionary<string, byte[]> files, string name, Action<JsonNode> alter)
    {
        var node = JsonNode.Parse(files[name])!;
        alter(node);
        files[name] = Encoding.UTF8.GetBytes(node.ToJsonString());
    }

    private static Dictionary<string, byte[]> Unzip(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return zip.Entries.ToDictionary(
            e => e.FullName,
            e =>
            {
                using var stream = e.Open();
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return bytes.ToArray();
            }
        );
    }
}
