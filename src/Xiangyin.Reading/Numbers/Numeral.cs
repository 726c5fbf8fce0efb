namespace Xiangyin.Reading;

/// <summary>A number as it was written, without its counter.</summary>
internal record struct Numeral
{
    /// <summary>The place after it in the plain text.</summary>
    public int End;

    /// <summary>Its value, or the low end; null where none is said.</summary>
    public decimal? Value;

    /// <summary>The high end.</summary>
    public decimal? High;

    /// <summary>余, 多 within or after it.</summary>
    public bool More;

    /// <summary>来, two digits side by side (四五), 十几: only roughly so many.</summary>
    public bool Roughly;

    /// <summary>A placeholder in place of its digits.</summary>
    public bool Masked;

    /// <summary>In Arabic digits.</summary>
    public bool Arabic;

    /// <summary>百, 千, 万 without a digit before it.</summary>
    public bool Bare;

    /// <summary>A fraction: its counter is implied.</summary>
    public bool Fraction;

    /// <summary>百分之: its counter is %.</summary>
    public bool Percent;

    /// <summary>Two digits side by side make the range.</summary>
    public bool SideBySide;

    /// <summary>One Chinese digit and nothing else.</summary>
    public bool SingleDigit;
}
