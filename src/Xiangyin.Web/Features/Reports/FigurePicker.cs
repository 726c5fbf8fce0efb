using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>The figures that a catalogue offers, as choices of a list: each indicator, and each of its further counting policies.</summary>
internal sealed record FigurePicker(Catalogue Catalogue, string Language)
{
    /// <summary>Groups with their choices; a choice's value is a figure as written between braces.</summary>
    public IEnumerable<(string Group, IEnumerable<(string Value, string Name)> Choices)> Groups =>
        Catalogue
            .Groups.Select(g =>
                (g.Name.In(Language), Catalogue.Indicators.Where(i => i.Group == g.Id).SelectMany(Choices))
            )
            .Where(g => g.Item2.Any());

    private IEnumerable<(string, string)> Choices(Indicator indicator) =>
        indicator
            .Policies.Skip(1)
            .Select(p => ($"{indicator.Id} policy={p.Id}", $"{indicator.Name.In(Language)}（{p.Name.In(Language)}）"))
            .Prepend((indicator.Id, indicator.Name.In(Language)));
}
