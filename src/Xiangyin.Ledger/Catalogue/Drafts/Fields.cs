using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Ledger;

/// <summary>
/// One thing of a catalogue as it is written, read key by key. A missing or wrong value is told and replaced by a harmless one, so that reading
/// goes on; keys that nobody asked for are told by <see cref="Done"/>.
/// </summary>
internal sealed partial class Fields
{
    private const int LongestText = 300;

    private readonly Problems problems;
    private readonly Dictionary<string, YamlEntry> entries = [];
    private readonly HashSet<string> asked = [];
    private readonly bool isUnreadable;

    public Fields(string what, FileLine at, YamlNode value, Problems problems)
    {
        What = what;
        At = at;
        this.problems = problems;
        if (value is YamlMapping mapping)
        {
            entries = mapping.Entries.ToDictionary(e => e.Key);
        }
        else
        {
            isUnreadable = true;
            problems.Add(value.At, $"{what}要写成“名称: 内容”的几行", "每项一行，冒号后空一格，比上一层多缩进两格");
        }
    }

    /// <summary>What it is, as told to the clerk.</summary>
    public string What { get; }

    /// <summary>Where it begins.</summary>
    public FileLine At { get; }

    /// <summary>Where a key stands, or the thing itself where it is missing.</summary>
    public FileLine LineOf(string key) => entries.TryGetValue(key, out var entry) ? entry.At : At;

    public bool Has(string key) => Entry(key) is not null;

    public void Problem(string key, string message, string remedy) =>
        problems.Add(LineOf(key), $"{What}的 {key} {message}", remedy);

    public void Problem(string message, string remedy) => problems.Add(At, message, remedy);

    /// <summary>The name in the three languages, written among the other keys.</summary>
    public LocalText Names() => new(Name("zh-Hans"), Name("zh-Hant"), Name("en"));

    /// <summary>A text in the three languages under a key of its own.</summary>
    public LocalText Local(string key)
    {
        if (Entry(key) is not { } entry)
        {
            Missing(key, $"补上 {key}: {{zh-Hans: …, zh-Hant: …, en: …}}");
            return new("", "", "");
        }

        var fields = new Fields($"{What}的 {key} ", entry.At, entry.Value, problems);
        var names = fields.Names();
        fields.Done();
        return names;
    }

    public string Text(string key, string remedy)
    {
        if (Scalar(key) is { Length: > 0 } text)
        {
            return text;
        }

        if (Entry(key)?.Value is not (YamlMapping or YamlSequence))
        {
            Missing(key, remedy);
        }

        return "";
    }

    public bool Flag(string key)
    {
        var text = Scalar(key);
        if (text is not (null or "true" or "false"))
        {
            Problem(key, $"不能写“{YamlTree.Shown(text)}”", "写 true（是）或 false（否）");
        }

        return text == "true";
    }

    public int Whole(string key, int least, int most, int? fallback = null)
    {
        if (fallback is { } otherwise && !Has(key))
        {
            return otherwise;
        }

        var text = Scalar(key);
        if (text is null)
        {
            Missing(key, $"补上 {key}: 从{least}到{most}的整数");
        }
        else if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && least <= number
            && number <= most
        )
        {
            return number;
        }
        else
        {
            Problem(key, $"不能写“{YamlTree.Shown(text)}”", $"写从{least}到{most}的整数");
        }

