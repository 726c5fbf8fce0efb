using System.Text;

namespace Xiangyin.Ledger;

/// <summary>A piece of a report's paragraph.</summary>
public abstract record Piece;

/// <summary>Words that a person, or the outline, wrote.</summary>
public sealed record Words(string Text) : Piece;

/// <summary>A figure that comes from the ledger.</summary>
public sealed record Bound(BoundFigure Figure) : Piece;

/// <summary>Braces whose content can't be read; printed as they stand and never frozen.</summary>
/// <param name="Text">With the braces.</param>
/// <param name="Problem">The word that can't be read.</param>
public sealed record Unreadable(string Text, string Problem) : Piece;

/// <summary>A report's paragraph as it is stored: words, with figures in double braces.</summary>
public static class Prose
{
    /// <summary>Stands before a bound figure.</summary>
    public const string Open = "{{";

    /// <summary>Stands after it.</summary>
    public const string Close = "}}";

    /// <summary>The pieces in reading order; adjacent words are one piece. Joined by <see cref="Write"/> they give an equivalent text.</summary>
    /// <param name="text">As stored.</param>
    /// <param name="year">The report's year, for days without one.</param>
    public static IReadOnlyList<Piece> Read(string text, int year)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<Piece>();
        for (var at = 0; at < text.Length; )
        {
            var open = text.IndexOf(Open, at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf(Close, open + Open.Length, StringComparison.Ordinal);
            if (close < 0)
            {
                pieces.Add(new Words(text[at..]));
                break;
            }

            // Of "{{{{a}}" the last two braces open the figure.
            open = text.LastIndexOf(Open, close - 1, close - open, StringComparison.Ordinal);
            if (open > at)
            {
                pieces.Add(new Words(text[at..open]));
            }

            pieces.Add(ReadFigure(text[open..(close + Close.Length)], year));
            at = close + Close.Length;
        }

        return pieces;
    }

    /// <summary>The text to store.</summary>
    public static string Write(IEnumerable<Piece> pieces) =>
        pieces
            .Aggregate(
                new StringBuilder(),
                (text, piece) =>
                    piece switch
                    {
                        Words words => text.Append(words.Text),
                        Bound bound => text.Append(Open).Append(bound.Figure).Append(Close),
                        Unreadable unreadable => text.Append(unreadable.Text),
                        _ => text,
                    }
            )
            .ToString();

    /// <summary>The figures bound in a stored text.</summary>
    public static IEnumerable<BoundFigure> Figures(string text, int year) =>
        Read(text, year).OfType<Bound>().Select(b => b.Figure);

    private static Piece ReadFigure(string braces, int year)
    {
        try
        {
            return new Bound(BoundFigure.Parse(braces[Open.Length..^Close.Length], year));
        }
        catch (FormatException e)
        {
            return new Unreadable(braces, e.Message);
        }
    }
}
