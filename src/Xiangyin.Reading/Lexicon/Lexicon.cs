using System.Reflection;

namespace Xiangyin.Reading;

/// <summary>The word lists embedded beside this file: sections of words divided by blanks, # for remarks.</summary>
internal static class Lexicon
{
    /// <summary>The words of one section.</summary>
    public static IEnumerable<string> Words(string file, string section) =>
        Sections(file).Where(s => s.Section == section).Select(s => s.Word);

    /// <summary>Every word with the section that it stands in.</summary>
    public static IEnumerable<(string Section, string Word)> Sections(string file)
    {
        var section = "";
        foreach (var line in Lines(file))
        {
            if (line is ['[', .. var name, ']'])
            {
                section = name;
                continue;
            }

            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return (section, word);
            }
        }
    }

    /// <summary>The lines of a list that are no remarks.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream =
            assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"no word list {file}");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
