using Xiangyin.Bench;

// Each bench measures this project beside a peer, in one run on one machine, and prints a table. Ratios are what counts.
Console.OutputEncoding = System.Text.Encoding.UTF8;
switch (args)
{
    case ["ledger", ..]:
        var table = new Table();
        await LedgerBench.Run(table);
        if (!args.Contains("--no-site"))
        {
            await SiteBench.Run(table);
        }

        table.Print();
        return table.AllMet ? 0 : 1;
    case ["checks"]:
        var checks = new Table();
        await ChecksBench.Run(checks);
        checks.Print();
        return checks.AllMet ? 0 : 1;
    case ["paper", ..]:
        return PaperBench.Run(args.ElementAtOrDefault(1));
    case ["reading", ..]:
        return ReadingBench.Run();
    case ["empty", var url]:
        EmptySite.Run(url);
        return 0;
    default:
        Console.Error.WriteLine("dotnet run dev.cs -- bench ledger | paper | reading");
        return 2;
}
