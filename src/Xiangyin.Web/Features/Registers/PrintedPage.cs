using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>Something on a printed page; all in millimetres.</summary>
internal abstract record Shape;

/// <summary>A box, filled or drawn.</summary>
internal sealed record BoxShape(Area Area, string? Fill, string? Line = null) : Shape;

/// <summary>A ring to fill in.</summary>
internal sealed record RingShape(Spot Middle, bool IsFilled = false) : Shape;

/// <summary>Words.</summary>
/// <param name="At">Where their line begins, or has its middle.</param>
internal sealed record WordsShape(string Words, Spot At, double Size, bool Centred = false) : Shape;

/// <summary>Draws a register's page: as shapes, and as SVG for the browser to print at its true size.</summary>
/// <param name="register">The register.</param>
/// <param name="words">What its fields are called.</param>
internal sealed class PrintedPage(Register register, RegisterWords words)
{
    private const string Black = "#000";
    private const string White = "#fff";
    private const string Grey = "#666";
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public IEnumerable<Shape> Draw(PaperPage page) => [.. Frame(page), .. Head(page), .. page.Fields.SelectMany(Field)];

    /// <summary>The page as SVG, without style: the site's pages allow none.</summary>
    public IHtmlContent Svg(PaperPage page)
    {
        var svg = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"""<svg class="paper" viewBox="0 0 {PaperPage.Width} {PaperPage.Height}" width="210mm" height="297mm" role="img" aria-label="{Encoder.Encode(words.PageTitle(register, page))}"><rect width="210" height="297" fill="{White}"/>"""
        );
        foreach (var shape in Draw(page))
        {
            svg.Append(Svg(shape));
        }

        return new HtmlString(svg.Append("</svg>").ToString());
    }

    private static string Svg(Shape shape) =>
        shape switch
        {
            BoxShape b =>
                $"""<rect x="{N(b.Area.X)}" y="{N(b.Area.Y)}" width="{N(b.Area.Width)}" height="{N(b.Area.Height)}" fill="{b.Fill ?? "none"}"{(b.Line is null ? "" : $" stroke=\"{b.Line}\" stroke-width=\"0.2\"")}/>""",
            RingShape r =>
                $"""<circle cx="{N(r.Middle.X)}" cy="{N(r.Middle.Y)}" r="{N(PaperPage.Radius)}" fill="{(r.IsFilled ? Black : "none")}" stroke="{Black}" stroke-width="{N(PaperPage.Stroke)}"/>""",
            WordsShape w =>
                $"""<text x="{N(w.At.X)}" y="{N(w.At.Y)}" font-size="{N(w.Size)}"{(w.Centred ? " text-anchor=\"middle\"" : "")}>{Encoder.Encode(w.Words)}</text>""",
            _ => throw new InvalidOperationException($"unknown shape {shape}"),
        };

    private IEnumerable<Shape> Frame(PaperPage page)
    {
        foreach (var middle in PaperPage.Bullseyes)
        {
            foreach (var (cells, fill) in new[] { (7, Black), (5, White), (3, Black) })
            {
                var side = cells * PaperPage.Cell;
                yield return new BoxShape(new(middle.X - (side / 2), middle.Y - (side / 2), side, side), fill);
            }
        }

        var modules = register.CodeOf(page).Draw();
        for (var y = 0; y < RegisterCode.Modules; y++)
        {
            // A run of black modules is one box, so that no hair-line comes between.
            for (var x = 0; x < RegisterCode.Modules; x++)
            {
                var from = x;
                while (x < RegisterCode.Modules && modules[y, x])
                {
                    x++;
                }

                if (x > from)
                {
                    yield return new BoxShape(
                        new(
                            PaperPage.Code.X + RegisterCode.Quiet + (from * RegisterCode.Module),
                            PaperPage.Code.Y + RegisterCode.Quiet + (y * RegisterCode.Module),
                            (x - from) * RegisterCode.Module,
                            RegisterCode.Module + 0.02
                        ),
                        Black
                    );
                }
            }
        }
    }

    private IEnumerable<Shape> Head(PaperPage page)
    {
        yield return new WordsShape(register.Title, new(24, 20), register.Title.Length > 20 ? 4.6 : 6);
        yield return new WordsShape(words.Where(register), new(24, 28), 4);
        yield return new WordsShape(words.PageOf(register, page), new(24, 34.5), 3.4);
        yield return new RingShape(new(26, 40.5), IsFilled: true);
        yield return new WordsShape(words.HowTo(register.Form), new(30, 41.7), 3.4);
        if (register.Form == RegisterForm.SignIn)
        {
            foreach (var (name, x) in new[] { ("here", 28.5), ("name", 44), ("household", 120) })
            {
                yield return new WordsShape(words.Column(name), new(x, 55.5), 3.6);
            }
        }

        yield return new WordsShape(words.Foot, new(105, 289), 3, Centred: true);
    }

    private IEnumerable<Shape> Field(PaperField field)
    {
        var (x, y) = (field.Area.X, field.Area.Y);
        switch (field.Form)
        {
            case FieldForm.Ink:
                yield return new BoxShape(field.Area, null, Grey);
                if (words.Label(register, field) is { Length: > 0 } label)
                {
                    yield return new WordsShape(label, new(x + 1, y - 0.8), 2.8);
                }

                break;
            case FieldForm.Tick:
                yield return new WordsShape(field.Id.Split('.')[0], new(26.5, y + 6.2), 3.2, Centred: true);
                break;
            case FieldForm.Number:
                yield return new WordsShape(words.Label(register, field), new(x, y + 4), 3.6);
                foreach (var column in field.Groups)
                {
                    yield return new BoxShape(new(column[0].X - 2.7, y + 6, 5.4, 6), null, Grey);
                }

                foreach (var bubble in field.Groups[0])
                {
                    yield return new WordsShape(bubble.Value, new(x + 5, bubble.Y + 1.2), 3.4, Centred: true);
                }

                break;
            default:
                if (words.Label(register, field) is { Length: > 0 } question)
                {
                    yield return new WordsShape(question, new(x, y + 4), 3.6);
                }

                foreach (var bubble in field.Groups[0])
                {
                    yield return new WordsShape(
                        words.Option(register, field, bubble.Value),
                        new(bubble.X + 3.6, bubble.Y + 1.2),
                        3.3
                    );
                }

                break;
        }

        foreach (var bubble in field.Groups.SelectMany(g => g))
        {
            yield return new RingShape(new(bubble.X, bubble.Y));
        }
    }

    private static string N(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
