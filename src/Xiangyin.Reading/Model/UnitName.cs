namespace Xiangyin.Reading;

/// <summary>A unit or a place that the text names or masks.</summary>
public sealed record UnitName
{
    /// <summary>As written: XX鎮, 六漫村, 县委宣传部, 我镇.</summary>
    public required string Text { get; init; }

    /// <summary>Where.</summary>
    public required Span Span { get; init; }

    /// <summary>What it is.</summary>
    public required NameKind Kind { get; init; }

    /// <summary>At which level; null where the name does not tell.</summary>
    public UnitLevel? Level { get; init; }

    /// <summary>How it is said.</summary>
    public required NameForm Form { get; init; }
}

/// <summary>What is named.</summary>
public enum NameKind
{
    /// <summary>A place that is governed: a province, a county, a town, a village.</summary>
    Place,

    /// <summary>An office, a committee, a school, a firm.</summary>
    Body,

    /// <summary>Something published: a paper, a station, a platform.</summary>
    Outlet,
}

/// <summary>How a unit is named.</summary>
public enum NameForm
{
    /// <summary>By its own name: 六漫村.</summary>
    Proper,

    /// <summary>With a mask for its name: XX鎮, 某村, **县.</summary>
    Masked,

    /// <summary>By what it is, without a name: 我镇, 县委, 各村.</summary>
    Generic,
}

/// <summary>Levels of government, the highest first.</summary>
public enum UnitLevel
{
    /// <summary>中央、国家</summary>
    Nation,

    /// <summary>省、自治区、直辖市</summary>
    Province,

    /// <summary>地级市、州</summary>
    City,

    /// <summary>县、区、旗、县级市</summary>
    County,

    /// <summary>乡、镇、街道</summary>
    Town,

    /// <summary>村、社区</summary>
    Village,
}
