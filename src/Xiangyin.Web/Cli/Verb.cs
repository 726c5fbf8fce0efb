namespace Xiangyin.Web.Cli;

/// <summary>Something the program can be told to do.</summary>
/// <param name="Name">As it is typed; its help is the text <c>cli.verb.NAME</c>.</param>
/// <param name="Operands">What is typed without a dash, in order; all are required.</param>
/// <param name="Options">What may be typed with two dashes.</param>
/// <param name="Run">Does it and gives the exit code.</param>
internal sealed record Verb(
    string Name,
    IReadOnlyList<string> Operands,
    IReadOnlyList<Option> Options,
    Func<Call, CancellationToken, Task<int>> Run
);

/// <summary>An option; its help is the text <c>cli.option.NAME</c>.</summary>
/// <param name="Name">As it is typed, without the dashes.</param>
/// <param name="Value">What stands for its value in the help.</param>
/// <param name="Required">Whether the verb can't do without it.</param>
/// <param name="Hidden">Whether the help leaves it out (settings of the web host).</param>
internal sealed record Option(string Name, string Value, bool Required = false, bool Hidden = false)
{
    /// <summary>An option that is there or not, and takes no value.</summary>
    public static Option Flag(string name) => new(name, "");

    public bool IsFlag => Value.Length == 0;
}

/// <summary>A verb with what was typed after it.</summary>
internal sealed class Call(
    Verb verb,
    IReadOnlyDictionary<string, string> options,
    IReadOnlyList<string> operands,
    Terminal terminal
)
{
    public Verb Verb => verb;

    public Terminal Terminal => terminal;

    public IReadOnlyList<string> Operands => operands;

    /// <summary>The value of an option; none when it was not typed.</summary>
    public string? this[string option] => options.GetValueOrDefault(option);

    /// <summary>Whether a flag was typed.</summary>
    public bool Has(string flag) => options.ContainsKey(flag);

    /// <summary>The value of a required option.</summary>
    public string Need(string option) => options[option];

    /// <summary>An option read as something else; a value that can't be read is a misuse.</summary>
    public T? Read<T>(string option)
        where T : struct, IParsable<T> =>
        this[option] is not { } text ? null
        : T.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value
        : throw new Misuse("cli.misuse.value", option, text, typeof(T) == typeof(DateOnly) ? "2021-07-13" : "2021");
}

/// <summary>The command line was typed wrongly: exit code 2.</summary>
/// <param name="key">The text that says so.</param>
/// <param name="arguments">What goes into it.</param>
internal sealed class Misuse(string key, params object[] arguments) : Exception
{
    public string Key => key;

    public override string Message => key;

    public object[] Arguments => arguments;
}

/// <summary>What was asked can't be done, for a reason that the person can act on: exit code 1.</summary>
/// <param name="key">The text that says why.</param>
/// <param name="arguments">What goes into it.</param>
internal sealed class Refusal(string key, params object[] arguments) : Exception
{
    public string Key => key;

    public override string Message => key;

    public object[] Arguments => arguments;
}
