using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

internal static class CaptureServices
{
    public static void AddCapture(this IServiceCollection services)
    {
        services.AddSingleton(s => new ArrivingFiles(
            s.GetRequiredService<SiteOptions>().Data,
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<KeptForms>();
        services.AddScoped<CaptureDesk>();
        services.AddScoped<CaptureForms>();
    }
}
