using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>What a chip says beside its figure, in words.</summary>
public enum ChipState
{
    /// <summary>Nothing beside it.</summary>
    Plain,

    /// <summary>Not everybody expected has reported.</summary>
    Part,

    /// <summary>The ledger tells it differently since the text was printed.</summary>
    Off,

    /// <summary>No record stands behind it.</summary>
    Bare,
}

/// <summary>
/// <c>&lt;figure-chip figure="f"/&gt;</c>: a figure as a link to its page with the exact question. The content, where there is any, replaces
/// the words. Public because only public tag helpers are found.
/// </summary>
public sealed class FigureChipTagHelper : TagHelper
{
    /// <summary>The figure.</summary>
    public required Figure Figure { get; set; }

    /// <summary>Whether the link asks as known at the figure's own instant rather than as known when it is opened.</summary>
    public bool Pinned { get; set; }

    /// <summary>Whether only the number is written, the unit standing elsewhere.</summary>
    public bool NumberOnly { get; set; }

    /// <summary>What is said beside it; by default whether it is complete.</summary>
    public ChipState? State { get; set; }

    /// <summary>Where the chip is.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var state = State ?? (Figure.Completeness.Complete == false ? ChipState.Part : ChipState.Plain);
        var words = await output.GetChildContentAsync();
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        var given = output.Attributes["class"]?.Value is { } other ? $" {other}" : "";
        output.Attributes.SetAttribute("class", (state == ChipState.Plain ? "fig" : $"fig {Name(state)}") + given);
        output.Attributes.SetAttribute("href", FigureUrl.Of(Figure.Query, Pinned));
        if (words.IsEmptyOrWhiteSpace)
        {
            output.Content.SetContent(FigureText.Of(NumberOnly ? WithoutUnit(Figure) : Figure, T.Language));
        }

        if (state != ChipState.Plain)
        {
            output.PostContent.AppendHtml("<small>").Append(T[$"figure.{Name(state)}"]).AppendHtml("</small>");
        }
    }

    private static Figure WithoutUnit(Figure figure) =>
        figure with
        {
            Indicator = figure.Indicator with { Unit = new("", "", "") },
        };

    private T T => ViewContext.HttpContext.RequestServices.GetRequiredService<T>();

    private static string Name(ChipState state) => state.ToString().ToLowerInvariant();
}
