using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Data;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Cli;

/// <summary>A data folder, opened for a verb other than <c>serve</c>.</summary>
internal sealed class OpenTown : IAsyncDisposable
{
    private readonly Database database;

    private OpenTown(
        string folder,
        Database database,
        TownLedger ledger,
        TimeProvider clock,
        IEvidencePlace? evidence = null
    )
    {
        this.database = database;
        Ledger = ledger;
        Folder = folder;
        Evidence = new(folder, clock, evidence);
        People = new(database);
    }

    public string Folder { get; }

    public TownLedger Ledger { get; }

    public EvidenceStore Evidence { get; }

    public PeopleStore People { get; }

    public Database Database => database;

    /// <summary>What the features offer on this town.</summary>
    /// <param name="clock">Their clock.</param>
    /// <param name="catalogue">The folder with the outlines of reports; none takes the one that comes with the program.</param>
    /// <param name="rules">By what documents are checked; none takes the program's own rules.</param>
    public ServiceProvider Services(TimeProvider clock, string? catalogue = null, RuleBook? rules = null) =>
        new ServiceCollection()
            .AddSingleton(clock)
            // Instances that are handed in are not disposed by the container.
            .AddSingleton(Ledger)
            .AddSingleton(database)
            .AddSingleton(Evidence)
            .AddSingleton(
                new SiteOptions
                {
                    Data = Folder,
                    Catalogue = catalogue,
                    Rules = rules ?? RuleBook.Default,
                }
            )
            .AddSingleton<Targets>()
            .AddSingleton<ReportedFigures>()
            .AddReports()
            .AddChecks()
            .BuildServiceProvider();

    /// <summary>Opens a folder that must hold a town; <see cref="MakeAsync"/> makes one.</summary>
    public static Task<OpenTown> OpenAsync(Call call, CancellationToken ct)
    {
        var folder = call["data"] ?? Serve.DefaultData;
        CheckThereIsData(call, folder);
        return MakeAsync(
            folder,
            call["database"],
            TimeProvider.System,
            ct,
            EvidencePlace(call) is { } bucket ? EvidenceBucket.At(bucket) : null
        );
    }

    /// <summary>The bucket that was named on the command line or in <c>XIANGYIN_EVIDENCE</c>; none for the data folder.</summary>
    public static string? EvidencePlace(Call call)
    {
        if ((call["evidence"] ?? Environment.GetEnvironmentVariable("XIANGYIN_EVIDENCE")) is not { Length: > 0 } bucket)
        {
            return null;
        }

        try
        {
            using var _ = EvidenceBucket.At(bucket);
            return bucket;
        }
        catch (FormatException)
        {
            throw new Refusal("cli.refusal.evidence-place", bucket);
        }
    }

    /// <summary>Opening would make an empty database where there is none; a slip in a folder's name must not.</summary>
    public static void CheckThereIsData(Call call, string folder)
    {
        if (call["database"] is null && !File.Exists(Path.Combine(folder, "xiangyin.db")))
        {
            throw new Refusal("cli.refusal.no-data", folder);
        }
    }

    public static async Task<OpenTown> MakeAsync(
        string folder,
        string? connection,
        TimeProvider clock,
        CancellationToken ct,
        IEvidencePlace? evidence = null
    )
    {
        var database = Database.Open(folder, connection);
        try
        {
            return new(folder, database, await TownLedger.OpenAsync(database, clock, ct), clock, evidence);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The folder of the catalogue that comes with the program.</summary>
    public static string OwnCatalogue { get; } = Path.Combine(AppContext.BaseDirectory, "catalogue");

    /// <summary>The catalogue that was named, or the one that comes with the program.</summary>
    /// <exception cref="CatalogueException">It has mistakes: all are told before any data is touched.</exception>
    public static IReadOnlyList<CatalogueFile> Catalogue(Call call)
    {
        var folder = call["catalogue"] ?? OwnCatalogue;
        if (!Directory.Exists(folder))
        {
            throw new Refusal("cli.refusal.no-catalogue", folder);
        }

        var files = CatalogueFile.In(folder);
        CatalogueReader.Read(files);
        return files;
    }

    /// <summary>The unit that was named; the town, where there is only one.</summary>
    public static UnitId UnitOf(Call call, UnitTree tree, DateOnly day)
    {
        var units = tree.Units.Where(u => tree.IsOpen(u, day)).Select(u => tree.On(u, day)).ToList();
        var named = call["unit"] is { } text
            ? units.Where(u => u.Name.Hans == text || u.Name.Hant == text || u.Id.ToString() == text).ToList()
            : units.Where(u => u.Type == UnitType.Town).ToList();
        return named switch
        {
            [var one] => one.Id,
            [] => throw new Refusal("cli.refusal.no-unit", call["unit"] ?? ""),
            _ => throw new Refusal(
                "cli.refusal.which-unit",
                string.Join("、", named.Select(u => $"{u.Name.Hans} {u.Id}"))
            ),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        database.Dispose();
    }
}
