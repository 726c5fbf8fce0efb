namespace Xiangyin.Reading;

/// <summary>A day or a stretch of time that the text names.</summary>
public sealed record TimeMention
{
    /// <summary>As written: 截至7月13日止, 一年以來, 20xx年.</summary>
    public required string Text { get; init; }

    /// <summary>Where.</summary>
    public required Span Span { get; init; }

    /// <summary>What sort.</summary>
    public required TimeKind Kind { get; init; }

    /// <summary>Its first day where it is known. A day without a year takes the document's, see <see cref="YearStated"/>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Its last day where it is known.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether the text itself gives the year.</summary>
    public bool YearStated { get; init; }

    /// <summary>Whether some of it is masked (20xx年, 201*年, _年).</summary>
    public bool Masked { get; init; }

    /// <summary>Whether it says up to when something was counted (截至…).</summary>
    public bool CutOff { get; init; }
}

/// <summary>What sort of time is named.</summary>
public enum TimeKind
{
    /// <summary>2021年, 全年, 本年度</summary>
    Year,

    /// <summary>上半年, 半年来</summary>
    HalfYear,

    /// <summary>第三季度</summary>
    Quarter,

    /// <summary>6月, 本月</summary>
    Month,

    /// <summary>7月13日</summary>
    Day,

    /// <summary>3月11日—3月31日, 2015—2020年</summary>
    Range,

    /// <summary>今年以来, 一年来, 近三年来: from then until the text was written</summary>
    Since,

    /// <summary>目前, 截至目前: no day</summary>
    Now,
}
