using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>A row of a sign-in sheet as a person confirms it.</summary>
internal sealed record SheetRowToConfirm(
    int Number,
    bool IsHere,
    bool IsDoubtful,
    bool HasInk,
    string Name,
    string Household
);

/// <summary>What was read of a page, each value beside its ink, until a person says that it is right. Nothing is recorded before.</summary>
internal sealed class PageOfRegisterModel(
    TownLedger ledger,
    RegisterBook book,
    PageEntry entries,
    Scope scope,
    TimeProvider clock,
    T t
) : PageModel
{
    private const int LongestName = 40;

    private T T => t;

    public Scan Scan { get; private set; } = null!;

    public Register Register { get; private set; } = null!;

    public PaperPage Printed { get; private set; } = null!;

    public RegisterWords Words { get; private set; } = null!;

    public IReadOnlyList<SheetRowToConfirm> Rows { get; private set; } = [];

    public IReadOnlyList<PageRecord> Records { get; private set; } = [];

    public IEnumerable<(string Of, RecordProblem Problem)> Problems =>
        Records.SelectMany(r => r.Problems.Select(p => (r.Name, p)));

    /// <summary>Whether another picture of the page was recorded before.</summary>
    public bool IsRecorded { get; private set; }

    public string? Refusal { get; private set; }

    public IActionResult OnGet(Guid id)
    {
        if (!Open(id))
        {
            return NotFound();
        }

        Rows = Register.Form == RegisterForm.SignIn ? [.. RowNumbers().Select(RowAsRead)] : [];
        Records = Register.Form == RegisterForm.SignIn ? [] : entries.AsRead(Register, Printed, Scan.Reading!);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken ct)
    {
        if (!Open(id))
        {
            return NotFound();
        }

        var sent = await Request.ReadFormAsync(ct);
        try
        {
            var isDone = Register.Form == RegisterForm.SignIn ? await SignIn(sent, ct) : await Record(sent, ct);
            if (isDone)
            {
                return LocalRedirect($"/registers/{Register.Id}");
            }
        }
        catch (LedgerRefusal refusal)
        {
            Refusal = Refusals.Words(t, refusal);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public bool IsDoubtful(string field) =>
        Scan.Reading!.FirstOrDefault(r => r.Field == field)?.Sureness == Sureness.Doubtful;

    /// <summary>What a doubtful mark most likely says.</summary>
    public string? GuessOf(PaperField field) =>
        Scan.Reading!.FirstOrDefault(r => r.Field == field.Id)?.Value is { } value
            ? Words.Option(Register, field, value)
            : null;

    public string LabelOf(string entry, string field) =>
        Printed.Fields.FirstOrDefault(f => f.Id == $"{entry}.{field}") is { } printed
        && Words.Label(Register, printed) is { Length: > 0 } label
            ? label
            : field.Split('.')[0] switch
            {
                "approximation" => T["register.how-exactly"],
                "on" => T["records.day"],
                "unit" => T["record.unit"],
                "title" => T["record.title"],
                var other => other,
            };

    private async Task<bool> Record(IFormCollection sent, CancellationToken ct)
    {
        var made = await entries.AsSent(Register, Printed, sent, ct);
        Records = [.. made.Select(m => m.Page)];
        if (made.Count == 0)
        {
            Records = entries.AsRead(Register, Printed, Scan.Reading!);
            Refusal = T["register.page.empty"];
            return false;
        }

        if (Problems.Any())
        {
            return false;
        }

        await ledger.Write([.. made.Select(m => new NewRecord(m.Record, scope.Actor.Id))], ct);
        await book.Confirm(Scan.Id, scope.Actor.Id, clock.GetUtcNow(), [], [], ct);
        return true;
    }

    private async Task<bool> SignIn(IFormCollection sent, CancellationToken ct)
    {
        string Typed(int row, string field) => sent[$"{row}.{field}"].ToString().Trim();
        Rows =
        [
            .. RowNumbers()
                .Select(n =>
                    RowAsRead(n) with
                    {
                        IsHere = Typed(n, "here") == "1",
                        Name = Typed(n, "name"),
                        Household = Typed(n, "household"),
                    }
                ),
        ];
        if (Rows.Any(r => r.Name.Length > LongestName || r.Household.Length > LongestName))
        {
            Refusal = T["register.name-too-long", LongestName];
            return false;
        }

        var at = clock.GetUtcNow();
        await book.Confirm(
            Scan.Id,
            scope.Actor.Id,
            at,
            [.. Rows.Where(r => r.IsHere).Select(r => new SignIn($"row:{r.Number}", r.Name, r.Household, at))],
            [.. Rows.Where(r => !r.IsHere).Select(r => $"row:{r.Number}")],
            ct
        );
        return true;
    }

    private IEnumerable<int> RowNumbers() =>
        PageEntry.EntriesOf(Printed).Select(e => int.Parse(e, CultureInfo.InvariantCulture));

    // Ink without a mark, or a mark without ink, is looked at by a person.
    private SheetRowToConfirm RowAsRead(int row)
    {
        var read = Scan.Reading!.ToDictionary(r => r.Field);
        var here = read[$"{row}.here"];
        var hasInk = new[] { "name", "household" }.Any(f => read[$"{row}.{f}"].Sureness != Sureness.Blank);
        return new(
            row,
            here.Sureness == Sureness.Sure,
            here.Sureness == Sureness.Doubtful || (here.Sureness == Sureness.Sure) != hasInk,
            hasInk,
            "",
            ""
        );
    }

    private bool Open(Guid id)
    {
        if (
            book.FindScan(id) is not { Reading: not null, Register: { } of } scan
            || book.Find(of) is not { } register
            || !scope.May(Verb.Record, register.Unit)
            || register.Pages.FirstOrDefault(p => p.Number == scan.Page) is not { } page
        )
        {
            return false;
        }

        (Scan, Register, Printed) = (scan, register, page);
        Words = new(t, ledger.Catalogue, ledger.Tree);
        IsRecorded = book.ScansOf(of).Any(s => s.Id != id && s.Page == scan.Page && s.ConfirmedAt is not null);
        return true;
    }
}
