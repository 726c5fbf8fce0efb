using System.Text;

namespace Xiangyin.Ledger;

/// <summary>One file of a catalogue.</summary>
/// <param name="Path">As it is shown beside a mistake: relative to the catalogue's folder, with slashes.</param>
/// <param name="Text">Its whole text.</param>
public sealed record CatalogueFile(string Path, string Text)
{
    /// <summary>The file beside a catalogue's in which a county keeps its own rules for checking documents.</summary>
    public const string Rules = "rules.yaml";

    /// <summary>
    /// The files of the catalogue kept in <paramref name="folder"/>, in the order of their paths: the <c>.yaml</c> files in it and in its
    /// <c>kinds</c> and <c>indicators</c>. Other folders (outlines of reports) and the rules for documents (<see cref="Rules"/>) are not part of it.
    /// </summary>
    public static IReadOnlyList<CatalogueFile> In(string folder) =>
        [
            .. new[] { "", "kinds", "indicators" }
                .Select(part => System.IO.Path.Combine(folder, part))
                .Where(Directory.Exists)
                .SelectMany(part => Directory.EnumerateFiles(part, "*.yaml"))
                .Where(file => System.IO.Path.GetFileName(file) != Rules)
                .Select(file => new CatalogueFile(
                    System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'),
                    File.ReadAllText(file, Encoding.UTF8)
                ))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
}

/// <summary>A line of a file.</summary>
/// <param name="File">The file's <see cref="CatalogueFile.Path"/>.</param>
/// <param name="Line">From 1.</param>
public readonly record struct FileLine(string File, int Line);

/// <summary>A mistake in a catalogue, told to the clerk who wrote it.</summary>
/// <param name="File">Where.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong, in Chinese.</param>
/// <param name="Remedy">What to do about it, in Chinese.</param>
public sealed record CatalogueProblem(string File, int Line, string Message, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File} 第{Line}行：{Message}。{Remedy}。";
}

/// <summary>A catalogue that can't be used, with everything that is wrong with it.</summary>
/// <param name="problems">All mistakes, by file and line.</param>
public sealed class CatalogueException(IReadOnlyList<CatalogueProblem> problems)
    : Exception(string.Join('\n', problems.Select(p => p.ToString())))
{
    /// <summary>All mistakes, by file and line.</summary>
    public IReadOnlyList<CatalogueProblem> Problems => problems;
}
