using System.Globalization;
using Xiangyin.Bench;

// Each bench measures this project beside a peer, in one run on one machine, and prints a table. Ratios are what counts.
Console.OutputEncoding = System.Text.Encoding.UTF8;
switch (args)
{
    case ["ledger", ..]:
        return await Print(async table =>
        {
            await LedgerBench.Run(table);
            if (!args.Contains("--no-site"))
            {
                await SiteBench.Run(table);
            }
        });
    case ["scale", ..]:
        return await Print(table => ScaleBench.Run(table, [.. args.Skip(1)]));
    case ["documents"]:
        return await Print(DocumentBench.Run);
    case ["reading"]:
        return ReadingBench.Run();
    case ["reading", var folder]:
        return ReadingBench.Score(folder);
    case ["fuzz", ..]:
        return FuzzBench.Run(args.ElementAtOrDefault(1));
    case ["checks"]:
        return await Print(ChecksBench.Run);
    case ["capture"]:
        return await Print(CaptureBench.Run);
    case ["sheets"]:
        return await SheetBench.Run();
    case ["paper", ..]:
        return PaperBench.Run(args.ElementAtOrDefault(1));

    // Processes of their own that a bench starts.
    case ["document", "cold"]:
        DocumentBench.WriteOne();
        return 0;
    case ["document", "large", var pages]:
        DocumentBench.WriteLarge(int.Parse(pages, CultureInfo.InvariantCulture));
        return 0;
    case ["empty", var url]:
        EmptySite.Run(url);
        return 0;
    default:
        Console.Error.WriteLine(
            "dotnet run dev.cs -- bench ledger | scale | documents | reading [CASES] | checks | fuzz [MINUTES] | capture | sheets | paper"
        );
        return 2;
}

static async Task<int> Print(Func<Table, Task> run)
{
    var table = new Table();
    await run(table);
    table.Print();
    return table.AllMet ? 0 : 1;
}
