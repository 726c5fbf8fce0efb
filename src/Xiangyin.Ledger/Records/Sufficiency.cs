namespace Xiangyin.Ledger;

/// <summary>A slot of evidence and how many files it has: once there are enough, no more are asked for.</summary>
/// <param name="Slot">What should be shown, and how many files suffice.</param>
/// <param name="Have">How many files are there.</param>
public sealed record SlotNeed(EvidenceSlot Slot, int Have)
{
    /// <summary>How many more are asked for; 0 once there are enough.</summary>
    public int Wanted => Math.Max(0, Slot.Enough - Have);

    /// <summary>Whether nothing more is asked for, or taken.</summary>
    public bool IsEnough => Wanted == 0;
}

/// <summary>Says when enough is enough.</summary>
public static class Sufficiency
{
    /// <summary>What each slot of a kind has and still wants, in the catalogue's order; empty where the kind asks for no evidence.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="have">Files that are there.</param>
    public static IReadOnlyList<SlotNeed> Of(Kind kind, IEnumerable<Evidence> have)
    {
        var bySlot = have.ToLookup(e => e.Shows);
        return [.. kind.Evidence.Select(slot => new SlotNeed(slot, bySlot[slot.Id].Count()))];
    }
}
