using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Every revision of every paragraph and every step, newest first.</summary>
internal sealed class HistoryModel(ReportDesk desk, TownLedger ledger, PeopleStore people, Scope scope, T t) : PageModel
{
    public Report Report { get; private set; } = null!;

    public IEnumerable<IGrouping<DateTimeOffset, ReportParagraph>> Revisions =>
        Report.Revisions.GroupBy(r => r.At).OrderByDescending(g => g.Key);

    public IReadOnlyDictionary<PersonId, Person> People { get; private set; } = new Dictionary<PersonId, Person>();

    public string NameOf(PersonId person) => People.TryGetValue(person, out var known) ? t[known.Name] : "";

    /// <summary>A revision as a clerk would type it.</summary>
    public string TextOf(ReportParagraph revision) =>
        new ClerkText(ledger.Catalogue, ledger.Tree, Report.Year).ToClerk(revision.Hans, t.Language);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (desk.Find(id) is not { } report || !scope.May(Verb.See, report.Unit))
        {
            return NotFound();
        }

        Report = report;
        People = await people.Find(report.Authors, ct);
        return Page();
    }
}
