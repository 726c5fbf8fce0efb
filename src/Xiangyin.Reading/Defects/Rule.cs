namespace Xiangyin.Reading;

/// <summary>
/// One look at a document, which may tell several near kinds of defect apart: each kind has its id and its data in the YAML beside the class.
/// </summary>
internal abstract class Rule
{
    /// <summary>The ids under which it finds defects; it isn't asked when all of them are off.</summary>
    public abstract IReadOnlyList<string> Ids { get; }

    public abstract void Look(Paper paper, Findings findings);
}
