using System.Globalization;
using Xiangyin.Ledger;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Reads outlines, and tells every mistake with its file, line and remedy.</summary>
internal sealed class OutlineReader
{
    private const string ReadMe = "写法见 annual.yaml 开头的说明";
    private readonly string path;
    private readonly Catalogue catalogue;
    private readonly List<CatalogueProblem> problems = [];
    private readonly HashSet<string> ids = [];
    private HashSet<string> lists = [];

    private OutlineReader(string path, Catalogue catalogue)
    {
        this.path = path;
        this.catalogue = catalogue;
    }

    /// <summary>The outline in a file.</summary>
    /// <param name="file">Path and text.</param>
    /// <param name="catalogue">Whose indicators and kinds it may name.</param>
    /// <exception cref="CatalogueException">It has mistakes; all of them are told.</exception>
    public static Outline Read(CatalogueFile file, Catalogue catalogue)
    {
        var reader = new OutlineReader(file.Path, catalogue);
        var outline = reader.Read(file.Text);
        return reader.problems.Count > 0
            ? throw new CatalogueException([.. reader.problems.OrderBy(p => p.Line)])
            : outline!;
    }

    private Outline? Read(string text)
    {
        YamlNode root;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode : new YamlMappingNode();
        }
        catch (YamlException e)
        {
            problems.Add(new(path, (int)e.Start.Line, "这一行读不懂", "看看缩进、冒号后的空格和引号是否成对"));
            return null;
        }

        if (Mapping(root, "提纲") is not { } outline)
        {
            return null;
        }

