using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Cli;

/// <summary>Reads what was typed and does it. Exit codes: 0 done, 1 refused or found wrong, 2 typed wrongly.</summary>
internal static class CommandLine
{
    private static readonly Option Language = new("language", "zh-Hans|zh-Hant|en");

    public static IReadOnlyList<Verb> Verbs { get; } =
    [
        Serve.Verb,
        Demo.Verb,
        Begin.Verb,
        Invite.Verb,
        WriteReport.Verb,
        Render.Verb,
        Verify.Verb,
        VerifyAudit.Verb,
        Import.Verb,
        ReadFiles.Verb,
        Check.Verb,
        Backup.Verb,
        Restore.Verb,
    ];

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        try
        {
            // Without a verb the program serves, as a web program is expected to by the tools that host one.
            var serves = args.Length == 0 || (args[0].StartsWith('-') && !IsHelp(args[0]) && args[0] != "--version");
            var verb = serves ? Serve.Verb : Verbs.FirstOrDefault(v => v.Name == args[0]);
            var rest = serves ? args : args[1..];
            if (verb is null)
            {
                if (args[0] == "--version")
                {
                    terminal.Say("cli.version", typeof(CommandLine).Assembly.GetName().Version!.ToString(3));
                    return 0;
                }

                if (IsHelp(args[0]) || args[0] == "help")
                {
                    Help.Print(terminal, Verbs, Language);
                    return 0;
                }

                throw new Misuse("cli.misuse.verb", args[0], string.Join("、", Verbs.Select(v => v.Name)));
            }

            if (rest.Any(IsHelp))
            {
                Help.Print(terminal, serves ? Verbs : [verb], Language);
                return 0;
            }

            Origin.Current = new(null, Origin.CommandLine);
            return await verb.Run(Read(verb, rest, terminal), CancellationToken.None);
        }
        catch (Misuse misuse)
        {
            terminal.Complain(misuse.Key, misuse.Arguments);
            terminal.Complain("cli.misuse.help");
            return 2;
        }
        catch (Refusal refusal)
        {
            terminal.Complain(refusal.Key, refusal.Arguments);
            return 1;
        }
        catch (LedgerRefusal refusal)
        {
            terminal.Complain("cli.refusal.ledger", refusal.Rule, string.Join(' ', refusal.Arguments));
            return 1;
        }
        catch (CatalogueException broken)
        {
            foreach (var problem in broken.Problems)
            {
                terminal.Complain("cli.catalogue.problem", problem.File, problem.Line, problem.Message, problem.Remedy);
            }

            terminal.Complain("cli.refusal.catalogue", broken.Problems.Count);
            return 1;
        }
        catch (NewerDatabaseException newer)
        {
            terminal.ComplainLine(newer.Message);
            return 1;
        }
    }

    private static bool IsHelp(string arg) => arg is "--help" or "-h" or "-?";

    private static Call Read(Verb verb, string[] args, Terminal terminal)
    {
        var options = new Dictionary<string, string>();
        var operands = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith('-'))
            {
                operands.Add(args[i]);
                continue;
            }

            var (name, value) = args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], null);
            var option =
                verb.Options.Append(Language).FirstOrDefault(o => "--" + o.Name == name)
                ?? throw new Misuse("cli.misuse.option", name, verb.Name);
            if (option.IsFlag)
            {
                options[option.Name] = value is null ? "" : throw new Misuse("cli.misuse.extra", value, verb.Name);
                continue;
            }

            value ??= i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : null;
            options[option.Name] = value is { Length: > 0 }
                ? value
                : throw new Misuse("cli.misuse.no-value", name, option.Value);
        }

        // “FILE…” stands for one or more; what a verb reads from standard input instead, it asks for itself.
        var many = verb.Operands is [.., var lastOperand] && lastOperand.EndsWith('…');
        if (
            many
                ? operands.Count < verb.Operands.Count && !options.ContainsKey("batch")
                : operands.Count != verb.Operands.Count
        )
        {
            throw operands.Count > verb.Operands.Count
                ? new Misuse("cli.misuse.extra", operands[verb.Operands.Count], verb.Name)
                : new Misuse("cli.misuse.operand", verb.Operands[operands.Count], verb.Name);
        }

        var missing = verb.Options.FirstOrDefault(o => o.Required && !options.ContainsKey(o.Name));
        return missing is null
            ? new(verb, options, operands, terminal)
            : throw new Misuse("cli.misuse.required", "--" + missing.Name, verb.Name);
    }
}
