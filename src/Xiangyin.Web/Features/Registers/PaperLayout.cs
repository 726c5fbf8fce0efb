using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Registers.Marks;

namespace Xiangyin.Web.Features.Registers;

/// <summary>Lays a kind's questions out on paper: which rings and boxes, and where.</summary>
internal static class PaperLayout
{
    /// <summary>People on a page of a sign-in sheet.</summary>
    public const int Rows = 20;

    /// <summary>Records on a page of slips.</summary>
    public const int Slips = 3;

    /// <summary>The most pages of one register.</summary>
    public const int MostPages = 30;

    private const double Left = 22;
    private const double Right = 188;
    private const double Bottom = 274;
    private const double Column = 6;
    private const double Digit = 5.4;
    private const double Option = 6;
    private const int MostOptions = 24;

    /// <summary>How far down the page a number's first ring stands below its block.</summary>
    private const double FirstDigit = 15.5;

    private static readonly Approximation[] Approximations =
    [
        Approximation.Exact,
        Approximation.AtLeast,
        Approximation.About,
    ];

    /// <summary>The forms in which a kind can be printed.</summary>
    public static IEnumerable<RegisterForm> FormsOf(Kind kind, Catalogue catalogue)
    {
        // What needs a link or a named person needs somebody at a desk.
        if (kind.Restricted || kind.Ahead || kind.Links.Any(l => l.Required) || kind.Roles.Any(r => r.Required))
        {
            yield break;
        }

        if (kind.Measure("people") is not null)
        {
            yield return RegisterForm.SignIn;
        }

        if (kind.Measures.Count > 0 && Tally(kind, catalogue) is not null)
        {
            yield return RegisterForm.Tally;
        }

        if (kind.Measures.Count > 0 && Slip(kind, catalogue) is not null)
        {
            yield return RegisterForm.Slip;
        }
    }

    /// <summary>The pages of a register.</summary>
    public static IReadOnlyList<PaperPage> Of(Kind kind, Catalogue catalogue, RegisterForm form, int pages) =>
        [
            .. Enumerable
                .Range(1, Math.Clamp(pages, 1, MostPages))
                .Select(number => new PaperPage(
                    number,
                    form switch
                    {
                        RegisterForm.SignIn => SignIn((number - 1) * Rows),
                        RegisterForm.Tally => Tally(kind, catalogue)!,
                        _ => Slip(kind, catalogue)!,
                    }
                )),
        ];

    /// <summary>How many digits a measure gets, those after its point among them.</summary>
    public static int DigitsOf(MeasureField measure) =>
        Math.Min(6, ((long)measure.Max).ToString(CultureInfo.InvariantCulture).Length + measure.Decimals);

    private static List<PaperField> SignIn(int before)
    {
        const double Top = 58;
        const double Pitch = 10.7;
        var fields = new List<PaperField>();
        for (var row = 0; row < Rows; row++)
        {
            var y = Top + (row * Pitch);
            var number = before + row + 1;
            fields.Add(Tick($"{number}.here", new(30, y, 10, Pitch - 0.7), new("1", 35, y + 5)));
            fields.Add(Ink($"{number}.name", new(42, y, 74, Pitch - 0.7)));
            fields.Add(Ink($"{number}.household", new(118, y, 70, Pitch - 0.7)));
        }

        return fields;
    }

    private static List<PaperField>? Tally(Kind kind, Catalogue catalogue)
    {
        var fields = new List<PaperField> { Ink("1.title", new(Left, 50, kind.Place ? 100 : Right - Left, 13)) };
        if (kind.Place)
        {
            fields.Add(Ink("1.place", new(Left + 104, 50, Right - Left - 104, 13)));
        }

        var flow = new Flow(68);
        foreach (var measure in kind.Measures)
        {
            var digits = DigitsOf(measure);
            if (flow.Place(Math.Max(38, 10 + (digits * Column)), 86) is not { } at)
            {
                return null;
            }

            fields.Add(Number($"1.measure.{measure.Id}", at, digits));
            fields.Add(
                Choice(
                    $"1.approximation.{measure.Id}",
                    new(at.X, at.Y + 66.5),
                    36,
                    [.. Approximations.Select(a => a.ToString())],
                    label: 0
                )
            );
        }

        return Choices(kind, catalogue, "1", flow, fields) ? fields : null;
    }

