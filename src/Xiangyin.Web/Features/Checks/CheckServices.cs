using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Checks;

/// <summary>What looking documents over needs.</summary>
internal static class CheckServices
{
    public static IServiceCollection AddChecks(this IServiceCollection services) =>
        services
            .AddSingleton<OpenChecks>()
            .AddSingleton(s => s.GetRequiredService<SiteOptions>().Rules)
            .AddSingleton<IEarlierTexts, KeptDocuments>()
            .AddSingleton<DefectFinder>()
            .AddSingleton<MatchBook>()
            .AddSingleton<LedgerCheck>()
            .AddScoped<CheckDesk>()
            .AddScoped<CheckWords>();
}
