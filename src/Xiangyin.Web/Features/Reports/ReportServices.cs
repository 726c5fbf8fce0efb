using Xiangyin.Web.Data;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Reports;

/// <summary>What writing reports needs.</summary>
internal static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services
            .AddSingleton<ArchiveSource>()
            .AddSingleton<AuditTrail>()
            .AddSingleton(s => new ArchiveKeyFile(s.GetRequiredService<SiteOptions>().Data))
            .AddSingleton(s =>
                Outlines.In(
                    Path.Combine(
                        s.GetRequiredService<SiteOptions>().Catalogue
                            ?? Path.Combine(AppContext.BaseDirectory, "catalogue"),
                        "outlines"
                    ),
                    s.GetRequiredService<TownLedger>().Catalogue
                )
            )
            .AddSingleton<ReportBook>()
            .AddSingleton<FactFinder>()
            .AddSingleton<ReportSeal>()
            .AddSingleton<IEarlierTexts, EarlierReports>()
            .AddSingleton<ReportProof>()
            .AddSingleton<ReportDesk>()
            .AddSingleton<ReportFiles>()
            .AddScoped<SheetHtml>();
}
