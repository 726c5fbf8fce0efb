using System.Collections.Immutable;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// Small numbers for the words of catalogues (kinds, fields, values, roles, link types), so that ledger rows are narrow. Only ever added to; every
/// word of a catalogue gets its number when the catalogue is adopted, so that a record that keeps its kind's rules never needs a new one.
/// </summary>
internal sealed class Symbols
{
    private readonly ImmutableDictionary<string, int> codes;
    private readonly ImmutableArray<string> words;

    private Symbols(ImmutableDictionary<string, int> codes, ImmutableArray<string> words)
    {
        this.codes = codes;
        this.words = words;
    }

    /// <summary>No words yet; code 0 is never given.</summary>
    public static Symbols None { get; } = new(ImmutableDictionary<string, int>.Empty, [""]);

    public int Count => words.Length - 1;

    /// <summary>The word's number; 0, which no row bears, for a word that no catalogue ever had.</summary>
    public int this[string word] => codes.GetValueOrDefault(word);

    public string this[int code] => words[code];

    /// <summary>With a word more, numbered next.</summary>
    public Symbols With(string word) =>
        codes.ContainsKey(word) ? this : new(codes.Add(word, words.Length), words.Add(word));

    /// <summary>Every word of a catalogue that a ledger row may bear.</summary>
    public static IEnumerable<string> Of(Catalogue catalogue) =>
        catalogue
            .Kinds.SelectMany(k =>
                k.Measures.Select(m => m.Id)
                    .Concat(k.Dimensions.Select(d => d.Id))
                    .Concat(k.Roles.Select(r => r.Id))
                    .Concat(k.Links.Select(l => l.Type))
                    .Prepend(k.Id)
            )
            .Concat(catalogue.Dimensions.SelectMany(d => d.Values.Select(v => v.Id)))
            .Prepend(WellKnown.FollowsFrom)
            .Prepend(WellKnown.Recorded)
            .Distinct();
}
