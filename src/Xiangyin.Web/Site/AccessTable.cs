using System.Reflection;
using YamlDotNet.Serialization;

namespace Xiangyin.Web.Site;

/// <summary>What <c>access.yaml</c> says. Ask <see cref="Rights"/>.</summary>
internal sealed class AccessTable
{
    private readonly Dictionary<(Role, Verb), Reach> reaches;
    private readonly Dictionary<(string Page, string Method), Admission> pages;

    private AccessTable(
        Dictionary<(Role, Verb), Reach> reaches,
        Dictionary<(string Page, string Method), Admission> pages
    ) => (this.reaches, this.pages) = (reaches, pages);

    /// <summary>Every page and method with what it asks for.</summary>
    public IReadOnlyDictionary<(string Page, string Method), Admission> Pages => pages;

    public Reach Of(Role role, Verb verb) => reaches[(role, verb)];

    /// <summary>What a page asks for; none where the page or the method is not in the table.</summary>
    public Admission? Of(string page, string method) =>
        pages.GetValueOrDefault((page, HttpMethods.IsHead(method) ? HttpMethods.Get : method));

    /// <summary>Reads the table that comes with the program; anything that can't be read stops the start.</summary>
    public static AccessTable Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Xiangyin.Web.Site.access.yaml")!;
        return Read(new StreamReader(stream).ReadToEnd());
    }

    /// <exception cref="InvalidDataException">A role, verb or reach is unknown, or a verb says nothing of a role.</exception>
    public static AccessTable Read(string yaml)
    {
        var written = new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Written>(yaml);
        var reaches = written
            .Verbs.SelectMany(row =>
                written
                    .Roles.Select(Enum.Parse<Role>)
                    .Zip(row.Value.Select(Enum.Parse<ReachWord>))
                    .Select(cell => ((cell.First, Enum.Parse<Verb>(row.Key)), (Reach)cell.Second))
            )
            .ToDictionary();
        var missing = Enum.GetValues<Verb>()
            .SelectMany(verb => Enum.GetValues<Role>().Select(role => (role, verb)))
            .Where(cell => !reaches.ContainsKey(cell))
            .ToList();
        return missing.Count > 0
            ? throw new InvalidDataException($"access.yaml says nothing of {string.Join(", ", missing)}")
            : new(
                reaches,
                written
                    .Pages.SelectMany(page => page.Value, (page, asked) => (page.Key, asked))
                    .ToDictionary(p => (p.Key, p.asked.Key), p => Admission.Read(p.asked.Value))
            );
    }

    // As the file calls them.
    private enum ReachWord
    {
        none = Reach.Nowhere,
        own = Reach.OwnRecords,
        unit = Reach.OwnUnit,
        below = Reach.Subtree,
    }

    private sealed class Written
    {
        [YamlMember(Alias = "roles")]
        public string[] Roles { get; set; } = [];

        [YamlMember(Alias = "verbs")]
        public Dictionary<string, string[]> Verbs { get; set; } = [];

        [YamlMember(Alias = "pages")]
        public Dictionary<string, Dictionary<string, string>> Pages { get; set; } = [];
    }
}

/// <summary>What a page asks of whoever opens it.</summary>
/// <param name="Anyone">Nothing: not even to be signed in.</param>
/// <param name="Verbs">One of these; none asks only to be signed in.</param>
internal sealed record Admission(bool Anyone, IReadOnlyList<Verb> Verbs)
{
    public bool Admits(Role role) =>
        Anyone || Verbs.Count == 0 || Verbs.Any(verb => Rights.Of(role, verb) != Reach.Nowhere);

    public static Admission Read(string words) =>
        words switch
        {
            "anyone" => new(true, []),
            "signed-in" => new(false, []),
            _ => new(false, [.. words.Split(" or ").Select(Enum.Parse<Verb>)]),
        };
}
