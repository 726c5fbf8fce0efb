using System.Globalization;
using Fluid;
using Fluid.Values;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>What an outline is filled with: the report's scope, the figures that its conditions ask, the records that it goes through.</summary>
/// <param name="Scope">The report's scope.</param>
/// <param name="Town">The unit's name.</param>
/// <param name="Figures">Answers, by question.</param>
/// <param name="Lists">Records, by the outline's names.</param>
internal sealed record Facts(
    ReportScope Scope,
    LocalText Town,
    IReadOnlyDictionary<FigureQuery, Figure> Figures,
    IReadOnlyDictionary<string, IReadOnlyList<ListedRecord>> Lists
)
{
    /// <summary>The record that a repeated paragraph is about.</summary>
    public ListedRecord? Item { get; init; }

    /// <summary>Its number, from 1.</summary>
    public int Index { get; init; }

    /// <summary>The ambient value under which the figure tag finds the report's year.</summary>
    public const string Year = "year";

    /// <summary>The figure, or none where the catalogue does not know it.</summary>
    public Figure? Find(BoundFigure figure) => Figures.GetValueOrDefault(Scope.Query(figure));

    /// <summary>What templates may name: <c>town</c>, <c>year</c>, <c>next_year</c>, <c>span</c>, and the lists.</summary>
    public TemplateContext ContextFor(TemplateOptions options, string language)
    {
        var context = new TemplateContext(options) { CultureInfo = CultureInfo.InvariantCulture };
        context.AmbientValues[Year] = Scope.Year;
        context.SetValue("town", Town.In(language));
        context.SetValue("year", Scope.Year);
        context.SetValue("next_year", Scope.Year + 1);
        context.SetValue(
            "span",
            Scope.IsWholeYear
                ? "全年"
                : string.Create(CultureInfo.InvariantCulture, $"截至{Scope.CutOff.Month}月{Scope.CutOff.Day}日")
        );
        if (Item is not null)
        {
            context.SetValue("item", new ObjectValue(Item));
            context.SetValue("index", Index);
        }

        foreach (var (name, records) in Lists)
        {
            context.SetValue(name, new ArrayValue([.. records.Select(r => new ObjectValue(r))]));
        }

        return context;
    }
}

/// <summary>A record as a template sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">Its title, without a full stop at the end.</param>
/// <param name="Text">Its text, without a full stop at the end.</param>
/// <param name="Month">The month by which it is done: 6月.</param>
/// <param name="ShownBy">The indicator that will show it.</param>
/// <param name="Target">The year's target for that indicator, as a bound figure in braces; none where none can be bound.</param>
/// <param name="IsOfNextYear">Whether it is dated after the report's year.</param>
/// <param name="Answers">The records of the outline's lists that link to it: what is done about a problem.</param>
internal sealed record ListedRecord(
    Guid Id,
    string Kind,
    string Title,
    string Text,
    string Month,
    string? ShownBy,
    string? Target,
    bool IsOfNextYear,
    IReadOnlyList<ListedRecord> Answers
);
