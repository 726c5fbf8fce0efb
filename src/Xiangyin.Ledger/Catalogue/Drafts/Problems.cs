namespace Xiangyin.Ledger;

/// <summary>Gathers mistakes, so that all are told at once.</summary>
internal sealed class Problems
{
    /// <summary>The most that are told; nobody reads more before mending these.</summary>
    private const int Most = 500;

    private readonly List<CatalogueProblem> found = [];

    /// <summary>Whether a whole file could not be read, so that what it declares is not known.</summary>
    public bool HasUnreadableFile { get; private set; }

    /// <summary>All mistakes so far, by file and line.</summary>
    public IReadOnlyList<CatalogueProblem> All =>
        [.. found.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)];

    public void Add(FileLine at, string message, string remedy)
    {
        if (found.Count < Most)
        {
            found.Add(new(at.File, at.Line, message, remedy));
        }
        else if (found.Count == Most)
        {
            found.Add(new(at.File, at.Line, "从这里往后还有问题，没有都列出来", "先改好列出的，再读一次"));
        }
    }

    /// <summary>A mistake because of which its whole file is left out.</summary>
    public void AddUnreadable(FileLine at, string message, string remedy)
    {
        HasUnreadableFile = true;
        Add(at, message, remedy);
    }

    /// <summary>A line that the parser does not understand.</summary>
    public void AddUnreadable(CatalogueFile file, int line)
    {
        // A tab in the indentation is wrong wherever it stands, and the parser often stumbles lines before or after it.
        var lines = file.Text.Split('\n');
        var tabbed = Array.FindIndex(lines, IsTabbed) + 1;
        if (tabbed > 0)
        {
            AddUnreadable(new(file.Path, tabbed), "这一行的缩进里有制表符（Tab）", "缩进改用空格，每层两个");
            return;
        }

        var (message, remedy) =
            lines.ElementAtOrDefault(line - 1)?.Contains('：', StringComparison.Ordinal) == true
                ? ("这一行读不懂，里面有全角冒号", "改成半角冒号，后面空一格")
                : ("这一行读不懂", "检查这一行和上一行的缩进、冒号后的空格、成对的引号和括号");
        AddUnreadable(new(file.Path, line), message, remedy);
    }

    private static bool IsTabbed(string line) =>
        line.TakeWhile(char.IsWhiteSpace).Contains('\t') && !string.IsNullOrWhiteSpace(line);
}
