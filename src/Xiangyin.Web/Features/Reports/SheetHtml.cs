using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Xiangyin.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Reports;

/// <summary>A paragraph's pieces as HTML. Made by hand, because a view's line ends and indents would stand as spaces in Chinese prose.</summary>
/// <param name="t">The reader's texts.</param>
/// <param name="encoder">The site's encoder.</param>
internal sealed class SheetHtml(T t, HtmlEncoder encoder)
{
    /// <summary>The pieces in reading order.</summary>
    /// <param name="paragraph">The paragraph as printed.</param>
    /// <param name="pinned">Whether figures open as known when the text was printed.</param>
    /// <param name="drifted">Figures that the ledger tells differently now.</param>
    public IHtmlContent Of(SheetParagraph paragraph, bool pinned = false, IReadOnlySet<BoundFigure>? drifted = null)
    {
        var html = new HtmlContentBuilder();
        foreach (var piece in paragraph.Pieces)
        {
            switch (piece)
            {
                case PrintedFigure figure:
                    Chip(html, figure, pinned, drifted?.Contains(figure.Bound) == true);
                    break;
                case PrintedWords words:
                    Words(html, words);
                    break;
                default:
                    Mark(html, "fig bare", "", piece.Text, t["report.unreadable"]);
                    break;
            }
        }

        return html;
    }

    private void Chip(HtmlContentBuilder html, PrintedFigure figure, bool pinned, bool drifted)
    {
        // What names those who have not reported need not be marked as incomplete.
        var incomplete = figure is { Figure.Completeness.Complete: false, Bound.Shows: Shows.Value or Shows.Number };
        var state =
            drifted ? "off"
            : incomplete ? "part"
            : null;
        html.AppendHtml("<span class=\"bound\" data-bound=\"")
            .AppendHtml(encoder.Encode(figure.Bound.ToString()))
            .AppendHtml("\">");
        html.AppendHtml(encoder.Encode(figure.Before)).AppendHtml("<a class=\"fig");
        html.AppendHtml(state is null ? "" : " " + state).AppendHtml("\" href=\"");
        html.AppendHtml(encoder.Encode(FigureUrl.Of(figure.Figure.Query, pinned))).AppendHtml("\">");
        html.AppendHtml(encoder.Encode(figure.Text));
        if (state is not null)
        {
            html.AppendHtml("<small>").AppendHtml(encoder.Encode(t[$"figure.{state}"])).AppendHtml("</small>");
        }

        html.AppendHtml("</a>").AppendHtml(encoder.Encode(figure.After)).AppendHtml("</span>");
    }

    private void Words(HtmlContentBuilder html, PrintedWords words)
    {
        var at = 0;
        foreach (var range in words.HandTyped)
        {
            html.AppendHtml(encoder.Encode(words.Text[at..range.Start]));
            Mark(html, "fig bare", " data-words", words.Text[range], t["figure.bare"]);
            at = range.End.Value;
        }

        html.AppendHtml(encoder.Encode(words.Text[at..]));
    }

    private void Mark(HtmlContentBuilder html, string css, string attribute, string text, string note) =>
        html.AppendHtml($"<span class=\"{css}\"{attribute}>")
            .AppendHtml(encoder.Encode(text))
            .AppendHtml("<small>")
            .AppendHtml(encoder.Encode(note))
            .AppendHtml("</small></span>");
}
