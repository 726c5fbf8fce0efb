using System.IO.Compression;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site.Accounts;
using Xiangyin.Web.Tests.Demonstration;
using Xunit;

namespace Xiangyin.Web.Tests.Cli;

/// <summary>Verbs that work on a town's data, each test on its own copy of the demonstration town.</summary>
public sealed class TownVerbsTests : IAsyncLifetime
{
    private string data = "";
    private string aside = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        data = await MadeTown.CopyAsync();
        aside = Directory.CreateTempSubdirectory("xy-aside-").FullName;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(data, recursive: true);
        Directory.Delete(aside, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Demo_IntoADemonstration_MakesItAnew()
    {
        await File.WriteAllTextAsync(Path.Combine(data, "stale.txt"), "", Stop);
        var ended = await TheProgram.RunAsync("demo", "--data", data);
        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Contains("100%", ended.Output, StringComparison.Ordinal);
        Assert.Contains("虚构", ended.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(data, "stale.txt")));
    }

    [Fact]
    public async Task Import_OfGoodLines_RecordsThem_AndTwiceDoesNoHarm()
    {
        var before = Head();
        await File.WriteAllBytesAsync(
            Path.Combine(aside, "desk.png"),
            Xiangyin.Web.Demonstration.Scenes.Paint("desk", 0),
            Stop
        );
        var file = Lines(
            """{"kind":"leaflet","unit":"石桥村","on":"2022-09-28","title":"入户发放","author":"韦小兰","measures":{"copies":{"amount":120,"approximation":"atLeast"}},"dimensions":{"topic":"law"}}""",
            "",
            """{"id":"01838000-0000-7000-8000-000000000001","kind":"desk-event","unit":100,"on":"2022-09-29","title":"圩日咨询台","author":"周敏","place":"圩亭","measures":{"people":60},"evidence":[{"file":"desk.png","shows":"photo"}]}"""
        );
        var first = await TheProgram.RunAsync("import", file, "--data", data);
        Assert.Equal((0, ""), (first.Code, first.Errors));
        Assert.Equal(before + 2, Head());

        var again = await TheProgram.RunAsync("import", file, "--data", data);
        Assert.Equal((0, ""), (again.Code, again.Errors));
        Assert.Equal(before + 2, Head());
    }

