using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Xiangyin.Ledger;

/// <summary>
/// Reads a file into nodes. Built on the parser's events rather than on its own tree: so depth is bounded before anything is built, and a key
/// given twice is told together with all other mistakes.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>The longest file, in characters.</summary>
    public const int Longest = 256 * 1024;

    /// <summary>The deepest nesting; a catalogue needs six levels.</summary>
    private const int Deepest = 12;

    private readonly CatalogueFile file;
    private readonly Problems problems;
    private readonly Parser parser;

    private YamlTree(CatalogueFile file, Problems problems)
    {
        this.file = file;
        this.problems = problems;
        parser = new(new Scanner(new StringReader(file.Text), skipComments: true));
    }

    /// <summary>The file's top, empty for an empty file; none when it can't be read, which is then among the problems.</summary>
    public static YamlMapping? Read(CatalogueFile file, Problems problems)
    {
        var top = new FileLine(file.Path, 1);
        if (file.Text.Length > Longest)
        {
            problems.AddUnreadable(
                top,
                $"文件太大，有{file.Text.Length}个字符，最多{Longest}个",
                "按工作内容分成几个文件"
            );
            return null;
        }

        var tree = new YamlTree(file, problems);
        try
        {
            return tree.Document();
        }
        catch (Refusal refusal)
        {
            problems.AddUnreadable(refusal.At, refusal.Message, refusal.Remedy);
        }
        catch (YamlException e)
        {
            problems.AddUnreadable(file, (int)Math.Max(1, e.Start.Line));
        }
#pragma warning disable CA1031 // Whatever else the parser trips over, the clerk hears it as a line that can't be read.
        catch (Exception)
#pragma warning restore CA1031
        {
            problems.AddUnreadable(file, Math.Max(1, tree.LineReached()));
        }

        return null;
    }

    private int LineReached() => (int)(parser.Current?.End.Line ?? 1);

    private YamlMapping Document()
    {
        Next();
        if (Next() is StreamEnd)
        {
            return new(new(file.Path, 1), []);
        }

        Next();
        var node = Node(0);
        Next();
        if (Next() is not StreamEnd)
        {
            throw new Refusal(Here, "一个文件里有两份内容（有单独的 --- 行）", "去掉 ---，或者分成两个文件");
        }

        return node switch
        {
            YamlMapping mapping => mapping,
            YamlScalar { Value.Length: 0 } => new(node.At, []),
            _ => throw new Refusal(
                node.At,
                "文件开头不是“名称: 内容”的写法",
                "最外层写 groups、counters、dimensions、kinds 或 indicators"
            ),
        };
    }

    private FileLine Here => new(file.Path, (int)parser.Current!.Start.Line);

    private ParsingEvent Next() =>
        parser.MoveNext()
            ? parser.Current!
            : throw new Refusal(new(file.Path, LineReached()), "文件没有写完", "检查文件末尾");

    // The current event begins the node; afterwards the current event is its last.
    private YamlNode Node(int depth)
    {
        var at = Here;
        if (depth > Deepest)
        {
            throw new Refusal(at, $"层次太深，超过{Deepest}层", "检查缩进和括号");
        }

        if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw new Refusal(
                at,
                "用了 & 或 * 引用，目录里不用这种写法",
                "把内容直接写出来；文字里要用这些符号时加引号"
            );
        }

        if (parser.Current is NodeEvent { Tag.IsEmpty: false, Tag.IsNonSpecific: false })
        {
            throw new Refusal(
                at,
                "用了 ! 类型标记，目录里不用这种写法",
                "去掉 ! 和后面的类型；文字里要用这个符号时加引号"
            );
        }

        return parser.Current switch
        {
            Scalar scalar => new YamlScalar(at, scalar.Value),
            SequenceStart => new YamlSequence(at, [.. Items(depth)]),
            _ => new YamlMapping(at, [.. Entries(depth)]),
        };
    }

    private IEnumerable<YamlNode> Items(int depth)
    {
        while (Next() is not SequenceEnd)
        {
            yield return Node(depth + 1);
        }
    }

    private IEnumerable<YamlEntry> Entries(int depth)
    {
        var keys = new HashSet<string>();
        while (Next() is not MappingEnd)
        {
            if (Node(depth + 1) is not YamlScalar key)
            {
                throw new Refusal(Here, "冒号前面不是一个名称", "冒号前面只写一个名称");
            }

            Next();
            var value = Node(depth + 1);
            if (keys.Add(key.Value))
            {
                yield return new(key.Value, key.At, value);
            }
            else
            {
                problems.Add(key.At, $"“{Shown(key.Value)}”写了两次", "删去一处，或者改成别的名称");
            }
        }
    }

    /// <summary>A value as it may be shown in a message.</summary>
    public static string Shown(string value) => value.Length <= 40 ? value : value[..40] + "…";

    private sealed class Refusal(FileLine at, string message, string remedy) : Exception(message)
    {
        public FileLine At => at;

        public string Remedy => remedy;
    }
}
