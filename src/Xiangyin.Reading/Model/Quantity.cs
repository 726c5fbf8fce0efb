namespace Xiangyin.Reading;

/// <summary>How many of what. A number that counts nothing is a <see cref="NotQuantity"/>.</summary>
public sealed record Quantity
{
    /// <summary>Number and counter as written: <c>76餘篇</c>, <c>两千余人</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Where <see cref="Text"/> stands.</summary>
    public required Span Span { get; init; }

    /// <summary>Where it stands with what hedges, bounds or distributes it: <c>近两千余人</c>, <c>各2场次</c>, <c>95%以上</c>.</summary>
    public required Span Phrase { get; init; }

    /// <summary>
    /// In the unit as written: 2万人 is 20000, 90% is 90, 三分之一 is 0.333…; the low end of a range. Null where none is said (XX次, 若干) or the digits are damaged (320xx株).
    /// </summary>
    public decimal? Value { get; init; }

    /// <summary>The high end of a range (2-3次, 四五名); otherwise null.</summary>
    public decimal? High { get; init; }

    /// <summary>How exactly it is said.</summary>
    public Approximation Approximation { get; init; }

    /// <summary>The bare counter in simplified script: 次, 场次, %. Of 1661册(盘) it is 册|盘; of a fraction 比. Empty where the text leaves it out, unless people are counted: then 人, see <see cref="UnitMissing"/>.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whether the text leaves the counter out (2网吧, 6万居民).</summary>
    public bool UnitMissing { get; init; }

    /// <summary><see cref="Unit"/> in the script it was written in: 場次.</summary>
    public string Counter { get; init; } = "";

    /// <summary>What is counted, as written; empty where the text does not say.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What it is said for each of, in simplified script: 村, 月, 半月; null where it is a plain number.</summary>
    public string? Per { get; init; }

    /// <summary>Whether it says what was done, what there is, what must be, or what is planned.</summary>
    public QuantityNature Nature { get; init; }

    /// <summary>Whether it is a zero said by negation (没有发生一件).</summary>
    public bool Negated { get; init; }

    /// <summary>Whether it stands for a limit by which others are picked out (粉丝1000以下的167个: the 1000).</summary>
    public bool Condition { get; init; }

    /// <summary>Whether it is one part of a stated whole (其中).</summary>
    public bool PartOfWhole { get; init; }

    /// <summary>Whether the whole is said (共、合计、累计).</summary>
    public bool Total { get; init; }

    /// <summary>Whether a placeholder stands for the number (XX次) or for some of its digits (320xx株).</summary>
    public bool Masked { get; init; }

    /// <summary>The time that its clause or sentence states for it, a cut-off included; null where only the document says.</summary>
    public TimeMention? Time { get; init; }

    /// <summary>Index in <see cref="ReadDocument.Paragraphs"/>.</summary>
    public int Paragraph { get; init; }
}

/// <summary>How exactly a number is said.</summary>
public enum Approximation
{
    /// <summary>The number itself, or a stated range.</summary>
    Exact,

    /// <summary>That many or more: 余、多、以上、超、不少于.</summary>
    AtLeast,

    /// <summary>About that many: 约、近、左右, and 近两千余 that contradicts itself.</summary>
    About,

    /// <summary>That many or fewer: 以下、以内、不超过.</summary>
    AtMost,

    /// <summary>No number: 若干、多篇、XX次.</summary>
    None,
}

/// <summary>What a quantity speaks of.</summary>
public enum QuantityNature
{
    /// <summary>What was done.</summary>
    Done,

    /// <summary>What there is: villages, households, square metres.</summary>
    Profile,

    /// <summary>What must be, or must not be exceeded.</summary>
    Standard,

    /// <summary>What is to be done.</summary>
    Plan,
}

/// <summary>Something that looks like a number and counts nothing.</summary>
/// <param name="Text">As written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where.</param>
public sealed record NotQuantity(string Text, NotQuantityKind Kind, Span Span);

/// <summary>What a number that counts nothing is.</summary>
public enum NotQuantityKind
{
    /// <summary>十九大, 十八届三中全会</summary>
    Congress,

    /// <summary>“七一”, 三·五</summary>
    Festival,

    /// <summary>三个代表, 两手抓, “一约四会”</summary>
    Slogan,

    /// <summary>8+N, 12345, 2131工程</summary>
    CodeName,

    /// <summary>最后一公里, 第一书记, 一系列</summary>
    Idiom,

    /// <summary>第三批, 二等奖, 一级, 首届</summary>
    Ordinal,

    /// <summary>〔2012〕16号</summary>
    DocumentNumber,

    /// <summary>千人桥镇, 八一电影制片厂, 308省道, 14号楼</summary>
    ProperName,

    /// <summary>2021年, 7月13日, 下午5:30</summary>
    Time,

    /// <summary>The number of a heading or of a list.</summary>
    Label,

    /// <summary>第1页共3页, 人气:1.68W, 全文934字</summary>
    Noise,

    /// <summary>一支队伍, 一个新水平: 一 where nothing is counted.</summary>
    Indefinite,
}
