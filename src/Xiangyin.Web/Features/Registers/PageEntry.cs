using System.Globalization;
using Microsoft.Extensions.Primitives;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>One record of a page, as a person confirms it.</summary>
/// <param name="Name">Its number on the page.</param>
/// <param name="Entry">The form's fields: as read, then as the person left them.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record PageRecord(string Name, RecordEntry Entry, IReadOnlyList<RecordProblem> Problems);

/// <summary>Turns what was read of a page into the fields of the record form, and what a person made of them into records.</summary>
internal sealed class PageEntry(TownLedger ledger, RecordDesk desk, T t)
{
    private T T => t;

    /// <summary>The records of a page as they were read; what is doubtful is left open.</summary>
    public IReadOnlyList<PageRecord> AsRead(Register register, PaperPage page, IReadOnlyList<FieldReading> reading) =>
        [
            .. EntriesOf(page)
                .Select(name =>
                {
                    var entry = Fixed(register, page);
                    foreach (var read in reading.Where(r => r.Sureness == Sureness.Sure))
                    {
                        if (read.Field.Split('.', 2) is [var of, var field] && of == name)
                        {
                            entry[field == "day" ? "on" : field] =
                                field == "day" ? DayOf(register, read.Value!) : Decimal(register, field, read.Value!);
                        }
                    }

                    return new PageRecord(name, entry, []);
                }),
        ];

    /// <summary>The records of a page as a person sent them; entries of which nothing was filled in are left out.</summary>
    public async Task<IReadOnlyList<(PageRecord Page, WorkRecord Record)>> AsSent(
        Register register,
        PaperPage page,
        IFormCollection sent,
        CancellationToken ct
    )
    {
        var kind = ledger.Catalogue.Kind(register.Kind)!;
        var records = new List<(PageRecord, WorkRecord)>();
        foreach (var name in EntriesOf(page))
        {
            var fields = sent.Where(f => f.Key.StartsWith(name + ".", StringComparison.Ordinal))
                .Select(f => KeyValuePair.Create(f.Key[(name.Length + 1)..], f.Value))
                .ToList();
            if (IsEmpty(fields))
            {
                continue;
            }

            var entry = Fixed(register, page);
            foreach (var (field, value) in fields)
            {
                entry[field] = value.ToString().Trim();
            }

            if (entry["title"].Length == 0)
            {
                entry["title"] = register.Title;
            }

            var (record, problems) = await desk.Read(
                RegisterDesk.RecordOf(register, page.Number, name),
                kind,
                entry,
                null,
                ct
            );
            records.Add((new(name, entry, problems), record));
        }

        return records;
    }

    /// <summary>The entries of a page: "1", "2", "3".</summary>
    public static IEnumerable<string> EntriesOf(PaperPage page) =>
        page.Fields.Select(f => f.Id.Split('.')[0]).Distinct();

    private static bool IsEmpty(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        fields.All(f =>
            !f.Key.StartsWith("measure.", StringComparison.Ordinal)
            || StringValues.IsNullOrEmpty(f.Value)
            || f.Value.ToString().Trim().Length == 0
        );

    private RecordEntry Fixed(Register register, PaperPage page) =>
        new([])
        {
            ["unit"] = register.Unit.ToString(),
            ["on"] =
                register.Form == RegisterForm.Slip
                    ? ""
                    : register.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["title"] = register.Title,
            ["text"] = T["register.record.text", register.Number, page.Number],
        };

    private static string DayOf(Register register, string day) =>
        int.TryParse(day, CultureInfo.InvariantCulture, out var of)
        && of >= 1
        && of <= DateTime.DaysInMonth(register.On.Year, register.On.Month)
            ? new DateOnly(register.On.Year, register.On.Month, of).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : "";

    // The last columns of a measure with decimals are those after its point.
    private string Decimal(Register register, string field, string value) =>
        field.Split('.', 2) is ["measure", var id]
        && ledger.Catalogue.Kind(register.Kind)?.Measure(id) is { Decimals: > 0 } measure
        && long.TryParse(value, CultureInfo.InvariantCulture, out var whole)
            ? (whole / (decimal)Math.Pow(10, measure.Decimals)).ToString(CultureInfo.InvariantCulture)
            : value;
}
