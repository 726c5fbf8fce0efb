namespace Xiangyin.Web.Features.Checks;

/// <summary>What looking documents over needs.</summary>
internal static class CheckServices
{
    public static IServiceCollection AddChecks(this IServiceCollection services) =>
        services
            .AddSingleton<OpenChecks>()
            .AddSingleton<MatchBook>()
            .AddSingleton<LedgerCheck>()
            .AddScoped<CheckDesk>()
            .AddScoped<CheckWords>();
}
