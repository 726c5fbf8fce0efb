using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Checks;

/// <summary>A document with all that was found in it.</summary>
/// <param name="Document">As it was read.</param>
/// <param name="Scope">Whose work of which year its quantities were asked of.</param>
/// <param name="Defects">What a reader would object to, in the order of the text.</param>
/// <param name="Comparisons">Its quantities against the ledger, in the order of the text.</param>
internal sealed record Checked(
    ReadDocument Document,
    CheckScope Scope,
    IReadOnlyList<Defect> Defects,
    IReadOnlyList<Comparison> Comparisons
);

/// <summary>Where a document from anywhere is looked over: read, checked by the rules, set against the ledger.</summary>
internal sealed class CheckDesk(TownLedger ledger, LedgerCheck against, DefectFinder finder, Scope scope)
{
    /// <summary>Looks a document over.</summary>
    public Task<Checked> Look(OpenCheck check, CancellationToken ct) => Look(check.Text, check.Scope, ct);

    /// <summary>Looks a text over.</summary>
    /// <param name="text">The text.</param>
    /// <param name="chosen">Whose work of which year; none takes what the text says.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Checked> Look(string text, CheckScope? chosen, CancellationToken ct)
    {
        var document = Reader.Read(text);
        var asked = chosen ?? CheckScope.Of(document, UnitOf(document), scope.Today);
        return new(
            document,
            asked,
            await finder.Find(document, asked, MaySee, ct),
            await against.Compare(document, asked, MaySee, ct)
        );
    }

    /// <summary>Units whose work a document may be set against.</summary>
    public IReadOnlyList<UnitId> Units => scope.Units(Verb.See);

    /// <summary>The town of a unit, for which corrections of matches hold.</summary>
    public UnitId TownOf(CheckScope asked) => LedgerCheck.TownOf(ledger.Tree, asked.Unit, asked.CutOff);

    private bool MaySee(UnitId unit) => scope.May(Verb.See, unit);

    // The document's own issuer, where it is named and within reach; otherwise the reader's unit.
    private UnitId UnitOf(ReadDocument document)
    {
        var named = document.Issuer is { Form: NameForm.Proper, Text: var name } ? Wording.Plain(name) : null;
        return named is null
            ? scope.Root
            : Units
                .Where(u => named.Contains(scope.Tree.On(u, scope.Today).Name.Hans, StringComparison.Ordinal))
                .Select(u => (UnitId?)u)
                .LastOrDefault()
                ?? scope.Root;
    }
}
