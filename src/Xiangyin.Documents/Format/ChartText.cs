using System.Globalization;

namespace Xiangyin.Documents;

/// <summary>A chart in words, for those who cannot see it and for forms that cannot draw it.</summary>
internal static class ChartText
{
    /// <summary>村|2021年 (table-like): 桐花村 12、松岭村 3; several series one after the other.</summary>
    public static string Of(Chart chart) =>
        string.Join('；', chart.Series.Select(series => $"{series.Name}：{string.Join('、', Amounts(chart, series))}"));

    /// <summary>An amount as printed: no decimals that are nought; a dash where nothing is known.</summary>
    public static string Of(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "—";

    private static IEnumerable<string> Amounts(Chart chart, ChartSeries series) =>
        chart.Categories.Zip(series.Values, (category, value) => $"{category} {Of(value)}");
}
