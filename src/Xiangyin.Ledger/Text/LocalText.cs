namespace Xiangyin.Ledger;

/// <summary>A name in the three languages of the product.</summary>
/// <param name="Hans">Simplified Chinese, the language of record.</param>
/// <param name="Hant">Traditional Chinese.</param>
/// <param name="En">English.</param>
public sealed record LocalText(string Hans, string Hant, string En)
{
    /// <summary>The three language tags, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-Hans", "zh-Hant", "en"];

    /// <summary>The text in <paramref name="language"/>; any other tag gets simplified Chinese.</summary>
    public string In(string language) =>
        language switch
        {
            "zh-Hant" => Hant,
            "en" => En,
            _ => Hans,
        };

    /// <summary>Simplified Chinese.</summary>
    public override string ToString() => Hans;
}
