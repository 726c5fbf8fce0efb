using System.Globalization;
using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Cli;

/// <summary>Where the command line speaks, in the language of the person who typed.</summary>
internal sealed class Terminal(TextWriter output, TextWriter errors, string language)
{
    private readonly Lazy<Texts> texts = new(Texts.Embedded);

    public string Language => language;

    public TextWriter Output => output;

    /// <summary>What is typed or piped in, as UTF-8.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>The terminal of this process; the language is that of <c>--language</c>, else of the environment.</summary>
    public static Terminal OfProcess(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new(Console.Out, Console.Error, LanguageOf(args, Environment.GetEnvironmentVariable))
        {
            Input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8),
        };
    }

    /// <summary>
    /// The language asked for: <c>--language</c>, else <c>LC_ALL</c>, <c>LC_MESSAGES</c> or <c>LANG</c>. Where these name none (unset, C, POSIX)
    /// it is simplified Chinese; where they name one that the program does not speak, English.
    /// </summary>
    public static string LanguageOf(string[] args, Func<string, string?> environment)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith("--language=", StringComparison.Ordinal))
            {
                return LanguageOf(args[i]["--language=".Length..]);
            }

            if (args[i] == "--language" && i + 1 < args.Length)
            {
                return LanguageOf(args[i + 1]);
            }
        }

        return LanguageOf(
            new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
                .Select(environment)
                .FirstOrDefault(value => !string.IsNullOrEmpty(value))
                ?? ""
        );
    }

    private static string LanguageOf(string tag)
    {
        var parts = tag.Split('.', '@')[0].Replace('_', '-').ToUpperInvariant().Split('-');
        return parts[0] switch
        {
            "" or "C" or "POSIX" => "zh-Hans",
            "ZH" => parts.Skip(1).Any(p => p is "HANT" or "TW" or "HK" or "MO") ? "zh-Hant" : "zh-Hans",
            _ => "en",
        };
    }

    /// <summary>The text in the person's language.</summary>
    public string Text(string key, params object[] arguments)
    {
        var text = texts.Value.Find(key)!.In(language);
        // What takes no arguments may hold braces.
        return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => texts.Value.Find(key) is not null;

    /// <summary>The text in each language, for what is written down for anybody.</summary>
    public IEnumerable<string> InAllLanguages(string key) => LocalText.Languages.Select(texts.Value.Find(key)!.In);

    /// <summary>Whether somebody watches, or the output goes into a file.</summary>
    public bool IsScreen => output == Console.Out && !Console.IsOutputRedirected;

    public void Say(string key, params object[] arguments) => output.WriteLine(Text(key, arguments));

    public void Complain(string key, params object[] arguments) => errors.WriteLine(Text(key, arguments));

    public void ComplainLine(string line) => errors.WriteLine(line);
}
