using Xiangyin.Web.Demonstration;
using Xiangyin.Web.Features.Reports;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Cli;

/// <summary><c>demo --data DIR</c>: makes the demonstration town and ends.</summary>
internal static class Demo
{
    public static Verb Verb { get; } =
        new(
            "demo",
            [],
            [new("data", "DIR", Required: true), new("database", "CONNECTION"), new("catalogue", "DIR")],
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var folder = call.Need("data");
        var files = OpenTown.Catalogue(call);
        await RemoveOldAsync(folder, call["database"], cancellation);

        var started = TimeProvider.System.GetTimestamp();
        var progress = new Progress(call.Terminal);
        var clock = new StoryClock();
        await using var town = await OpenTown.MakeAsync(folder, call["database"], clock, cancellation);
        if (town.Ledger.Now.Seq > 0)
        {
            throw new Refusal("cli.refusal.not-empty", call["database"] is null ? folder : "PostgreSQL");
        }

        await using var services = town.Services(clock, call["catalogue"]);
        var pictured = new PicturedPeople(town.Database, town.People, clock);
        var stage = new Stage(
            clock,
            town.Ledger,
            town.People,
            town.Evidence,
            pictured,
            new(town.Database, pictured, clock),
            services.GetRequiredService<ReportDesk>,
            services.GetRequiredService<Outlines>
        );
        var made = await DemonstrationTown.MakeAsync(stage, files, progress.Report, cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "README.txt"), Label(call.Terminal), cancellation);
        call.Terminal.Say("cli.demo.done", made, TimeProvider.System.GetElapsedTime(started).TotalSeconds, folder);
        return 0;
    }

    // A folder with anything else in it is somebody's own.
    private static async Task RemoveOldAsync(string folder, string? connection, CancellationToken ct)
    {
        if (Files.IsEmpty(folder))
        {
            return;
        }

        if (connection is not null || !File.Exists(Path.Combine(folder, "xiangyin.db")))
        {
            throw new Refusal("cli.refusal.not-empty", folder);
        }

        await using (var old = await OpenTown.MakeAsync(folder, null, TimeProvider.System, ct))
        {
            if (!old.Ledger.IsDemonstration)
            {
                throw new Refusal("cli.refusal.not-demonstration", folder);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Label(Terminal terminal) =>
        string.Join('\n', terminal.InAllLanguages("cli.demo.label")) + "\n";

    // One line that counts up on a screen, a line for each tenth in a file.
    private sealed class Progress(Terminal terminal)
    {
        private int told = -1;

        public void Report(int percent)
        {
            var step = terminal.IsScreen ? percent : percent / 10 * 10;
            if (step == told)
            {
                return;
            }

            told = step;
            terminal.Output.Write(
                terminal.IsScreen
                    ? "\r" + terminal.Text("cli.demo.progress", step) + (step == 100 ? "\n" : "")
                    : terminal.Text("cli.demo.progress", step) + "\n"
            );
            terminal.Output.Flush();
        }
    }
}
