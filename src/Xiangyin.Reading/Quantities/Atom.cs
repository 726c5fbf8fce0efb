namespace Xiangyin.Reading;

/// <summary>One thing with a number in it, as the scanner found it in the plain text.</summary>
internal sealed class Atom
{
    public required AtomKind Kind { get; init; }

    public required int Start { get; init; }

    public required int End { get; set; }

    /// <summary>What a trap is.</summary>
    public NotQuantityKind Trap { get; init; }

    public RawTime Time { get; init; }

    public Numeral Numeral { get; init; }

    public CounterKind CounterKind { get; init; }

    /// <summary>The counter's place; empty where it is missing.</summary>
    public int CounterStart { get; set; }

    public int CounterEnd { get; set; }

    /// <summary>The place of a second counter in brackets, 册(盘); empty where there is none.</summary>
    public int OtherStart { get; set; }

    public int OtherEnd { get; set; }

    /// <summary>The place of what follows a stroke, 元/篇; empty where there is none.</summary>
    public int PerStart { get; set; }

    public int PerEnd { get; set; }

    /// <summary>Where the noun behind the counter ends; 0 where there is none.</summary>
    public int SubjectEnd { get; set; }

    /// <summary>What its subject says something of: 诉求 of 诉求办结; null where it says nothing more.</summary>
    public string? Thing { get; set; }

    public bool Negated { get; init; }

    /// <summary>个半, 年半: half a unit more.</summary>
    public bool AndHalf { get; init; }

    /// <summary>多篇, 若干名: no number at all.</summary>
    public bool Vague { get; init; }
}

internal enum AtomKind
{
    Trap,
    Time,
    Quantity,
}
