using Xiangyin.Web.Features.Capture;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Features.Home;
using Xiangyin.Web.Features.Records;
using Xiangyin.Web.Features.Registers;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Features.Sheets;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features;

/// <summary>What the features' pages need besides the site itself.</summary>
internal static class FeatureServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<EvidenceTickets>();
        services.AddScoped<RecordDesk>();
        services.AddSingleton<Boards>();
        services.AddReports();
        services.AddCapture();
        services.AddChecks();
        services.AddSheets();
        services.AddRegisters();
        services.AddSingleton<Targets>();
        services.AddSingleton<ReportedFigures>();
        services.AddSingleton<NewestDay>();
    }
}
