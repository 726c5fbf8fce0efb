using System.Globalization;

namespace Xiangyin.Reading;

/// <summary>The sentence that a rule says, in three languages; <c>{0}</c>, <c>{1}</c> stand for what was found.</summary>
internal sealed record Reason(string Simplified, string Traditional, string English)
{
    public static Reason None { get; } = new("", "", "");

    public string In(string language, IReadOnlyList<string> arguments) =>
        string.Format(
            CultureInfo.InvariantCulture,
            language switch
            {
                "en" => English,
                "zh-Hant" => Traditional,
                _ => Simplified,
            },
            [.. arguments]
        );
}
