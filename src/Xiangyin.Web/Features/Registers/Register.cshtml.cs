using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>One register: its pages, who signed in, and what became of it in the ledger.</summary>
internal sealed class RegisterModel(TownLedger ledger, RegisterBook book, EvidenceTickets tickets, Scope scope)
    : PageModel
{
    private const string People = "people";

    // Slots that a signed sheet fills.
    private static readonly string[] SheetSlots = ["sign-in", "minutes"];

    public Register Register { get; private set; } = null!;

    public Scope Scope => scope;

    public IReadOnlyList<Scan> Scans { get; private set; } = [];

    public IReadOnlyList<SignIn> SignIns { get; private set; } = [];

    public Attendance? Attendance { get; private set; }

    /// <summary>The record of a sign-in sheet, with how many it says.</summary>
    public (WorkRecord Record, decimal People)? Recorded { get; private set; }

    /// <summary>The records of other registers.</summary>
    public IReadOnlyList<WorkRecord> Records { get; private set; } = [];

    public string RecordUrl { get; private set; } = "";

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (book.Find(id) is not { } register || !scope.May(Verb.Record, register.Unit))
        {
            return NotFound();
        }

        Register = register;
        Scans = book.ScansOf(id);
        if (register.Form != RegisterForm.SignIn)
        {
            Records = await RecordsOf(register, ct);
            return Page();
        }

        SignIns = book.SignIns(id);
        Attendance = Attendance.Of(SignIns);
        var record = RegisterDesk.RecordOf(register, 0, "1");
        if (await scope.See(ledger, record, ct) is [.., { Content: var content }])
        {
            Recorded = (content, content.Measures.GetValueOrDefault(People)?.Amount ?? 0);
        }

        RecordUrl = UrlOf(record, Attendance.People);
        return Page();
    }

    private async Task<List<WorkRecord>> RecordsOf(Register register, CancellationToken ct)
    {
        var ids = register
            .Pages.SelectMany(p => PageEntry.EntriesOf(p).Select(e => RegisterDesk.RecordOf(register, p.Number, e)))
            .ToList();
        var records = new List<WorkRecord>();
        foreach (var known in ids.Where(ledger.Known(ids).Contains))
        {
            if (await scope.See(ledger, known, ct) is [.., { Content: var content }])
            {
                records.Add(content);
            }
        }

        return records;
    }

    // The form of the record, filled in as far as the register knows.
    private string UrlOf(Guid record, int people)
    {
        var asked = new Dictionary<string, string?>
        {
            ["kind"] = Register.Kind,
            ["id"] = record.ToString(),
            ["unit"] = Register.Unit.ToString(),
            ["on"] = Register.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["title"] = Register.Title,
            [$"measure.{People}"] = people.ToString(CultureInfo.InvariantCulture),
        };
        var slot = ledger.Catalogue.Kind(Register.Kind)?.Evidence.FirstOrDefault(s => SheetSlots.Contains(s.Id));
        if (slot is not null && Scans.FirstOrDefault(s => s.ConfirmedAt is not null) is { } scan)
        {
            asked[$"evidence.{slot.Id}"] = tickets.Of(scan.Evidence with { Shows = slot.Id }, scope.Actor.Id);
        }

        return QueryHelpers.AddQueryString("/records/new", asked);
    }
}
