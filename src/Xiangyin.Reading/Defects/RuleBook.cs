using System.Collections.Frozen;
using System.Reflection;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Xiangyin.Reading;

/// <summary>
/// The rules as data: whether each is on, how much it matters, what it says, its words and its exceptions. The built-in book is the YAML beside the rules' code; a county lays
/// its own over it with <see cref="With"/>, in the same form.
/// </summary>
public sealed class RuleBook
{
    private readonly FrozenDictionary<string, RuleSetting> rules;

    private RuleBook(IEnumerable<RuleSetting> rules) => this.rules = rules.ToFrozenDictionary(rule => rule.Id);

    /// <summary>The built-in book.</summary>
    public static RuleBook Default { get; } = BuiltIn();

    /// <summary>The rules, by id.</summary>
    public IReadOnlyList<RuleSetting> Rules => [.. rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>
    /// This book with a county's YAML over it: <c>on</c> and <c>severity</c> replace, lists (<c>words</c>, <c>except</c>, <c>terms</c> …) are added to. An id that isn't here is a
    /// rule of the county's own, which needs <c>reason</c> and <c>words</c>.
    /// </summary>
    /// <exception cref="RuleBookException">The YAML can't be used; it says where, why and what to write.</exception>
    public RuleBook With(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var laid = rules.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (id, node) in Entries(yaml))
        {
            var setting = RuleSetting.Read(id, node, laid.GetValueOrDefault(id));
            laid[id] =
                laid.ContainsKey(id) || setting.List("words").Count > 0
                    ? setting
                    : throw new RuleBookException(node.Start.Line, RuleBookException.NoSuchRule, id);
        }

        return new(laid.Values);
    }

    internal RuleSetting this[string id] => rules[id];

    internal bool Has(string id) => rules.ContainsKey(id);

    private static RuleBook BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var settings = new List<RuleSetting>();
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith("defects/", StringComparison.Ordinal))
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            settings.AddRange(
                Entries(reader.ReadToEnd()).Select(entry => RuleSetting.Read(entry.Id, entry.Node, null))
            );
        }

        return new(settings);
    }

    private static IEnumerable<(string Id, YamlMappingNode Node)> Entries(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(yaml);
            stream.Load(reader);
        }
        catch (YamlException e)
        {
            throw new RuleBookException(e.Start.Line, RuleBookException.Yaml, e, e.Message);
        }

        if (stream.Documents.Count == 0)
        {
            yield break;
        }

        if (stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            throw new RuleBookException(1, RuleBookException.Top);
        }

        foreach (var (key, value) in root.Children)
        {
            var id = (key as YamlScalarNode)?.Value ?? "";
            yield return value is YamlMappingNode node
                ? (id, node)
                : throw new RuleBookException(key.Start.Line, RuleBookException.NoSettings, id);
        }
    }
}
