namespace Xiangyin.Ledger;

/// <summary>Gathers mistakes, so that all are told at once.</summary>
internal sealed class Problems
{
    private readonly List<CatalogueProblem> found = [];

    /// <summary>Whether a whole file could not be read, so that what it declares is not known.</summary>
    public bool HasUnreadableFile { get; private set; }

    /// <summary>All mistakes so far, by file and line.</summary>
    public IReadOnlyList<CatalogueProblem> All =>
        [.. found.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)];

    public void Add(FileLine at, string message, string remedy) => found.Add(new(at.File, at.Line, message, remedy));

    /// <summary>A mistake because of which its whole file is left out.</summary>
    public void AddUnreadable(FileLine at, string message, string remedy)
    {
        HasUnreadableFile = true;
        Add(at, message, remedy);
    }

    /// <summary>A line that the parser does not understand.</summary>
    public void AddUnreadable(CatalogueFile file, int line)
    {
        var text = file.Text.Split('\n').ElementAtOrDefault(line - 1) ?? "";
        var (message, remedy) =
            text.TrimEnd().Contains('\t', StringComparison.Ordinal)
                ? ("这一行里有制表符（Tab）", "缩进改用空格，每层两个")
            : text.Contains('：', StringComparison.Ordinal)
                ? ("这一行读不懂，里面有全角冒号", "改成半角冒号，后面空一格")
            : ("这一行读不懂", "检查这一行和上一行的缩进、冒号后的空格、成对的引号和括号");
        AddUnreadable(new(file.Path, line), message, remedy);
    }
}
