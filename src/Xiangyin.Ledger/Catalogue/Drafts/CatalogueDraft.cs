namespace Xiangyin.Ledger;

/// <summary>Makes a catalogue of what is written.</summary>
internal sealed class CatalogueDraft(CatalogueSections sections, Problems problems)
{
    private readonly Dictionary<string, FileLine> lines = [];

    public Catalogue Build()
    {
        var groups = Each("groups", (id, f) => new Group(id, f.Names()));
        var counters = Each("counters", (id, f) => (Id: id, Name: f.Names())).ToDictionary(c => c.Id, c => c.Name);
        var references = new References(sections, counters);
        var dimensions = Each("dimensions", DimensionDraft.Read);
        var kinds = Each("kinds", new KindDraft(references).Read);
        var indicatorDraft = new IndicatorDraft(references);
        var indicators = Each("indicators", indicatorDraft.Read);
        var catalogue = new Catalogue(
            groups,
            kinds,
            [.. dimensions.Where(d => !References.ReservedDimensions.Contains(d.Id))],
            indicators
        )
        {
            Lines = lines,
        };

        // What a file that can't be read declares is not known, so nothing can be said about the words of formulas.
        if (sections.AreWhole)
        {
            WellKnownKinds.Check(catalogue, problems);
            foreach (var formula in indicatorDraft.Formulas)
            {
                new FormulaCheck(catalogue, formula).Check();
            }
        }

        return catalogue;
    }

    private List<T> Each<T>(string section, Func<string, Fields, T> make)
    {
        var made = new List<T>();
        foreach (var (id, fields) in sections.Things(section, problems))
        {
            lines[$"{section}/{id}"] = fields.At;
            made.Add(make(id, fields));
            fields.Done();
        }

        return made;
    }
}
