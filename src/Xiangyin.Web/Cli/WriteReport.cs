using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Cli;

/// <summary><c>report</c>: writes a year's report with its figures and its package, without keeping it.</summary>
internal static class WriteReport
{
    public static Verb Verb { get; } =
        new(
            "report",
            [],
            [
                new("data", "DIR"),
                new("database", "CONNECTION"),
                new("unit", "NAME"),
                new("year", "YEAR", Required: true),
                new("cut-off", "DAY"),
                new("known-at", "DAY"),
                new("out", "DIR", Required: true),
            ],
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var year = call.Read<int>("year")!.Value;
        if (year is < 1950 or > 2200)
        {
            throw new Misuse("cli.misuse.value", "year", call.Need("year"), "2021");
        }

        var cutOff = call.Read<DateOnly>("cut-off");
        var knownAt = KnownAt(call);
        await using var town = await OpenTown.OpenAsync(call, cancellation);
        await using var services = town.Services(TimeProvider.System);
        var (names, refusals) = await services
            .GetRequiredService<ReportFiles>()
            .Write(
                OpenTown.UnitOf(call, town.Ledger.Tree, cutOff ?? Period.Year(year).To),
                year,
                cutOff,
                knownAt,
                call.Need("out"),
                new Uri(SiteOptions.DefaultUrls),
                cancellation
            );
        foreach (var name in names)
        {
            call.Terminal.Output.WriteLine(Path.Combine(call.Need("out"), name));
        }

        foreach (var refusal in refusals)
        {
            call.Terminal.Complain($"document.refusal.{refusal.Reason}", refusal.Where, refusal.Subject ?? "");
        }

        return 0;
    }

    /// <summary>A day means all that was known by its end.</summary>
    private static DateTimeOffset? KnownAt(Call call) =>
        call["known-at"] is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Day.EndOf(day)
        : call.Read<DateTimeOffset>("known-at");
}
