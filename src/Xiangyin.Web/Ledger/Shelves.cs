using System.Collections.Immutable;

namespace Xiangyin.Web.Ledger;

/// <summary>A kind and year of which a book has rows.</summary>
internal readonly record struct Shelf(Book Book, int Kind, int Year);

/// <summary>The kinds and years of which there are rows, so that nobody looks where nothing is. Immutable.</summary>
internal sealed class Shelves
{
    private readonly ImmutableDictionary<(Book Book, int Kind), ImmutableSortedSet<int>> years;

    private Shelves(ImmutableDictionary<(Book Book, int Kind), ImmutableSortedSet<int>> years, int first, int last) =>
        (this.years, First, Last) = (years, first, last);

    public static Shelves None { get; } =
        new(ImmutableDictionary<(Book, int), ImmutableSortedSet<int>>.Empty, int.MaxValue, int.MinValue);

    /// <summary>The first year of which there is any row.</summary>
    public int First { get; }

    /// <summary>The last year of which there is any row.</summary>
    public int Last { get; }

    public bool IsEmpty => years.IsEmpty;

    /// <summary>Every year of which there is a row.</summary>
    public IEnumerable<int> Years => years.Values.SelectMany(y => y).Distinct();

    public bool Contains(Shelf shelf) =>
        years.TryGetValue((shelf.Book, shelf.Kind), out var of) && of.Contains(shelf.Year);

    public Shelves With(Shelf shelf)
    {
        var of = years.GetValueOrDefault((shelf.Book, shelf.Kind), []);
        return new(
            years.SetItem((shelf.Book, shelf.Kind), of.Add(shelf.Year)),
            Math.Min(First, shelf.Year),
            Math.Max(Last, shelf.Year)
        );
    }

    /// <summary>The years of which a book has rows of a kind, within a period, rising.</summary>
    public IEnumerable<int> Of(Book book, int kind, int from, int to) =>
        years.TryGetValue((book, kind), out var of) ? of.Where(y => from <= y && y <= to) : [];
}