        return least;
    }

    public DateOnly? Date(string key)
    {
        if (Entry(key) is null)
        {
            return null;
        }

        var text = Scalar(key);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Problem(key, "没有写清日期", "写停用的第一天，例如 2022-01-01");
        return null;
    }

    /// <summary>One of the words of an enumeration, in lower case.</summary>
    public T? Choice<T>(string key, bool required = true)
        where T : struct, Enum
    {
        var text = Scalar(key);
        if (text is null)
        {
            if (required)
            {
                Missing(key, $"补上 {key}，可以写：{string.Join("、", Words<T>())}");
            }

            return null;
        }

        return Choose<T>(key, LineOf(key), text);
    }

    public IReadOnlyList<T> Choices<T>(string key)
        where T : struct, Enum => [.. List(key).Select(i => Choose<T>(key, i.At, i.Value)).OfType<T>()];

    /// <summary>The id of another thing of the catalogue.</summary>
    public string Reference(string key, string kindOfThing, IReadOnlyCollection<string> known)
    {
        var id = Text(key, $"补上 {key}，写一个{kindOfThing}的代号");
        if (id.Length > 0 && !known.Contains(id))
        {
            problems.Add(
                LineOf(key),
                $"{What}的 {key} 写了“{YamlTree.Shown(id)}”，没有这个{kindOfThing}",
                Suggestion.For(id, known)
            );
        }

        return id;
    }

    /// <summary>The words of a list, each with its line; a single word is a list of one.</summary>
    public IEnumerable<(string Value, FileLine At)> List(string key)
    {
        switch (Entry(key)?.Value)
        {
            case null:
                yield break;
            case YamlScalar scalar:
                yield return (scalar.Value, scalar.At);
                yield break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    if (item is YamlScalar { Value.Length: > 0 } word)
                    {
                        yield return (word.Value, word.At);
                    }
                    else
                    {
                        problems.Add(item.At, $"{What}的 {key} 里有一项不是一个词", "写成 [甲, 乙] 的样子");
                    }
                }

                yield break;
            default:
                Problem(key, "不是列表", "写成 [甲, 乙] 的样子");
                yield break;
        }
    }

    public IReadOnlyList<int> Rows(string key)
    {
        var rows = new List<int>();
        foreach (var (value, at) in List(key))
        {
            if (
                int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                && row is >= 1 and <= 31
            )
            {
                rows.Add(row);
            }
            else
            {
                problems.Add(at, $"{What}的 {key} 里有“{YamlTree.Shown(value)}”", "写从1到31的职责序号，例如 [1, 2]");
            }
        }

        return rows;
    }

    /// <summary>One thing under a key, or none.</summary>
    public Fields? Child(string key, string what) =>
        Entry(key) is { } entry ? new(what, entry.At, entry.Value, problems) : null;

    /// <summary>The things under a key, each by its id.</summary>
    public IEnumerable<(string Id, Fields Fields)> Children(string key, string kindOfThing)
    {
        if (Entry(key) is not { } entry || entry.Value is YamlScalar { Value.Length: 0 })
        {
            return [];
        }

        if (entry.Value is not YamlMapping mapping)
        {
            Problem(key, "要写成“代号: 内容”的几行", "每项一行，先写代号，冒号后写内容");
            return [];
        }

        return mapping.Entries.Select(e =>
        {
            CheckId(e, kindOfThing, problems);
            return (e.Key, new Fields($"{What}的{kindOfThing} {YamlTree.Shown(e.Key)} ", e.At, e.Value, problems));
        });
    }

    /// <summary>Tells the keys that nobody asked for.</summary>
    public void Done()
    {
        foreach (var entry in entries.Values.Where(e => !asked.Contains(e.Key)))
        {
            problems.Add(
                entry.At,
                $"{What}里有不认识的项“{YamlTree.Shown(entry.Key)}”",
                Suggestion.For(entry.Key, asked)
            );
        }
    }

    /// <summary>Tells an id that formulas could not write.</summary>
    public static void CheckId(YamlEntry entry, string kindOfThing, Problems problems)
    {
        if (!Id().IsMatch(entry.Key))
        {
            problems.Add(
                entry.At,
                $"{kindOfThing}的代号“{YamlTree.Shown(entry.Key)}”不合规定",
                "代号用小写拉丁字母、数字和连字符，字母开头，不超过40个，例如 reading-room"
            );
        }
    }

    private static IEnumerable<string> Words<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(n => n.ToLowerInvariant());

    private T? Choose<T>(string key, FileLine at, string text)
        where T : struct, Enum
    {
        if (Words<T>().Contains(text))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        problems.Add(at, $"{What}的 {key} 不能写“{YamlTree.Shown(text)}”", Suggestion.For(text, Words<T>()));
        return null;
    }

    private string Name(string language)
    {
        var text = Text(language, $"补上 {language}: 的文字");
        if (text.Length > LongestText)
        {
            Problem(language, $"太长，有{text.Length}个字", $"写得短些，最多{LongestText}个字");
        }

        return text;
    }

    private YamlEntry? Entry(string key)
    {
        asked.Add(key);
        return entries.GetValueOrDefault(key);
    }

    private string? Scalar(string key)
    {
        switch (Entry(key)?.Value)
        {
            case null:
                return null;
            case YamlScalar scalar:
                return scalar.Value;
            default:
                Problem(key, "只能写一个值", $"在 {key}: 后面写一个值");
                return null;
        }
    }

    // Of a thing that can't be read at all, one mistake is enough.
    private void Missing(string key, string remedy)
    {
        if (!isUnreadable)
        {
            problems.Add(LineOf(key), $"{What}缺少 {key}", remedy);
        }
    }

    // Capitals only because link types have them (followsFrom).
    [GeneratedRegex("^(?=.{1,40}\\z)[a-z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
