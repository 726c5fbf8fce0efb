using System.Collections.Frozen;
using YamlDotNet.RepresentationModel;

namespace Xiangyin.Reading;

/// <summary>What a <see cref="RuleBook"/> says of one rule.</summary>
public sealed record RuleSetting
{
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
            throw new RuleBookException($"{node.Start.Line}: “{id}” 应当写作 类/名 (write category/name)");
        }

        var (on, severity, reason) = (under?.On ?? true, under?.Severity ?? Severity.Warning, under?.Reason);
        var lists = under?.lists.ToDictionary() ?? [];
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            switch (name)
            {
                case "on":
                    on = Scalar(id, value) switch
                    {
                        "true" => true,
                        "false" => false,
                        _ => throw new RuleBookException($"{value.Start.Line}: {id} on: true | false"),
                    };
                    break;
                case "severity":
                    severity = Enum.TryParse(Scalar(id, value), ignoreCase: true, out Severity read)
                        ? read
                        : throw new RuleBookException($"{value.Start.Line}: {id} severity: error | warning | hint");
                    break;
                case "reason":
                    reason = ReadReason(id, value);
                    break;
                default:
                    lists[name] = value is YamlSequenceNode items
                        ? [.. lists.GetValueOrDefault(name) ?? [], .. items.Select(item => RuleItem.Read(id, item))]
                        : throw new RuleBookException($"{value.Start.Line}: {id} {name} 应当是列表 (must be a list)");
                    break;
            }
        }

        return new()
        {
            Id = id,
            On = on,
            Severity = severity,
            Reason = reason ?? throw new RuleBookException($"{node.Start.Line}: {id} 没有 reason (has no reason)"),
            lists = lists.ToFrozenDictionary(),
        };
    }

    // One sentence for all, or one for each language.
    private static Reason ReadReason(string id, YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            var sentence = Scalar(id, node);
            return new(sentence, sentence, sentence);
        }

        var simplified = Scalar(id, map.Children["zh-Hans"]);
        return new(
            simplified,
            map.Children.TryGetValue("zh-Hant", out var traditional) ? Scalar(id, traditional) : simplified,
            map.Children.TryGetValue("en", out var english) ? Scalar(id, english) : simplified
        );
    }

    private static string Scalar(string id, YamlNode node) =>
        (node as YamlScalarNode)?.Value
        ?? throw new RuleBookException($"{node.Start.Line}: {id} 应当是一个值 (must be one value)");
}

/// <summary>One item of a rule's list: a word, or a word with more about it.</summary>
internal sealed record RuleItem(string Word, FrozenDictionary<string, string> Fields)
{
    public string? this[string field] => Fields.GetValueOrDefault(field);

    public static RuleItem Read(string id, YamlNode node) =>
        node switch
        {
            YamlScalarNode { Value: { Length: > 0 } word } => new(word, FrozenDictionary<string, string>.Empty),
            YamlMappingNode map
                when map.Children.TryGetValue("word", out var word)
                    && word is YamlScalarNode { Value: { Length: > 0 } text } => new(
                text,
                map.Children.ToFrozenDictionary(p => p.Key.ToString(), p => p.Value.ToString())
            ),
            _ => throw new RuleBookException(
                $"{node.Start.Line}: {id} 每项是一个词，或带 word 的一组 (a word, or a map with word)"
            ),
        };
}
