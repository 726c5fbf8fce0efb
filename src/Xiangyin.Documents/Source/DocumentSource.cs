using System.Collections.Immutable;

namespace Xiangyin.Documents;

/// <summary>
/// Reads a document written elsewhere: as JSON, which says everything the model can, or in a dialect of Markdown for
/// people. Both are described in <c>docs/guide/render.md</c>. Nothing is guessed or dropped: what is not part of the
/// language is refused with its place.
/// </summary>
public static class DocumentSource
{
    /// <summary>The longest source, characters.</summary>
    public const int Longest = 20_000_000;

    /// <summary>Reads JSON.</summary>
    /// <param name="json">The document.</param>
    /// <param name="picture">Opens a picture by the name that the source gives it; null where there is none.</param>
    /// <exception cref="DocumentRefusedException">It cannot be read; every reason is named with its place.</exception>
    public static OfficialDocument FromJson(string json, Func<string, ImmutableArray<byte>?>? picture = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new JsonSource(new SourceFaults(), picture ?? None).Read(Bounded(json));
    }

    /// <summary>Reads Markdown.</summary>
    /// <inheritdoc cref="FromJson"/>
    /// <param name="markdown">The document.</param>
    /// <param name="picture">Opens a picture by the name that the source gives it; null where there is none.</param>
    public static OfficialDocument FromMarkdown(string markdown, Func<string, ImmutableArray<byte>?>? picture = null)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return new MarkdownSource(Bounded(markdown), new SourceFaults(), picture ?? None).Read();
    }

    private static ImmutableArray<byte>? None(string name) => null;

    private static string Bounded(string source) =>
        source.Length <= Longest
            ? source
            : throw new DocumentRefusedException([
                new Refusal(RefusalReason.TooLong, "source", $"A source has at most {Longest} characters."),
            ]);
}

/// <summary>What is wrong with a source, gathered so that its author sees all of it at once.</summary>
internal sealed class SourceFaults
{
    private const int Most = 50;

    private readonly List<Refusal> refusals = [];

    public void Add(RefusalReason reason, string where, string message, string? subject = null)
    {
        if (refusals.Count < Most)
            refusals.Add(new Refusal(reason, where, message) { Subject = subject });
    }

    public void Throw()
    {
        if (refusals.Count > 0)
            throw new DocumentRefusedException(refusals);
    }
}
