using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Xiangyin.Reading;

/// <summary>What a <see cref="RuleBook"/> says of one rule.</summary>
public sealed record RuleSetting
{
    /// <summary>What any rule may be given.</summary>
    private static readonly string[] ForAll = ["except", "words"];

    private FrozenDictionary<string, IReadOnlyList<RuleItem>> lists = FrozenDictionary<
        string,
        IReadOnlyList<RuleItem>
    >.Empty;

    /// <summary>Its id: <c>category/name</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The part of the id before the stroke: placeholder, numbering, period, name …</summary>
    public string Category => Id.Split('/')[0];

    /// <summary>How much what it finds matters.</summary>
    public Severity Severity { get; init; }

    /// <summary>Whether it looks at all.</summary>
    public bool On { get; init; } = true;

    internal Reason Reason { get; init; } = Reason.None;

    /// <summary>What the rule says, in a language, with its places open: <c>{0}</c>.</summary>
    public string ReasonIn(string language) => Reason.In(language, ["{0}", "{1}", "{2}", "{3}"]);

    internal IReadOnlyList<RuleItem> List(string name) => lists.GetValueOrDefault(name) ?? [];

    /// <summary>The items of a list that are plain words.</summary>
    internal IReadOnlyList<string> Words(string name) => [.. List(name).Select(item => item.Word)];

    internal static RuleSetting Read(string id, YamlMappingNode node, RuleSetting? under)
    {
        if (id.Count(c => c == '/') != 1 || id.StartsWith('/') || id.EndsWith('/'))
        {
            throw new RuleBookException(node.Start.Line, RuleBookException.Id, id);
        }

        var (on, severity, reason) = (under?.On ?? true, under?.Severity ?? Severity.Warning, under?.Reason);
        var lists = under?.lists.ToDictionary() ?? [];
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            switch (name)
            {
                case "on":
                    on = Scalar(id, name, value) switch
                    {
                        "true" => true,
                        "false" => false,
                        var other => throw new RuleBookException(value.Start.Line, RuleBookException.On, id, other),
                    };
                    break;
                case "severity":
                    severity = Scalar(id, name, value) switch
                    {
                        "error" => Severity.Error,
                        "warning" => Severity.Warning,
                        "hint" => Severity.Hint,
                        var other => throw new RuleBookException(
                            value.Start.Line,
                            RuleBookException.Severity,
                            id,
                            other
                        ),
                    };
                    break;
                case "reason":
                    reason = ReadReason(id, value);
                    break;
                default:
                    if (under is not null && !under.Takes(name))
                    {
                        var has = string.Join('、', under.lists.Keys.Concat(ForAll).Distinct());
                        throw new RuleBookException(key.Start.Line, RuleBookException.NoSuchSetting, id, name, has);
                    }

                    var before = lists.GetValueOrDefault(name) ?? [];
                    lists[name] = value is YamlSequenceNode items
                        ? [.. before, .. items.Select(item => RuleItem.Read(id, name, item, before))]
                        : throw new RuleBookException(value.Start.Line, RuleBookException.List, id, name);
                    break;
            }
        }

        return new()
        {
            Id = id,
            On = on,
            Severity = severity,
            Reason = reason ?? throw new RuleBookException(node.Start.Line, RuleBookException.NoSuchRule, id),
            lists = lists.ToFrozenDictionary(),
        };
    }

    private bool Takes(string name) => lists.ContainsKey(name) || ForAll.Contains(name);

    // One sentence for all, or one for each language.
    private static Reason ReadReason(string id, YamlNode node)
    {
        const string Own = "zh-Hans";
        var map = node as YamlMappingNode;
        var own = In(Own) ?? node;
        return new(Sentence(own), Sentence(In("zh-Hant") ?? own), Sentence(In("en") ?? own));

        YamlNode? In(string language) =>
            map is not null && map.Children.TryGetValue(language, out var sentence) ? sentence : null;

        // Tried now, so that a stray brace is told at once and not when the rule first finds something.
        string Sentence(YamlNode said)
        {
            try
            {
                var sentence = (said as YamlScalarNode)?.Value ?? "";
                _ = new Reason(sentence, "", "").In(Own, ["", "", "", ""]);
                return sentence.Length > 0 ? sentence : throw new FormatException();
            }
            catch (FormatException e)
            {
                throw new RuleBookException(said.Start.Line, RuleBookException.Sentence, e, id);
            }
        }
    }

    private static string Scalar(string id, string name, YamlNode node) =>
        (node as YamlScalarNode)?.Value
        ?? throw new RuleBookException(node.Start.Line, RuleBookException.Value, id, name);
}

/// <summary>One item of a rule's list: a word, or a word with more about it.</summary>
internal sealed record RuleItem(string Word, FrozenDictionary<string, string> Fields)
{
    private const string Patterns = "patterns";
    private static readonly string[] PatternFields = ["where", "pattern", "title", "body"];

    public string? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>Reads an item, which must have what every item has that stands in its list already.</summary>
    public static RuleItem Read(string id, string list, YamlNode node, IReadOnlyList<RuleItem> before)
    {
        var item = node switch
        {
            YamlScalarNode { Value: { Length: > 0 } word } => new(word, FrozenDictionary<string, string>.Empty),
            YamlMappingNode map
                when map.Children.TryGetValue("word", out var word)
                    && word is YamlScalarNode { Value: { Length: > 0 } text } => new RuleItem(
                text,
                map.Children.ToFrozenDictionary(p => p.Key.ToString(), p => p.Value.ToString())
            ),
            _ => throw new RuleBookException(node.Start.Line, RuleBookException.Item, id),
        };
        foreach (var field in before is [var first, ..] ? first.Fields.Keys : [])
        {
            if (before.Any(b => b[field] is null))
            {
                continue;
            }

            if (item[field] is not { } value)
            {
                throw new RuleBookException(node.Start.Line, RuleBookException.Field, id, item.Word, field);
            }

            if (IsDay(before[0][field]!) && !IsDay(value))
            {
                throw new RuleBookException(node.Start.Line, RuleBookException.Day, id, item.Word, field);
            }

            if (IsNumber(before[0][field]!) && !IsNumber(value))
            {
                throw new RuleBookException(node.Start.Line, RuleBookException.Number, id, item.Word, field);
            }
        }

        foreach (var pattern in item.Fields.Where(f => PatternFields.Contains(f.Key)).Select(f => f.Value))
        {
            CheckPattern(pattern);
        }

        if (list == Patterns)
        {
            CheckPattern(item.Word);
        }

        return item;

        void CheckPattern(string pattern)
        {
            try
            {
                _ = new Regex(pattern);
            }
            catch (ArgumentException e)
            {
                throw new RuleBookException(node.Start.Line, RuleBookException.Pattern, e, id, pattern);
            }
        }
    }

    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
}
