namespace Xiangyin.Ledger;

/// <summary>Judges references. Ids are all known before anything is read, so that it does not matter where a thing is written.</summary>
/// <param name="sections">What the files declare.</param>
/// <param name="counters">The counters by id.</param>
internal sealed class References(CatalogueSections sections, IReadOnlyDictionary<string, LocalText> counters)
{
    /// <summary>Dimensions that every catalogue makes of itself.</summary>
    public static IReadOnlyList<string> MadeDimensions { get; } = ["kind", "indicator"];

    /// <summary>Those, and what every record has without being asked.</summary>
    public static IReadOnlyList<string> ReservedDimensions { get; } = [.. MadeDimensions, WellKnown.Recorded];

    /// <summary>The id under a key, which must be one of a section's or of <paramref name="made"/>.</summary>
    public string To(Fields fields, string key, string kindOfThing, string section, params IEnumerable<string> made)
    {
        IReadOnlyCollection<string> known = [.. sections.Ids(section), .. made];
        var id = fields.Text(key, $"补上 {key}，写一个{kindOfThing}的代号");
        if (id.Length > 0 && sections.AreWhole && !known.Contains(id))
        {
            fields.Problem(key, $"写了“{YamlTree.Shown(id)}”，没有这个{kindOfThing}", Suggestion.For(id, known));
        }

        return id;
    }

    /// <summary>The counter under <c>unit</c>.</summary>
    public LocalText Counter(Fields fields) =>
        counters.GetValueOrDefault(To(fields, "unit", "量词", "counters"), new("", "", ""));
}
