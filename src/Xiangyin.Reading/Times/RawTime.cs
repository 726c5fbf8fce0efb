namespace Xiangyin.Reading;

/// <summary>A time as it was written, before the document's own year is known.</summary>
internal record struct RawTime
{
    /// <summary>The place after it in the plain text.</summary>
    public int End;

    /// <summary>What sort; null of a length of time (三年), an age or a time of day, which names no day.</summary>
    public TimeKind? Kind;

    public Moment From;

    /// <summary>The end of a range.</summary>
    public Moment? To;

    /// <summary>A year told by its relation to the document's: 今年 0, 去年 -1.</summary>
    public int? YearFromNow;

    /// <summary>1 or 2 of a half year, 1 to 4 of a quarter.</summary>
    public int Part;

    public bool CutOff;

    public readonly bool Masked => From.Masked || To is { Masked: true };
}

/// <summary>What a text says of a day.</summary>
internal record struct Moment
{
    public int? Year;
    public int? Month;
    public int? Day;
    public bool Masked;
}
