using System.Net;
using System.Text;

namespace Xiangyin.Web.Features.Checks;

/// <summary>What a web page says, a block a line. It is read once from left to right: nothing is built, fetched or run.</summary>
internal sealed class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    };

    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase)
    {
        "head",
        "iframe",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
    };

    private readonly string html;
    private readonly StringBuilder text = new();
    private int at;

    private HtmlText(string html) => this.html = html;

    /// <summary>Whether a text is a web page.</summary>
    public static bool Looks(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 2048)).TrimStart().TrimStart('\uFEFF');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || (
                start.StartsWith("<", StringComparison.Ordinal)
                && (
                    start.Contains("<body", StringComparison.OrdinalIgnoreCase)
                    || start.Contains("<p>", StringComparison.OrdinalIgnoreCase)
                    || start.Contains("<div", StringComparison.OrdinalIgnoreCase)
                )
            );
    }

    public static string Read(string html)
    {
        var reader = new HtmlText(html);
        reader.Run();
        return string.Join(
            '\n',
            reader.text.ToString().Split('\n').Select(l => l.Trim(' ', '\t', '\r')).Where(l => l.Length > 0)
        );
    }

    private void Run()
    {
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            var end = tag < 0 ? html.Length : tag;
            Say(html.AsSpan(at, end - at));
            at = end;
            if (at < html.Length)
            {
                ReadTag();
            }
        }
    }

    private void ReadTag()
    {
        if (string.CompareOrdinal(html, at, "<!--", 0, 4) == 0)
        {
            Skip("-->", 4);
            return;
        }

        var closes = at + 1 < html.Length && html[at + 1] == '/';
        var from = at + (closes ? 2 : 1);
        var to = from;
        while (to < html.Length && char.IsAsciiLetterOrDigit(html[to]))
        {
            to++;
        }

        if (to == from && !closes && (from >= html.Length || html[from] is not ('!' or '?')))
        {
            // A bare < in the text.
            text.Append('<');
            at++;
            return;
        }

        var name = html[from..to];
        at = to;
        SkipAttributes();
        if (Blocks.Contains(name))
        {
            text.Append('\n');
        }
        else if (
            name.Equals("td", StringComparison.OrdinalIgnoreCase)
            || name.Equals("th", StringComparison.OrdinalIgnoreCase)
        )
        {
            text.Append(' ');
        }

        if (!closes && Unseen.Contains(name))
        {
            Skip("</" + name, 0);
            SkipAttributes();
        }
    }

    // Up to the > that is in no quoted value.
    private void SkipAttributes()
    {
        var quote = '\0';
        for (; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && html[at - 1] is '=' or ' ')
            {
                quote = c;
            }
            else if (c == '>')
            {
                at++;
                return;
            }
        }
    }

    private void Skip(string until, int after)
    {
        var found = html.IndexOf(until, Math.Min(at + after, html.Length), StringComparison.OrdinalIgnoreCase);
        at = found < 0 ? html.Length : found + until.Length;
    }

    private void Say(ReadOnlySpan<char> words)
    {
        var decoded = words.Contains('&') ? WebUtility.HtmlDecode(words.ToString()) : words.ToString();
        var blank = text.Length == 0 || text[^1] is '\n' or ' ';
        foreach (var c in decoded)
        {
            var isBlank = c is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00A0';
            if (!isBlank)
            {
                text.Append(c);
            }
            else if (!blank)
            {
                text.Append(' ');
            }

            blank = isBlank;
        }
    }
}
