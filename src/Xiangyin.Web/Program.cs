using Xiangyin.Web.Cli;
using Xiangyin.Web.Ledger;

return args is [PdfProcess.Verb, var question]
    ? PdfAnswers.Give(question)
    : await CommandLine.RunAsync(args, Terminal.OfProcess(args));

/// <summary>The one program: the site and the command line. Public for the tests that start it in their own process.</summary>
#pragma warning disable CA1050 // The entry point's class has no namespace.
public sealed partial class Program;
