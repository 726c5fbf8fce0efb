using System.Text.RegularExpressions;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Tests.Ledger;

/// <summary>The catalogue of these tests, and what becomes of it when it is changed.</summary>
internal static partial class TestCatalogue
{
    /// <summary>As first adopted.</summary>
    public static IReadOnlyList<CatalogueFile> First { get; } = [Read(text => text)];

    /// <summary>Hygiene counts as health; sessions are counted otherwise; checks need nobody's confirmation any more, leaflets do.</summary>
    public static IReadOnlyList<CatalogueFile> Second { get; } =
    [
        Read(text =>
            text.Replace(
                    "hygiene: ~hygiene~",
                    "hygiene: {NAMES, retired: 2021-06-01, mapTo: health}",
                    StringComparison.Ordinal
                )
                .Replace(
                    "sessions:           {version: 1, HEAD, nature: flow, adds: additive, formula: count(session)}",
                    "sessions:           {version: 2, HEAD, nature: flow, adds: additive, formula: count(session | briefing)}",
                    StringComparison.Ordinal
                )
                .Replace("  check:\n    version: 1", "  check:\n    version: 2", StringComparison.Ordinal)
                .Replace("quarter}\n    confirmed: true", "quarter}", StringComparison.Ordinal)
                .Replace(
                    "  leaflet:\n    version: 1",
                    "  leaflet:\n    version: 2\n    confirmed: true",
                    StringComparison.Ordinal
                )
        ),
    ];

    /// <summary>Sessions as at first; hours in whole numbers.</summary>
    public static IReadOnlyList<CatalogueFile> Third { get; } =
    [
        Read(text =>
            text.Replace("sessions:           {version: 1", "sessions:           {version: 3", StringComparison.Ordinal)
                .Replace(
                    "hygiene: ~hygiene~",
                    "hygiene: {NAMES, retired: 2021-06-01, mapTo: health}",
                    StringComparison.Ordinal
                )
                .Replace("  session:\n    version: 1", "  session:\n    version: 2", StringComparison.Ordinal)
                .Replace("unit: times, decimals: 1, max: 100}", "unit: times, max: 100}", StringComparison.Ordinal)
                .Replace("  check:\n    version: 1", "  check:\n    version: 3", StringComparison.Ordinal)
                .Replace("  leaflet:\n    version: 1", "  leaflet:\n    version: 3", StringComparison.Ordinal)
        ),
    ];

    private static CatalogueFile Read(Func<string, string> change)
    {
        using var stream = typeof(TestCatalogue).Assembly.GetManifestResourceStream(
            "Xiangyin.Web.Tests.Ledger.town.yaml"
        )!;
        var text = change(new StreamReader(stream).ReadToEnd())
            .Replace(
                "    HEAD\n",
                "    NAME\n    unit: times\n    definition: ~x~\n    group: study\n",
                StringComparison.Ordinal
            )
            .Replace("HEAD", "NAME, unit: times, definition: ~x~, group: study", StringComparison.Ordinal)
            .Replace("NAMES", "zh-Hans: x, zh-Hant: x, en: x", StringComparison.Ordinal)
            .Replace("NAME", "name: ~x~", StringComparison.Ordinal);
        return new("town.yaml", Names().Replace(text, "{zh-Hans: $1, zh-Hant: $1, en: $1}"));
    }

    [GeneratedRegex("~([a-z-]+)~")]
    private static partial Regex Names();
}
