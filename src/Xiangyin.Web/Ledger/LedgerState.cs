using System.Collections.Concurrent;
using System.Collections.Immutable;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>The two books of rows: what counts, and what waits for confirmation.</summary>
internal enum Book
{
    Ledger,
    Waiting,
}

/// <summary>A term whose sums stand in cells.</summary>
/// <param name="Number">Its number, never given twice.</param>
/// <param name="Key">What it reads; see <see cref="TermReader.Key"/>.</param>
/// <param name="Main">Its main lanes.</param>
/// <param name="Aside">Its lanes aside.</param>
/// <param name="Ready">Whether cells hold every row of the ledger for it.</param>
/// <param name="Reader">Reads rows for it; none when today's catalogue has no such term.</param>
internal sealed record Slot(int Number, string Key, LaneRun Main, LaneRun Aside, bool Ready, TermReader? Reader);

/// <summary>A catalogue as it was adopted; an old one is read from its files when somebody asks for it.</summary>
internal sealed class AdoptedCatalogue(long seq, DateTimeOffset recordedAt, Func<Catalogue> read)
{
    private readonly Lazy<Catalogue> catalogue = new(read);
    private readonly ConcurrentDictionary<Policy, IReadOnlyList<TermReader>> readers = new(
        ReferenceEqualityComparer.Instance
    );
    private readonly ConcurrentDictionary<string, TermReader> byText = new(StringComparer.Ordinal);

    public long Seq => seq;

    public DateTimeOffset RecordedAt => recordedAt;

    public Catalogue Catalogue => catalogue.Value;

    /// <summary>Readers of a formula's terms, each term once.</summary>
    public IReadOnlyList<TermReader> Readers(Policy policy, Symbols symbols) =>
        readers.GetOrAdd(
            policy,
            p =>
                [
                    .. p
                        .Formula.Terms.Distinct()
                        .Select(t => byText.GetOrAdd(t.ToString()!, _ => new TermReader(t, Catalogue, symbols))),
                ]
        );

    /// <summary>Readers of every term that cells keep.</summary>
    public IEnumerable<TermReader> Kept(Symbols symbols) =>
        Catalogue
            .Indicators.SelectMany(i => i.Policies)
            .SelectMany(p => Readers(p, symbols))
            .Where(r => r.IsKept)
            .DistinctBy(r => r.Key);
}

/// <summary>What the ledger keeps in memory, as of one sequence. Immutable: a write makes another.</summary>
internal sealed record LedgerState
{
    private readonly Lazy<Dictionary<int, IReadOnlyList<Slot>>> slotsByKind = null!;
    private readonly Lazy<Dictionary<string, Slot>> slotsByKey = null!;

    /// <summary>The last sequence, with its instant.</summary>
    public required KnownAt Head { get; init; }

    public required UnitTree Tree { get; init; }

    /// <summary>Oldest first.</summary>
    public required ImmutableArray<AdoptedCatalogue> Catalogues { get; init; }

    public required Symbols Symbols { get; init; }

    public required ImmutableArray<Slot> Slots
    {
        get;
        init
        {
            field = value;
            slotsByKind = new(() =>
                value
                    .Where(s => s is { Ready: true, Reader: not null })
                    .SelectMany(s => s.Reader!.Kinds.Select(kind => (kind, s)))
                    .GroupBy(x => x.kind, x => x.s)
                    .ToDictionary(g => g.Key, IReadOnlyList<Slot> (g) => [.. g])
            );
            slotsByKey = new(() =>
                value
                    .Where(s => s is { Ready: true, Reader: not null })
                    .ToDictionary(s => s.Key, StringComparer.Ordinal)
            );
        }
    }

    public required Shelves Shelves { get; init; }

    public required bool IsDemonstration { get; init; }

    public static Catalogue NoCatalogue { get; } = new([], [], [], []);

    public Catalogue Catalogue => Catalogues.IsEmpty ? NoCatalogue : Catalogues[^1].Catalogue;

    /// <summary>The catalogue known at a sequence; before the first, the first.</summary>
    public AdoptedCatalogue CatalogueAt(long seq)
    {
        for (var i = Catalogues.Length - 1; i > 0; i--)
        {
            if (Catalogues[i].Seq <= seq)
            {
                return Catalogues[i];
            }
        }

        return Catalogues.IsEmpty ? throw new KeyNotFoundException("no catalogue was adopted") : Catalogues[0];
    }

    /// <summary>Slots that are kept up to date and read rows of a kind.</summary>
    public IReadOnlyList<Slot> SlotsOf(int kind) => slotsByKind.Value.GetValueOrDefault(kind, []);

    /// <summary>The slot that is kept up to date for a term; none where there is none.</summary>
    public Slot? SlotOf(TermReader term) => slotsByKey.Value.GetValueOrDefault(term.Key);
}
