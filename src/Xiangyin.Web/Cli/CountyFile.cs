using Xiangyin.Ledger;
using Xiangyin.Web.Site;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Xiangyin.Web.Cli;

/// <summary>The file with which a county begins; see <c>docs/guide/operator.md</c>.</summary>
internal sealed class CountyFile
{
    private static readonly string[] Posts =
    [
        "officer",
        "staff",
        "responder",
        "leader",
        "correspondent",
        "village-publicist",
        "county-reader",
    ];

    /// <summary>The first day of its units.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>From the county down.</summary>
    public required IReadOnlyList<UnitLine> Units { get; init; }

    public required IReadOnlyList<PersonLine> People { get; init; }

    public sealed record UnitLine(string Name, UnitType Type, string? Parent);

    public sealed record PersonLine(string Name, string Post, string Unit, string? Parent);

    /// <exception cref="Refusal">It can't be read, or says something that can't be.</exception>
    public static async Task<CountyFile> ReadAsync(string file, CancellationToken ct)
    {
        await using var stream = Files.Open(file);
        using var reader = new StreamReader(stream);
        try
        {
            var written = new DeserializerBuilder()
                .WithDuplicateKeyChecking()
                .Build()
                .Deserialize<Written?>(await reader.ReadToEndAsync(ct));
            return Read(written ?? new(), file);
        }
        catch (YamlException broken)
        {
            throw new Refusal(
                "cli.refusal.county-file",
                file,
                broken.Start.Line,
                broken.InnerException?.Message ?? broken.Message
            );
        }
    }

    private static CountyFile Read(Written written, string file)
    {
        if (string.IsNullOrWhiteSpace(written.County) || written.Towns.Count == 0)
        {
            throw new Refusal("cli.refusal.county-file.empty", file);
        }

        var units = new List<UnitLine> { new(written.County, UnitType.County, null) };
        var people = written.People.Select(p => new PersonLine(p.Key, Post(p.Value), written.County, null)).ToList();
        foreach (var (name, town) in written.Towns)
        {
            units.Add(new(name, UnitType.Town, written.County));
            units.AddRange(town.Villages.Keys.Select(v => new UnitLine(v, UnitType.Village, name)));
            units.AddRange(town.Offices.Select(o => new UnitLine(o, UnitType.Office, name)));
            units.AddRange(town.Schools.Select(s => new UnitLine(s, UnitType.School, name)));
            people.AddRange(town.People.Select(p => new PersonLine(p.Key, Post(p.Value), name, written.County)));
            people.AddRange(
                town.Villages.SelectMany(v =>
                    (v.Value ?? []).Select(p => new PersonLine(p.Key, Post(p.Value), v.Key, name))
                )
            );
        }

        return new()
        {
            Since = Typed.Day(written.Since) ?? throw new Refusal("cli.refusal.county-file.since", file, written.Since),
            Units = units,
            People = people,
        };
    }

    private static string Post(string post) =>
        Posts.Contains(post) ? post : throw new Refusal("cli.refusal.county-file.post", post, string.Join("、", Posts));

    private sealed class Written
    {
        [YamlMember(Alias = "county")]
        public string? County { get; set; }

        [YamlMember(Alias = "since")]
        public string Since { get; set; } = "2020-01-01";

        [YamlMember(Alias = "people")]
        public Dictionary<string, string> People { get; set; } = [];

        [YamlMember(Alias = "towns")]
        public Dictionary<string, WrittenTown> Towns { get; set; } = [];
    }

    private sealed class WrittenTown
    {
        [YamlMember(Alias = "people")]
        public Dictionary<string, string> People { get; set; } = [];

        [YamlMember(Alias = "villages")]
        public Dictionary<string, Dictionary<string, string>?> Villages { get; set; } = [];

        [YamlMember(Alias = "offices")]
        public List<string> Offices { get; set; } = [];

        [YamlMember(Alias = "schools")]
        public List<string> Schools { get; set; } = [];
    }
}