        Only(outline, "outline", "version", "name", "limit", "title", "signer", "lists", "sections");
        var read = Sequence(outline, "lists", required: false).Select(ReadList).OfType<OutlineList>().ToList();
        lists = [.. read.Select(l => l.Name)];
        return new(
            Word(outline, "outline"),
            Whole(outline, "version"),
            Names(outline, "name") ?? new("", "", ""),
            Whole(outline, "limit"),
            ReadTemplate(outline, "title")!,
            ReadTemplate(outline, "signer")!,
            read,
            [.. Sequence(outline, "sections").Select(ReadSection).OfType<OutlineSection>()]
        );
    }

    private OutlineList? ReadList(YamlNode node)
    {
        if (Mapping(node, "清单") is not { } list)
        {
            return null;
        }

        Only(list, "list", "kind", "year");
        var kind = Word(list, "kind");
        if (kind.Length > 0 && catalogue.Kind(kind) is null)
        {
            Report(list["kind"], $"目录里没有“{kind}”这个种类", "改成目录里有的种类，或者先在目录里加上它");
        }

        var year = Optional(list, "year") ?? "this";
        var later = Array.IndexOf(["last", "this", "next"], year) - 1;
        if (later < -1)
        {
            Report(list["year"], $"year 写作“{year}”", "只能是 last（上年）、this（本年）或 next（下年）");
        }

        return new(Word(list, "list"), kind, later);
    }

    private OutlineSection? ReadSection(YamlNode node)
    {
        if (Mapping(node, "一节") is not { } section)
        {
            return null;
        }

        Only(section, "section", "level", "heading", "paragraphs");
        var level = Child(section, "level") is null ? 0 : Whole(section, "level");
        if (level is < 0 or > 2)
        {
            Report(section["level"], $"标题级别写作 {level}", "1 是“一、”，2 是“（一）”，没有标题就不写 level");
        }

        return new(
            Id(section, "section"),
            level,
            level == 0 ? null : ReadTemplate(section, "heading"),
            [.. Sequence(section, "paragraphs").Select(ReadParagraph).OfType<OutlineParagraph>()]
        );
    }

    private OutlineParagraph? ReadParagraph(YamlNode node)
    {
        if (Mapping(node, "一段") is not { } paragraph)
        {
            return null;
        }

        Only(paragraph, "paragraph", "each", "sentences");
        var each = Optional(paragraph, "each");
        if (each is not null && !lists.Contains(each))
        {
            Report(paragraph["each"], $"没有叫“{each}”的清单", "在 lists 里加上它，或者改成已有的清单");
        }

        return new(
            Id(paragraph, "paragraph"),
            each,
            [.. Sequence(paragraph, "sentences").Select(ReadSentence).OfType<OutlineSentence>()]
        );
    }

    private OutlineSentence? ReadSentence(YamlNode node)
    {
        if (Mapping(node, "一句") is not { } sentence)
        {
            return null;
        }

        Only(sentence, "when", "text", "otherwise");
        var conditions = Child(sentence, "when") switch
        {
            null => [],
            YamlSequenceNode many => many.Children.Select(ReadCondition),
            var one => [ReadCondition(one)],
        };
        var otherwise = Child(sentence, "otherwise") is null ? null : ReadTemplate(sentence, "otherwise");
        if (otherwise is not null && Child(sentence, "when") is null)
        {
            Report(sentence["otherwise"], "有 otherwise 而没有 when", "写上什么情况下说 text，或者去掉 otherwise");
        }

        return ReadTemplate(sentence, "text") is { } text
            ? new([.. conditions.OfType<Condition>()], text, otherwise)
            : null;
    }

    private Condition? ReadCondition(YamlNode node)
    {
        var text = (node as YamlScalarNode)?.Value ?? "";
        try
        {
            var condition = Condition.Parse(text);
            if (condition.List is { } list && !lists.Contains(list))
            {
                Report(node, $"没有叫“{list}”的清单", "在 lists 里加上它，或者改成已有的清单");
            }

            foreach (var figure in condition.Figures(2000))
            {
                Check(figure, Line(node));
            }

            return condition;
        }
        catch (FormatException e)
        {
            Report(
                node,
                $"条件“{text}”里的“{e.Message}”读不懂",
                "写作“指标 complete”“指标 incomplete”“指标 known”“指标 >= 2”“清单 any”“item answered”或“whole-year”，前面可加 not"
            );
            return null;
        }
    }

    private Template? ReadTemplate(YamlMappingNode parent, string key)
    {
        if (Names(parent, key) is not { } text)
        {
            return null;
        }

        var node = (YamlMappingNode)parent[key];
        foreach (var language in (string[])["zh-Hans", "zh-Hant"])
        {
            if (Child(node, language) is YamlScalarNode scalar)
            {
                CheckFigures(scalar);
            }
        }

        var template = Template.Read(text, out var error);
        if (template is null)
        {
            Report(node, $"这段文字里有读不懂的标记（{error}）", "看看 {{ }} 和 {% %} 是否成对、名字是否写对");
        }

        return template;
    }

    private void CheckFigures(YamlScalarNode scalar)
    {
        foreach (var (written, line) in Template.FiguresIn(scalar.Value ?? ""))
        {
            var at = Line(scalar) + line + (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? 1 : 0);
            try
            {
                Check(BoundFigure.Parse(written, 2000), at);
            }
            catch (FormatException e)
            {
                problems.Add(new(path, at, $"数字“{written}”里的“{e.Message}”读不懂", ReadMe));
            }
        }
    }

    private void Check(BoundFigure figure, int line)
    {
        if (catalogue.Indicator(figure.Indicator) is not { } indicator)
        {
            problems.Add(
                new(path, line, $"目录里没有“{figure.Indicator}”这个指标", "改成目录里有的指标，或者先在目录里加上它")
            );
        }
        else if (figure.Policy is { } policy && indicator.Policies.All(p => p.Id != policy))
        {
            problems.Add(
                new(
                    path,
                    line,
                    $"指标“{figure.Indicator}”没有“{policy}”这种计法",
                    $"可用的计法：{string.Join('、', indicator.Policies.Select(p => p.Id))}"
                )
            );
        }
    }

    private string Id(YamlMappingNode parent, string key)
    {
        var id = Word(parent, key);
        if (id.Length > 0 && !ids.Add($"{key} {id}"))
        {
            Report(parent[key], $"“{id}”用了两次", "每一节、每一段的编号要各不相同");
        }

        return id;
    }

    private LocalText? Names(YamlMappingNode parent, string key)
    {
        if (Child(parent, key) is not { } node)
        {
            Report(parent, $"缺“{key}”", $"加上 {key}，写 zh-Hans 和 zh-Hant 两种");
            return null;
        }

        if (node is not YamlMappingNode names)
        {
            Report(node, $"“{key}”要分简体和繁体", "写成 {zh-Hans: …, zh-Hant: …}");
            return null;
        }

        Only(names, "zh-Hans", "zh-Hant", "en");
        var hans = Word(names, "zh-Hans");
        return new(hans, Word(names, "zh-Hant"), Optional(names, "en") ?? hans);
    }

    private string Word(YamlMappingNode parent, string key)
    {
        var word = Optional(parent, key);
        if (string.IsNullOrWhiteSpace(word))
        {
            Report(parent, $"缺“{key}”", $"加上 {key}");
        }

        return word ?? "";
    }

    private static string? Optional(YamlMappingNode parent, string key) =>
        (Child(parent, key) as YamlScalarNode)?.Value;

    private int Whole(YamlMappingNode parent, string key)
    {
        var word = Word(parent, key);
        if (!int.TryParse(word, CultureInfo.InvariantCulture, out var number) && word.Length > 0)
        {
            Report(parent[key], $"“{key}”写作“{word}”", "写一个整数");
        }

        return number;
    }

    private IEnumerable<YamlNode> Sequence(YamlMappingNode parent, string key, bool required = true)
    {
        if (Child(parent, key) is YamlSequenceNode sequence)
        {
            return sequence.Children;
        }

        if (required || Child(parent, key) is not null)
        {
            Report(Child(parent, key) ?? parent, $"“{key}”不是一列", $"在 {key} 下面每项一行，用“- ”开头");
        }

        return [];
    }

    private YamlMappingNode? Mapping(YamlNode node, string what)
    {
        if (node is YamlMappingNode mapping)
        {
            return mapping;
        }

        Report(node, $"{what}写得不对", ReadMe);
        return null;
    }

    private void Only(YamlMappingNode mapping, params string[] keys)
    {
        foreach (var key in mapping.Children.Keys.OfType<YamlScalarNode>().Where(k => !keys.Contains(k.Value)))
        {
            Report(key, $"不认识“{key.Value}”", $"这里只能写：{string.Join('、', keys)}");
        }
    }

    private static YamlNode? Child(YamlMappingNode parent, string key) =>
        parent.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static int Line(YamlNode node) => (int)node.Start.Line;

    private void Report(YamlNode node, string message, string remedy) =>
        problems.Add(new(path, Line(node), message, remedy));
}
