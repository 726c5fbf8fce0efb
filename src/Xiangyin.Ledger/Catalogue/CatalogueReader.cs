namespace Xiangyin.Ledger;

/// <summary>Reads a catalogue from its files, and tells every mistake with file, line and what to do.</summary>
public static class CatalogueReader
{
    /// <summary>The catalogue in <paramref name="files"/>, which may be spread over them in any way.</summary>
    /// <exception cref="CatalogueException">It has mistakes; all of them are told.</exception>
    public static Catalogue Read(IEnumerable<CatalogueFile> files)
    {
        var problems = new Problems();
        var catalogue = new CatalogueDraft(CatalogueSections.Read(files, problems), problems).Build();
        return problems.All is { Count: > 0 } found ? throw new CatalogueException(found) : catalogue;
    }

    /// <summary>What stands between <paramref name="before"/> and <paramref name="after"/>: a definition changed under the same version, or a thing deleted that records may use.</summary>
    /// <param name="before">The catalogue in use.</param>
    /// <param name="after">The one that shall follow it.</param>
    public static IReadOnlyList<CatalogueProblem> Compare(Catalogue before, Catalogue after)
    {
        var problems = new Problems();
        CatalogueComparison.Compare(before, after, problems);
        return problems.All;
    }
}
