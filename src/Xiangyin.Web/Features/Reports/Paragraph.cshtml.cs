using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Reports;

/// <summary>One paragraph as a form: words with figures in brackets, and a list from which to put in another figure.</summary>
// The form's token is checked here, so that an expired page keeps what was typed instead of being thrown away.
[IgnoreAntiforgeryToken]
internal sealed class ParagraphModel(
    ReportDesk desk,
    TownLedger ledger,
    PeopleStore people,
    Scope scope,
    IAntiforgery antiforgery,
    TimeProvider clock,
    T t
) : PageModel
{
    /// <summary>The most characters a paragraph may have.</summary>
    public const int Longest = 4_000;

    public Report Report { get; private set; } = null!;

    /// <summary>The paragraph as it stands; none while it is new.</summary>
    public ReportParagraph? Now { get; private set; }

    public string Typed { get; private set; } = "";

    public int Base { get; private set; }

    public Guid ChangeId { get; private set; }

    public IReadOnlyList<string> Unknown { get; private set; } = [];

    public string? Problem { get; private set; }

    /// <summary>What somebody else saved meanwhile, as printed, and who and when.</summary>
    public (SheetParagraph Text, string By, DateTimeOffset At)? Meanwhile { get; private set; }

    /// <summary>What was typed, as it would be printed.</summary>
    public SheetParagraph? Preview { get; private set; }

    public FigurePicker Picker => new(ledger.Catalogue, t.Language);

    [BindProperty(SupportsGet = true)]
    public string? Section { get; set; }

    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    [BindProperty]
    public string? Figure { get; set; }

    [BindProperty]
    public string? CutOff { get; set; }

    [BindProperty]
    public Shows Shows { get; set; }

    private ClerkText Clerk => new(ledger.Catalogue, ledger.Tree, Report.Year);

    public async Task<IActionResult> OnGet(Guid id, Guid paragraph, CancellationToken ct)
    {
        if (!Open(id, paragraph))
        {
            return NotFound();
        }

        Typed = Now is null ? "" : Clerk.ToClerk(Now.Hans, t.Language);
        Base = Now?.Revision ?? 0;
        await Show(paragraph, ct);
        return Page();
    }

    public async Task<IActionResult> OnPost(
        Guid id,
        Guid paragraph,
        string? text,
        string? @base,
        Guid change,
        string? why,
        string? insert,
        string? remove,
        CancellationToken ct
    )
    {
        if (!Open(id, paragraph))
        {
            return NotFound();
        }

        Typed = (remove is null ? text ?? "" : "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        Base = int.TryParse(@base, CultureInfo.InvariantCulture, out var seen) ? seen : Now?.Revision ?? 0;
        if (insert is not null)
        {
            Insert();
            await Show(paragraph, ct);
            return Page();
        }

        var stored = Clerk.FromClerk(Typed, out var unknown);
        Unknown = unknown;
        Problem =
            !await antiforgery.IsRequestValidAsync(HttpContext) ? t["report.expired"]
            : Typed.Length > Longest ? t["report.too-long", Longest]
            : null;
        if (Problem is null)
        {
            try
            {
                var edit = new ParagraphEdit(
                    paragraph,
                    Base,
                    change,
                    stored,
                    scope.Actor.Id,
                    why ?? "",
                    Section,
                    After
                );
                await desk.Write(Report, edit, ct);
                return LocalRedirect($"/reports/{id}#p-{paragraph}");
            }
            catch (LedgerRefusal refusal)
            {
                Problem = t[$"refusal.{refusal.Rule}", [.. refusal.Arguments]];
                await Reread(refusal, id, paragraph, ct);
            }
        }

        await Show(paragraph, ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private bool Open(Guid id, Guid paragraph)
    {
        if (desk.Find(id) is not { } report || !scope.May(Verb.WriteReport, report.Unit))
        {
            return false;
        }

        Report = report;
        Now = report.Paragraphs.FirstOrDefault(p => p.Id == paragraph);
        return Now is not null || report.Frame.Sections.Any(s => s.Id == Section);
    }

    private void Insert()
    {
        try
        {
            var figure = BoundFigure.Parse(Figure ?? "", Report.Year) with
            {
                CutOff = Site.Typed.Day(CutOff ?? ""),
                Shows = Shows,
            };
            Typed += Clerk.Write(figure, t.Language);
        }
        catch (FormatException)
        {
            Problem = t["report.insert.choose"];
        }
    }

    // Both texts are shown, what was typed stays, and saving again lets it stand on top of what is there now.
    private async Task Reread(LedgerRefusal refusal, Guid id, Guid paragraph, CancellationToken ct)
    {
        Report = desk.Find(id)!;
        Now = Report.Paragraphs.FirstOrDefault(p => p.Id == paragraph);
        if (refusal.Rule == LedgerRefusal.ChangedMeanwhile && Now is not null)
        {
            var theirs = (await desk.Open(Report, t.Language, ct)).Paragraphs.First(p => p.Paragraph.Id == paragraph);
            Meanwhile = (theirs, await people.Name(Now.By, t.Language, ct), Now.At);
            Base = Now.Revision;
        }
    }

    private async Task Show(Guid paragraph, CancellationToken ct)
    {
        ChangeId = Guid.CreateVersion7(clock.GetUtcNow());
        var stored = Clerk.FromClerk(Typed, out var unknown);
        Unknown = unknown;
        var tried = new ReportParagraph
        {
            Id = paragraph,
            Revision = int.MaxValue,
            ChangeId = ChangeId,
            Section = Now?.Section ?? Section!,
            Place = Now?.Place ?? After,
            Hans = stored,
            By = scope.Actor.Id,
            At = clock.GetUtcNow(),
        };
        Preview = (await desk.Try(Report, tried, t.Language, ct)).Paragraphs.FirstOrDefault(p =>
            p.Paragraph.Id == paragraph
        );
    }
}
