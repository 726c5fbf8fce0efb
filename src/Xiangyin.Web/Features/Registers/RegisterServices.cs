namespace Xiangyin.Web.Features.Registers;

/// <summary>What registers on paper need.</summary>
internal static class RegisterServices
{
    public static IServiceCollection AddRegisters(this IServiceCollection services) =>
        services.AddSingleton<RegisterBook>().AddSingleton<RegisterDesk>().AddScoped<PageEntry>();
}