    private static List<PaperField>? Slip(Kind kind, Catalogue catalogue)
    {
        const double Top = 48;
        const double Height = 74;
        const int Digits = 2;
        const double Writing = 46;
        var fields = new List<PaperField>();
        for (var slip = 0; slip < Slips; slip++)
        {
            var y = Top + (slip * Height);
            var flow = new Flow(y, y + Height, Right - Writing - 4);
            var name = (slip + 1).ToString(CultureInfo.InvariantCulture);
            foreach (var id in kind.Measures.Select(m => $"{name}.measure.{m.Id}").Prepend($"{name}.day"))
            {
                if (flow.Place(10 + (Digits * Column), 68) is not { } at)
                {
                    return null;
                }

                fields.Add(Number(id, at, Digits));
            }

            if (!Choices(kind, catalogue, name, flow, fields, requiredOnly: true))
            {
                return null;
            }

            fields.Add(Ink($"{name}.title", new(Right - Writing, y, Writing, 32)));
            fields.Add(Ink($"{name}.text", new(Right - Writing, y + 34, Writing, 32)));
        }

        return fields;
    }

    private static bool Choices(
        Kind kind,
        Catalogue catalogue,
        string entry,
        Flow flow,
        List<PaperField> fields,
        bool requiredOnly = false
    )
    {
        foreach (var field in kind.Dimensions.Where(d => d.Required || !requiredOnly))
        {
            var values = catalogue
                .Dimension(field.Dimension)!
                .Values.Where(v => v.Retired is null)
                .Select(v => v.Id)
                .ToList();
            if (values.Count > MostOptions || flow.Place(52, 6 + (values.Count * Option)) is not { } at)
            {
                // What is not asked for may stay out; what is must be there.
                if (field.Required)
                {
                    return false;
                }

                continue;
            }

            fields.Add(Choice($"{entry}.dimension.{field.Id}", at, 50, values, label: 6));
        }

        return true;
    }

    private static PaperField Number(string id, Spot at, int digits) =>
        new(
            id,
            FieldForm.Number,
            new(at.X, at.Y, 10 + (digits * Column), FirstDigit + (9 * Digit) + 3),
            [
                .. Enumerable
                    .Range(0, digits)
                    .Select(column =>
                        (IReadOnlyList<Bubble>)
                            [
                                .. Enumerable
                                    .Range(0, 10)
                                    .Select(digit => new Bubble(
                                        digit.ToString(CultureInfo.InvariantCulture),
                                        at.X + 8 + ((column + 0.5) * Column),
                                        at.Y + FirstDigit + (digit * Digit)
                                    )),
                            ]
                    ),
            ]
        );

    private static PaperField Choice(string id, Spot at, double width, List<string> values, double label) =>
        new(
            id,
            FieldForm.Choice,
            new(at.X, at.Y, width, label + (values.Count * Option) + 1),
            [
                [.. values.Select((v, i) => new Bubble(v, at.X + 4, at.Y + label + 3 + (i * Option)))],
            ]
        );

    private static PaperField Tick(string id, Area area, Bubble bubble) =>
        new(
            id,
            FieldForm.Tick,
            area,
            [
                [bubble],
            ]
        );

    private static PaperField Ink(string id, Area area) => new(id, FieldForm.Ink, area, []);

    /// <summary>Puts blocks beside one another, then below.</summary>
    private sealed class Flow(double top, double bottom = Bottom, double right = Right)
    {
        private const double Gap = 4;
        private double x = Left;
        private double y = top;
        private double lowest = top;

        /// <summary>Where a block of that size goes; none where the page is full.</summary>
        public Spot? Place(double width, double height)
        {
            if (x + width > right && x > Left)
            {
                (x, y) = (Left, lowest + Gap);
            }

            if (x + width > right || y + height > bottom)
            {
                return null;
            }

            var at = new Spot(x, y);
            x += width + Gap;
            lowest = Math.Max(lowest, y + height);
            return at;
        }
    }
}
