namespace Xiangyin.Ledger;

/// <summary>A unit's identity for life: it outlives renaming, moving and merging.</summary>
/// <param name="Value">Positive; given once by the county.</param>
public readonly record struct UnitId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a unit is; villages, offices and schools stand side by side below a town.</summary>
public enum UnitType
{
    /// <summary>省、自治区、直辖市.</summary>
    Province,

    /// <summary>市、州.</summary>
    City,

    /// <summary>县、区.</summary>
    County,

    /// <summary>乡镇、街道.</summary>
    Town,

    /// <summary>村、社区.</summary>
    Village,

    /// <summary>机关、站所 of a town.</summary>
    Office,

    /// <summary>学校.</summary>
    School,
}

/// <summary>A unit as it stands on some day.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Type">What it is; never changes.</param>
/// <param name="Name">Its name on that day.</param>
/// <param name="Parent">The unit it belongs to on that day; none at the top of the tree.</param>
/// <param name="Code">The official 12-digit code or any other label that the county imports.</param>
public sealed record Unit(UnitId Id, UnitType Type, LocalText Name, UnitId? Parent, string? Code);
