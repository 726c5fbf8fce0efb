using Xiangyin.Web.Data;

namespace Xiangyin.Web.Cli;

/// <summary><c>verify-audit</c>: computes the chain of the audit trail again, and looks for the heads that went into archive packages.</summary>
internal static class VerifyAudit
{
    public static Verb Verb { get; } =
        new("verify-audit", [], [new("data", "DIR"), new("database", "CONNECTION"), new("head", "HASH")], RunAsync);

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        await using var town = await OpenTown.OpenAsync(call, cancellation);
        var trail = new AuditTrail(town.Database);
        var (entries, fault, strange) = trail.Verify(call["head"] is { } head ? [head.ToLowerInvariant()] : []);
        if (fault is not null)
        {
            call.Terminal.Complain($"cli.audit.{fault.Fault}", fault.Entry);
        }

        foreach (var missing in strange)
        {
            call.Terminal.Complain("cli.audit.strange", missing);
        }

        if (fault is not null || strange.Count > 0)
        {
            return 1;
        }

        call.Terminal.Say("cli.audit.agrees", entries, trail.Head().Hash);
        return 0;
    }
}
