namespace Xiangyin.Ledger;

/// <summary>What the files declare, put together by section: each thing still as it is written.</summary>
internal sealed class CatalogueSections
{
    private static readonly (string Key, string Name)[] All =
    [
        ("groups", "分组"),
        ("counters", "量词"),
        ("dimensions", "分类"),
        ("kinds", "种类"),
        ("indicators", "指标"),
    ];

    private readonly Dictionary<string, Dictionary<string, YamlEntry>> sections = All.ToDictionary(
        s => s.Key,
        _ => new Dictionary<string, YamlEntry>()
    );

    private CatalogueSections() { }

    /// <summary>Whether everything that the files declare is known.</summary>
    public bool AreWhole { get; private init; }

    public static CatalogueSections Read(IEnumerable<CatalogueFile> files, Problems problems)
    {
        var trees = files.Select(f => YamlTree.Read(f, problems)).OfType<YamlMapping>().ToList();
        var sections = new CatalogueSections { AreWhole = !problems.HasUnreadableFile };
        foreach (var section in trees.SelectMany(t => t.Entries))
        {
            sections.Add(section, problems);
        }

        return sections;
    }

    /// <summary>The ids declared in a section.</summary>
    public IReadOnlyCollection<string> Ids(string section) => sections[section].Keys;

    /// <summary>The things of a section, in the order in which they are written.</summary>
    public IEnumerable<(string Id, Fields Fields)> Things(string section, Problems problems)
    {
        var name = All.First(s => s.Key == section).Name;
        return sections[section]
            .Values.Select(e => (e.Key, new Fields($"{name} {YamlTree.Shown(e.Key)} ", e.At, e.Value, problems)));
    }

    private void Add(YamlEntry section, Problems problems)
    {
        if (!sections.TryGetValue(section.Key, out var things))
        {
            problems.Add(
                section.At,
                $"最外层有不认识的项“{YamlTree.Shown(section.Key)}”",
                Suggestion.For(section.Key, sections.Keys)
            );
            return;
        }

        if (section.Value is YamlScalar { Value.Length: 0 })
        {
            return;
        }

        if (section.Value is not YamlMapping mapping)
        {
            problems.Add(section.At, $"{section.Key} 下面要写成“代号: 内容”的几行", "每项一行，先写代号，冒号后写内容");
            return;
        }

        var name = All.First(s => s.Key == section.Key).Name;
        foreach (var thing in mapping.Entries)
        {
            Fields.CheckId(thing, name, problems);
            if (!things.TryAdd(thing.Key, thing))
            {
                var first = things[thing.Key].At;
                problems.Add(
                    thing.At,
                    $"{name}的代号“{YamlTree.Shown(thing.Key)}”用了两次，已在 {first.File} 第{first.Line}行",
                    "改成别的代号，或者删去一处"
                );
            }
        }
    }
}
