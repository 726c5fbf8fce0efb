using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
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
        services.AddSingleton(new RehearsedRequest(HttpMethods.Get, "/api/capture/hello"));
        services.AddSingleton(new RehearsedRequest(HttpMethods.Post, $"/api/capture/files/{new string('0', 64)}"));
        services.AddSingleton(Incomplete);
    }

    // A record that says nothing is read, looked over and refused.
    private static RehearsedRequest Incomplete(IServiceProvider services)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        var kinds = services.GetRequiredService<TownLedger>().Catalogue.Kinds;
        return new(
            HttpMethods.Post,
            "/api/capture/records",
            JsonSerializer.Serialize(
                new
                {
                    id = Guid.Empty,
                    kind = kinds.FirstOrDefault(k => CaptureDesk.IsForPhones(k, today))?.Id ?? "",
                    fields = new Dictionary<string, string[]>(),
                }
            )
        );
    }
}
