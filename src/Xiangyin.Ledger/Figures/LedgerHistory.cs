namespace Xiangyin.Ledger;

/// <summary>All that a county's ledger ever learned, in the order in which it learned it.</summary>
public sealed class LedgerHistory
{
    private readonly Dictionary<long, UnitTree> trees = [];
    private readonly UnitTree tree;

    /// <summary>Takes a history over.</summary>
    /// <param name="timeline">Every recorded sequence with its instant, rising.</param>
    /// <param name="versions">Record versions, rising by sequence.</param>
    /// <param name="units">Unit changes, rising by sequence.</param>
    /// <param name="catalogues">Catalogues, rising by sequence; at least one.</param>
    public LedgerHistory(
        IReadOnlyList<KnownAt> timeline,
        IReadOnlyList<RecordVersion> versions,
        IReadOnlyList<UnitChange> units,
        IReadOnlyList<CatalogueVersion> catalogues
    )
    {
        Timeline = timeline;
        Versions = versions;
        Catalogues = catalogues;
        tree = UnitTree.From(units);
    }

    /// <summary>Every recorded sequence with its instant.</summary>
    public IReadOnlyList<KnownAt> Timeline { get; }

    /// <summary>Record versions by sequence.</summary>
    public IReadOnlyList<RecordVersion> Versions { get; }

    /// <summary>Catalogues by sequence.</summary>
    public IReadOnlyList<CatalogueVersion> Catalogues { get; }

    /// <summary>What was known at an instant.</summary>
    public KnownAt KnownAt(DateTimeOffset at) => new(at, Timeline.LastOrDefault(t => t.At <= at).Seq);

    /// <summary>The tree known at a sequence.</summary>
    public UnitTree TreeAt(long seq)
    {
        seq = Math.Min(seq, tree.Version);
        return trees.TryGetValue(seq, out var known) ? known : trees[seq] = tree.KnownAt(seq);
    }

    /// <summary>The catalogue known at a sequence; before the first, the first.</summary>
    public Catalogue CatalogueAt(long seq) => (Catalogues.LastOrDefault(c => c.Seq <= seq) ?? Catalogues[0]).Catalogue;

    /// <summary>When the definition of an indicator last changed, as known at a sequence, with the definition before; none if it never did.</summary>
    public (CatalogueVersion Changed, Indicator Before)? DefinitionChange(string indicator, long seq)
    {
        for (var i = Catalogues.Count - 1; i > 0; i--)
        {
            var now = Catalogues[i].Catalogue.Indicator(indicator);
            var before = Catalogues[i - 1].Catalogue.Indicator(indicator);
            if (Catalogues[i].Seq <= seq && before is not null && now is not null && before.Version != now.Version)
            {
                return (Catalogues[i], before);
            }
        }

        return null;
    }
}
