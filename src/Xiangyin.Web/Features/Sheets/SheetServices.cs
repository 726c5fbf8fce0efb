namespace Xiangyin.Web.Features.Sheets;

/// <summary>What spreadsheets need.</summary>
internal static class SheetServices
{
    public static IServiceCollection AddSheets(this IServiceCollection services) =>
        services
            .AddSingleton<SheetUploads>()
            .AddSingleton<SheetDesk>()
            .AddSingleton<FormBook>()
            .AddScoped<KindSheet>()
            .AddScoped<FormFigures>();
}
