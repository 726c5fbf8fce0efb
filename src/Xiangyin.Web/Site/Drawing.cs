using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Xiangyin.Web.Site;

/// <summary>Charts as SVG: geometry in attributes, because the pages' policy allows no styles; they print and need no script.</summary>
internal static class Drawing
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>What was done, as a bar, with a line where the plan stands.</summary>
    /// <param name="done">What was done.</param>
    /// <param name="plan">What was planned; none draws no line.</param>
    /// <param name="label">The same in words, for whoever can't see it.</param>
    public static IHtmlContent PlanBar(decimal done, decimal? plan, string label)
    {
        const int Width = 144;
        var full = Math.Max(done, plan ?? 0);
        var scale = full <= 0 ? 0 : (Width - 6) / full;
        var svg = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"""<svg class="bar" viewBox="0 0 {Width} 16" width="{Width}" height="16" role="img" aria-label="{Encode(label)}">"""
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"""<rect class="track" x=".5" y="3.5" width="{Width - 1}" height="9"/>"""
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"""<rect class="done" y="3" width="{Number(Math.Max(0, done) * scale)}" height="10"/>"""
            );
        if (plan is > 0)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<rect class="plan" x="{Number((plan.Value * scale) - 1.5m)}" width="3" height="16"/>"""
            );
        }

        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>One column for each month (or whatever the labels say), with its number above. A table with the same numbers belongs near it.</summary>
    /// <param name="columns">Label and value; a column without a value is left open.</param>
    /// <param name="label">The whole in words.</param>
    public static IHtmlContent Columns(IReadOnlyList<(string Label, decimal? Value)> columns, string label)
    {
        const int Width = 640;
        const int Base = 150;
        var largest = columns.Max(c => c.Value) ?? 0;
        var step = (Width - 40m) / Math.Max(1, columns.Count);
        var wide = Math.Min(46, step * 0.6m);
        var svg = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"""<svg class="columns" viewBox="0 0 {Width} 184" role="img" aria-label="{Encode(label)}">"""
        );
        for (var i = 0; i < columns.Count; i++)
        {
            var middle = 20 + (step * (i + 0.5m));
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""<text class="when" x="{Number(middle)}" y="173" text-anchor="middle">{Encode(columns[i].Label)}</text>"""
            );
            if (columns[i].Value is { } value)
            {
                var height = largest <= 0 ? 0 : Math.Max(0, value) / largest * 124;
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"""<rect x="{Number(middle - (wide / 2))}" y="{Number(Base - height)}" width="{Number(wide)}" height="{Number(height)}"/><text x="{Number(middle)}" y="{Number(Base - height - 7)}" text-anchor="middle">{T.Number(value)}</text>"""
                );
            }
        }

        return new HtmlString(
            svg.Append(
                    CultureInfo.InvariantCulture,
                    $"""<line x1="20" x2="{Width - 20}" y1="{Base}.5" y2="{Base}.5"/></svg>"""
                )
                .ToString()
        );
    }

    /// <summary>Columns as small as a word, without numbers: how something went over the months. The numbers stand elsewhere.</summary>
    /// <param name="values">From left to right; none is left open.</param>
    /// <param name="label">The whole in words.</param>
    public static IHtmlContent Spark(IReadOnlyList<decimal?> values, string label)
    {
        const int Height = 22;
        const int Step = 8;
        var largest = values.Max() ?? 0;
        var width = Math.Max(1, values.Count) * Step;
        var svg = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"""<svg class="spark" viewBox="0 0 {width} {Height}" width="{width}" height="{Height}" role="img" aria-label="{Encode(label)}"><line x1="0" x2="{width}" y1="{Height}" y2="{Height}"/>"""
        );
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is > 0 and { } value)
            {
                var height = value / largest * (Height - 1);
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"""<rect x="{(i * Step) + 1}" y="{Number(Height - height)}" width="{Step - 2}" height="{Number(height)}"/>"""
                );
            }
        }

        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Encode(string text) => Encoder.Encode(text);
}
