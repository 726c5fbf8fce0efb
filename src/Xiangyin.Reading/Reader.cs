namespace Xiangyin.Reading;

/// <summary>Reads Chinese official prose: reports, plans, briefings, in simplified or traditional script or both.</summary>
public static class Reader
{
    /// <summary>
    /// Reads a text. Any string can be read: what is not prose has no headings and no quantities. The time taken grows with the length only.
    /// </summary>
    /// <param name="text">The text as it stands, line ends and blanks included.</param>
    /// <param name="options">What is known beforehand; null where nothing is.</param>
    public static ReadDocument Read(string text, ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new DocumentReader(text, options ?? new()).Read();
    }
}

/// <summary>What a reader knows beforehand.</summary>
public sealed record ReadingOptions
{
    /// <summary>Names of units and places to be recognised wherever they stand, in either script, also without 镇 or 村 behind them.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];
}
