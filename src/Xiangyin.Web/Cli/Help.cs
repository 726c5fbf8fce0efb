namespace Xiangyin.Web.Cli;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    private const string Program = "dotnet run --project src/Xiangyin.Web --";

    public static void Print(Terminal terminal, IReadOnlyList<Verb> verbs, Option language)
    {
        if (verbs.Count > 1)
        {
            terminal.Say("cli.help.head");
        }

        foreach (var verb in verbs)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine($"{Program} {Usage(verb)}");
            terminal.Output.WriteLine("    " + terminal.Text("cli.verb." + verb.Name));
            foreach (var option in verb.Options.Where(o => !o.Hidden).Append(language))
            {
                terminal.Output.WriteLine(
                    $"      --{option.Name + " " + option.Value, -30} {terminal.Text("cli.option." + option.Name)}"
                );
            }
        }
    }

    private static string Usage(Verb verb) =>
        string.Join(
            ' ',
            new[] { verb.Name }
                .Concat(verb.Operands)
                .Concat(
                    verb.Options.Where(o => !o.Hidden)
                        .Select(o => o.Required ? $"--{o.Name} {o.Value}" : $"[{$"--{o.Name} {o.Value}".TrimEnd()}]")
                )
        );
}