    [Fact]
    public async Task Import_OfBadLines_TellsEachWithItsLine_AndWritesNothing()
    {
        var before = Head();
        var file = Lines(
            """{"kind":"leaflet","unit":"石桥村","on":"2022-09-28","title":"好的一行","author":"韦小兰","measures":{"copies":20},"dimensions":{"topic":"law"}}""",
            """{"kind":"no-such","unit":"石桥村","on":"2022-09-28","title":"x","author":"韦小兰"}""",
            """{"kind":"leaflet","unit":"石桥村","on":"2999-01-01","title":"x","author":"韦小兰","measures":{"copies":20},"dimensions":{"topic":"law"}}""",
            """{"kind":"leaflet","unit":"石桥村","on":"2022-09-28","title":"x","author":"韦小兰","measures":{"copies":"20份"},"dimensions":{"topic":"law"}}""",
            """{"kind":"leaflet","unit":"南山村","on":"2022-09-28","title":"x","author":"韦小兰","measures":{"copies":20},"dimensions":{"topic":"law"}}""",
            """{"kind":"leaflet","unit":"石桥村","on":"2022-09-28","titel":"x","author":"无此人","measures":{"copies":20},"dimensions":{"topic":"law"}}""",
            """{"kind":"leaflet",""",
            """{"kind":"leaflet","unit":"石桥村","on":"2022-09-28","title":"好的一行","author":"韦小兰","measures":{"copies":20},"dimensions":{"topic":"law"}}"""
        );
        var ended = await TheProgram.RunAsync("import", file, "--data", data);
        Assert.Equal(1, ended.Code);
        for (var line = 2; line <= 8; line++)
        {
            Assert.Contains($"第 {line} 行", ended.Errors, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("第 1 行 ", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("titel", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("20份", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Head());
    }

    [Fact]
    public async Task Import_UnderAnIdThatIsTaken_IsToldWithItsLine()
    {
        const string Id = "01838000-0000-7000-8000-000000000002";
        string Line(int copies) =>
            $$$"""{"id":"{{{Id}}}","kind":"leaflet","unit":"石桥村","on":"2022-09-28","title":"发放","author":"韦小兰","measures":{"copies":{{{copies}}}},"dimensions":{"topic":"law"}}""";
        Assert.Equal(0, (await CommandLineTests.Run("import", Lines(Line(20)), "--data", data)).Code);
        var before = Head();
        var (code, _, errors) = await CommandLineTests.Run("import", Lines(Line(30)), "--data", data);
        Assert.Equal(1, code);
        Assert.Contains(Id, errors, StringComparison.Ordinal);
        Assert.Equal(before, Head());
    }

    [Fact]
    public async Task BackupWhileOthersWrite_ThenRestore_IsTheTownAtOneInstant()
    {
        var backup = Path.Combine(aside, "backup");
        var restored = Path.Combine(aside, "restored");
        using var database = Database.Open(data);
        var ledger = new TownLedger(database, TimeProvider.System);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                var author = (await new PeopleStore(database).In([new(101)], new(2022, 9, 30), Stop))[0].Id;
                while (!enough.IsCancellationRequested)
                {
                    await ledger.Record(Leaflet(author), author, Stop);
                }
            },
            Stop
        );

        var made = await TheProgram.RunAsync("backup", backup, "--data", data);
        await enough.CancelAsync();
        await writing;
        Assert.Equal((0, ""), (made.Code, made.Errors));

        var put = await TheProgram.RunAsync("restore", backup, "--data", restored);
        Assert.Equal((0, ""), (put.Code, put.Errors));

        using var again = Database.Open(restored);
        var copy = new TownLedger(again, TimeProvider.System);
        Assert.InRange(copy.Now.Seq, 1, ledger.Now.Seq);
        // What the copy knew, it tells as the original does.
        var known = copy.Now;
        foreach (var indicator in new[] { "leaflets-given", "placements", "publicity-network" })
        {
            var query = new FigureQuery(indicator, new(100), Period.Year(2022), new(2022, 12, 31), known);
            Assert.Equal((await ledger.Figure(query, Stop)).Amount, (await copy.Figure(query, Stop)).Amount);
        }

        Assert.Empty(await copy.Verify(Stop));
        Assert.Equal(Evidence(data), Evidence(restored));
    }

    /// <summary>A picture with somebody on it, and somebody who can sign in: both are erased after the backup was made.</summary>
    [Fact]
    public async Task Restore_WithTheListOfErasures_LeavesThemErased()
    {
        var (backup, before, restored) = (
            Path.Combine(aside, "backup"),
            Path.Combine(aside, "before"),
            Path.Combine(aside, "restored")
        );
        PersonId pictured;
        PersonId publicist;
        using (var database = Database.Open(data))
        {
            pictured = Pictured(database);
            publicist = (await new PeopleStore(database).In([new(101)], new(2022, 9, 30), Stop))[0].Id;
            await new Invitations(database, data, TimeProvider.System).Invite(Guid.NewGuid(), publicist, null, Stop);
        }

        Assert.Equal(0, (await TheProgram.RunAsync("backup", backup, "--data", data)).Code);
        using (var database = Database.Open(data))
        {
            var ledger = new TownLedger(database, TimeProvider.System);
            var erasures = new Erasures(
                database,
                new EvidenceStore(data, TimeProvider.System),
                ledger.Shown,
                new PicturedPeople(database, new PeopleStore(database), TimeProvider.System),
                data,
                TimeProvider.System
            );
            await erasures.Erase(pictured, publicist, Stop);
            await erasures.Erase(publicist, publicist, Stop);
        }

        var list = Path.Combine(data, Erasures.ListName);
        var without = await TheProgram.RunAsync("restore", backup, "--data", before);
        var with = await TheProgram.RunAsync("restore", backup, "--data", restored, "--erasures", list);

        Assert.Equal((0, "", 0, ""), (without.Code, without.Errors, with.Code, with.Errors));
        Assert.NotEqual((false, false, 0, 0), await Known(before));
        Assert.Equal((false, false, 0, 0), await Known(restored));
        Assert.Contains(
            pictured.Value.ToString(),
            await File.ReadAllTextAsync(Path.Combine(restored, Erasures.ListName), Stop),
            StringComparison.Ordinal
        );

        async Task<(bool Named, bool Pictured, int Pictures, int Invited)> Known(string folder)
        {
            using var database = Database.Open(folder);
            var people = new PeopleStore(database);
            var known = new PicturedPeople(database, people, TimeProvider.System);
            var store = new EvidenceStore(folder, TimeProvider.System);
            var pictures = 0;
            foreach (var hash in OfThem(before))
            {
                pictures += await store.Open(hash, Stop) is { } file ? Close(file) : 0;
            }

            using var session = database.Read();
            using var rows = session.Query(
                "SELECT COUNT(*) FROM invitation WHERE person = @person",
                publicist.Value.Bytes()
            );
            return (
                await people.Find(publicist, Stop) is not null,
                await known.Find(pictured, Stop) is not null,
                pictures,
                rows.Next() ? (int)rows.Int(0) : -1
            );
        }

        IReadOnlyList<string> OfThem(string folder)
        {
            using var database = Database.Open(folder);
            return new PicturedPeople(database, new PeopleStore(database), TimeProvider.System).PicturesOf(pictured);
        }

        static int Close(EvidenceFile file)
        {
            file.Content.Dispose();
            return 1;
        }

        static PersonId Pictured(Database database)
        {
            using var session = database.Read();
            using var rows = session.Query(
                "SELECT p.person FROM pictured p JOIN pictured_person k ON k.county = p.county AND k.person = p.person"
            );
            Assert.True(rows.Next());
            return new(rows.Id(0));
        }
    }

    [Fact]
    public async Task Restore_OfADamagedBackup_NamesTheFile_AndRestoresNothing()
    {
        var backup = Path.Combine(aside, "backup");
        var restored = Path.Combine(aside, "restored");
        Assert.Equal(0, (await CommandLineTests.Run("backup", backup, "--data", data)).Code);
        var picture = Evidence(backup)[0];
        await File.AppendAllTextAsync(Path.Combine(backup, picture), "x", Stop);

        var (code, _, errors) = await CommandLineTests.Run("restore", backup, "--data", restored);
        Assert.Equal(1, code);
        Assert.Contains(picture, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(restored));
    }

    [Fact]
    public async Task Backup_IntoAFolderWithOtherThings_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(aside, "letter.txt"), "mine", Stop);
        var (code, _, errors) = await CommandLineTests.Run("backup", aside, "--data", data);
        Assert.Equal(1, code);
        Assert.Contains(aside, errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Serve_WithACatalogueThatCountsSomethingNew_CountsItForAllYears()
    {
        var catalogue = Path.Combine(aside, "catalogue");
        foreach (var file in CatalogueFile.In(Path.Combine(AppContext.BaseDirectory, "catalogue")))
        {
            var copy = Path.Combine(catalogue, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllTextAsync(copy, file.Text, Stop);
        }

        await File.WriteAllTextAsync(
            Path.Combine(catalogue, "indicators", "own.yaml"),
            """
            indicators:
              law-leaflets-by-hand:
                version: 1
                name: {zh-Hans: 法治传单, zh-Hant: 法治傳單, en: Leaflets on law}
                unit: copies
                definition: {zh-Hans: 法治传单份数, zh-Hant: 法治傳單份數, en: Copies of leaflets on law}
                group: practice
                rows: [10]
                nature: flow
                adds: additive
                formula: sum(copies of leaflet where topic = law and recorded = later)
                aliases: []
            """,
            Stop
        );
        var before = Slots();
        using var site = TheProgram.Start(
            "zh_CN.UTF-8",
            "serve",
            "--data",
            data,
            "--catalogue",
            catalogue,
            "--urls",
            "http://127.0.0.1:0"
        );
        try
        {
            while (Slots() is var now && (now.All == before.All || now.Ready < now.All))
            {
                Assert.False(site.HasExited, site.HasExited ? await site.StandardError.ReadToEndAsync(Stop) : null);
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            site.Kill(entireProcessTree: true);
        }

        (long All, long Ready) Slots()
        {
            using var database = Database.Open(data);
            using var session = database.Read();
            using var rows = session.Query("SELECT COUNT(*), SUM(ready) FROM slot");
            rows.Next();
            return (rows.Int(0), rows.Int(1));
        }
    }

    [Fact]
    public async Task Report_Of2021_WritesTheSeedsFigures_AndAPackageThatVerifies()
    {
        var made = await TheProgram.RunAsync("report", "--data", data, "--year", "2021", "--out", aside);
        Assert.Equal((0, ""), (made.Code, made.Errors));
        Assert.True(new FileInfo(Path.Combine(aside, "report.docx")).Length > 0);

        var figures = FigureJson.Read(await File.ReadAllBytesAsync(Path.Combine(aside, "figures.json"), Stop));
        var (year, july) = (new DateOnly(2021, 12, 31), new DateOnly(2021, 7, 13));
        Assert.Equal(
            [12, 15, 7, 2, 82, 4, 3, 33, 76, 10, 1],
            new[]
            {
                ("centre-studies", year),
                ("cadre-studies", year),
                ("town-briefings", year),
                ("village-briefings-least", year),
                ("publicity-network", year),
                ("placements-central", july),
                ("placements-province", july),
                ("placements-city", july),
                ("placements-county", july),
                ("reading-rooms", year),
                ("activity-centres", year),
            }.Select(f => (int)figures.First(g => (g.Indicator, g.CutOff) == f).Value!)
        );

        var package = Path.Combine(aside, "package.zip");
        var key = Path.Combine(data, "archive-public-key.pem");
        var verified = await TheProgram.RunAsync("verify", package, "--key", key);
        Assert.Equal((0, ""), (verified.Code, verified.Errors));
    }

    [Fact]
    public async Task Report_AsKnownBeforeTheLateVillageWrote_SaysSo()
    {
        var (code, _, _) = await CommandLineTests.Run([
            "report",
            "--data",
            data,
            "--unit",
            "桐花镇",
            "--year",
            "2021",
            "--known-at",
            "2021-12-20",
            "--out",
            aside,
        ]);
        Assert.Equal(0, code);
        var figures = FigureJson.Read(await File.ReadAllBytesAsync(Path.Combine(aside, "figures.json"), Stop));
        Assert.Contains(
            figures,
            f =>
                f is { Complete: false, MissingUnits: [102] }
                && f.Indicator.StartsWith("village-briefings", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Verify_OfAnAlteredPackage_NamesTheFile_AndEndsWith1()
    {
        Assert.Equal(0, (await CommandLineTests.Run("report", "--data", data, "--year", "2021", "--out", aside)).Code);
        var package = Path.Combine(aside, "package.zip");
        using (var zip = ZipFile.Open(package, ZipArchiveMode.Update))
        {
            zip.GetEntry("records.json")!.Delete();
            await using var forged = zip.CreateEntry("records.json").Open();
            await forged.WriteAsync("[]"u8.ToArray(), Stop);
        }

        var ended = await TheProgram.RunAsync("verify", package);
        Assert.Equal(1, ended.Code);
        Assert.Contains("records.json", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("centre-studies", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "南山镇", "--unit", "南山镇", "--year", "2021")]
    [InlineData(2, "abc", "--year", "abc")]
    [InlineData(2, "13-13", "--year", "2021", "--cut-off", "2021-13-13")]
    [InlineData(2, "昨天", "--year", "2021", "--known-at", "昨天")]
    public async Task Report_OfSomethingThatIsNot_IsRefused(int ends, string named, params string[] typed)
    {
        var (code, _, errors) = await CommandLineTests.Run(["report", "--data", data, "--out", aside, .. typed]);
        Assert.Equal(ends, code);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(aside));
    }

    private static WorkRecord Leaflet(PersonId author) =>
        new()
        {
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            Kind = "leaflet",
            KindVersion = 1,
            Unit = new(101),
            On = new(2022, 9, 30),
            Title = "入户发放",
            Measures = new Dictionary<string, Measure> { ["copies"] = new(1) },
            Dimensions = new Dictionary<string, string> { ["topic"] = "law" },
            Author = author,
        };

    private static string[] Evidence(string folder) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(folder, "evidence"), "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private string Lines(params string[] lines)
    {
        var file = Path.Combine(aside, "records.jsonl");
        File.WriteAllLines(file, lines);
        return file;
    }

    private long Head()
    {
        using var database = Database.Open(data);
        return new TownLedger(database, TimeProvider.System).Now.Seq;
    }
}
