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
    case ["capture"]:
        var captured = new Table();
        await CaptureBench.Run(captured);
        captured.Print();
        return captured.AllMet ? 0 : 1;
    case ["documents", ..]:
        var documents = new Table();
        await DocumentBench.Run(documents);
        documents.Print();
        return documents.AllMet ? 0 : 1;
    case ["document", "cold"]:
        DocumentBench.WriteOne();
        return 0;
    case ["document", "large", var pages]:
        DocumentBench.WriteLarge(int.Parse(pages, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["sheets", ..]:
        return await SheetBench.Run();
    case ["reading", ..]:
        return ReadingBench.Run();
    case ["empty", var url]:
        EmptySite.Run(url);
        return 0;
    default:
        Console.Error.WriteLine("dotnet run dev.cs -- bench ledger | documents | reading | capture | sheets | paper");
        return 2;
}
