using Microsoft.AspNetCore.Html;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Checks;

/// <summary>A line's words with its marks: written here, because in a page's markup a blank would stand between them.</summary>
internal static class MarkedHtml
{
    public static IHtmlContent Of(MarkedLine line, T t)
    {
        var html = new HtmlContentBuilder();
        foreach (var segment in line.Segments)
        {
            var tag = segment.Looks.Length > 0 ? "mark" : "b";
            if (segment.Looks.Length > 0)
            {
                html.AppendHtml("<mark class=\"").Append(segment.Looks).AppendHtml("\"");
                if (segment.Begins.Count > 0)
                {
                    html.AppendFormat(" id=\"m{0}\"", segment.Begins[0].Number);
                }

                html.AppendHtml(">");
            }
            else if (segment.IsHeading)
            {
                html.AppendHtml("<b>");
            }

            html.Append(segment.Text);
            if (segment.Looks.Length > 0 || segment.IsHeading)
            {
                html.AppendHtml($"</{tag}>");
            }

            foreach (var mark in segment.Ends)
            {
                html.AppendFormat(
                    "<a class=\"sign is-{0}\" href=\"#f{1}\" aria-label=\"{2}\">{1}</a>",
                    mark.Look,
                    mark.Number,
                    t["checks.mark", mark.Number, t[$"checks.look.{mark.Look}"]]
                );
            }
        }

        return html;
    }
}
