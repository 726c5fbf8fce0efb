using Xiangyin.Ledger;

namespace Xiangyin.Web.Cli;

/// <summary><c>verify FILE</c>: recomputes an archive package with no database.</summary>
internal static class Verify
{
    public static Verb Verb { get; } = new("verify", ["FILE"], [new("key", "FILE")], RunAsync);

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var terminal = call.Terminal;
        using var key = call["key"] is { } file ? await KeyAsync(file, cancellation) : null;
        await using var package = Files.Open(call.Operands[0]);
        var verification = PackageVerification.Of(package, key);
        foreach (var finding in verification.Findings)
        {
            terminal.Complain($"cli.fault.{finding.Fault}", finding.Subject, finding.Detail);
        }

        foreach (var figure in verification.Withheld)
        {
            terminal.Say("cli.verify.withheld", figure);
        }

        if (!verification.Agrees)
        {
            terminal.Complain("cli.verify.differs", verification.Findings.Count);
            return 1;
        }

        terminal.Say(
            verification.OriginChecked ? "cli.verify.agrees" : "cli.verify.consistent",
            verification.Recomputed,
            verification.Digest
        );
        return 0;
    }

    private static async Task<ArchiveKey> KeyAsync(string file, CancellationToken cancellation)
    {
        using var stream = new StreamReader(Files.Open(file));
        try
        {
            return ArchiveKey.FromPem(await stream.ReadToEndAsync(cancellation));
        }
        catch (ArgumentException)
        {
            throw new Refusal("cli.refusal.no-key", file);
        }
    }
}
