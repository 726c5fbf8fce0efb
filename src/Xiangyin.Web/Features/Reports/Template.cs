using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Fluid.Values;
using Parlot.Fluent;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>
/// A text of the outline in simplified and traditional Chinese: Liquid, with <c>{% figure indicator cut-off=07-13 %}</c> where a figure is
/// bound. It renders to prose as a draft stores it.
/// </summary>
internal sealed partial class Template
{
    private static readonly OutlineParser Parser = new();
    private static readonly TemplateOptions Options = MakeOptions();
    private readonly IFluidTemplate hans;
    private readonly IFluidTemplate hant;
    private readonly IReadOnlyList<string> figures;

    private Template(IFluidTemplate hans, IFluidTemplate hant, IReadOnlyList<string> figures)
    {
        this.hans = hans;
        this.hant = hant;
        this.figures = figures;
    }

    /// <summary>Reads a text; <paramref name="error"/> tells why it can't be.</summary>
    public static Template? Read(LocalText text, out string error) =>
        Parser.TryParse(text.Hans, out var hans, out error) && Parser.TryParse(text.Hant, out var hant, out error)
            ? new Template(hans, hant, [.. FiguresIn(text.Hans + text.Hant).Select(f => f.Written)])
            : null;

    /// <summary>The figures that it mentions.</summary>
    /// <exception cref="FormatException">One can't be read.</exception>
    public IEnumerable<BoundFigure> Figures(int year) => figures.Select(f => BoundFigure.Parse(f, year)).Distinct();

    /// <summary>The figures of a text as they are written, each with its line in the text, from 0.</summary>
    public static IEnumerable<(string Written, int Line)> FiguresIn(string text) =>
        FigureTag().Matches(text).Select(m => (m.Groups[1].Value, text.AsSpan(0, m.Index).Count('\n')));

    /// <summary>The prose in a language.</summary>
    public string Render(Facts facts, string language) =>
        Tidy((language == "zh-Hant" ? hant : hans).Render(facts.ContextFor(Options, language)));

    /// <summary>Prose in both.</summary>
    public LocalText Render(Facts facts)
    {
        var simplified = Render(facts, "zh-Hans");
        return new(simplified, Render(facts, "zh-Hant"), simplified);
    }

    private static TemplateOptions MakeOptions()
    {
        var options = new TemplateOptions { MaxSteps = 10_000 };
        options.MemberAccessStrategy.MemberNameStrategy = MemberNameStrategies.CamelCase;
        options.MemberAccessStrategy.Register<ListedRecord>();
        options.Filters.AddFilter(
            "numeral",
            static (number, _, _) => new StringValue(ChineseNumeral.Of((int)number.ToNumberValue()))
        );
        return options;
    }

    // Line ends and indents of the YAML are no part of Chinese prose.
    private static string Tidy(string text) => Breaks().Replace(text, "");

    [GeneratedRegex(@"\{%-?\s*figure\s+(.*?)\s*-?%\}")]
    private static partial Regex FigureTag();

    [GeneratedRegex(@"\s*\n\s*|^\s+|\s+$|(?<=[\u3000-\uffef])[ \t]+(?=[\u3000-\uffef])")]
    private static partial Regex Breaks();

    private sealed class OutlineParser : FluidParser
    {
        public OutlineParser() =>
            RegisterParserTag(
                "figure",
                Parsers.AnyCharBefore(TagEnd),
                static (figure, output, _, context) =>
                {
                    var year = (int)context.AmbientValues[Facts.Year];
                    output.Write(Prose.Open + BoundFigure.Parse(figure.ToString()!, year) + Prose.Close);
                    return new ValueTask<Completion>(Completion.Normal);
                }
            );
    }
}
