using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Ledger;

/// <summary>
/// Prints a report's paragraphs: words as they are, figures from the ledger. Within each sentence it says once what a figure must not be
/// without: a cut-off of its own, and who has not reported.
/// </summary>
/// <param name="scope">The report's scope.</param>
/// <param name="figures">The answers to its questions; a question without an answer prints as unreadable.</param>
/// <param name="tree">For the names of units.</param>
/// <param name="language">Simplified or traditional Chinese; reports are written in no other language.</param>
public sealed partial class Printer(
    ReportScope scope,
    IReadOnlyDictionary<FigureQuery, Figure> figures,
    UnitTree tree,
    string language
)
{
    private readonly bool traditional = language == "zh-Hant";

    /// <summary>The paragraph's pieces in reading order.</summary>
    /// <param name="stored">As stored, see <see cref="Prose"/>.</param>
    public IReadOnlyList<Printed> Print(string stored)
    {
        var said = new Stack<Said>([new Said()]);
        var printed = new List<Printed>();
        foreach (var piece in Prose.Read(stored, scope.Year))
        {
            printed.Add(
                piece switch
                {
                    Words words => Print(words, said),
                    Bound bound => Print(bound.Figure, said.Peek()),
                    Unreadable unreadable => new PrintedUnreadable(unreadable.Text, unreadable.Problem),
                    _ => throw new InvalidOperationException(),
                }
            );
        }

        return printed;
    }

    /// <summary>The characters as they stand on paper.</summary>
    public static string Text(IEnumerable<Printed> printed) =>
        string.Concat(printed.Select(p => p is PrintedFigure f ? f.Before + f.Text + f.After : p.Text));

    // What the words around a figure say already counts as said; a bracket is a sentence within the sentence.
    private PrintedWords Print(Words words, Stack<Said> said)
    {
        foreach (Match mark in Mark().Matches(words.Text))
        {
            switch (mark.Value[0])
            {
                case '截':
                    said.Peek().CutOff = CutOff(mark);
                    break;
                case '全':
                    said.Peek().CutOff = null;
                    break;
                case '（' or '(':
                    said.Push(said.Peek().Copy());
                    break;
                case '）' or ')':
                    if (said.Count > 1)
                    {
                        said.Pop();
                    }

                    break;
                default:
                    said.Clear();
                    said.Push(new Said());
                    break;
            }
        }

        return new(words.Text, HandTyped.Find(words.Text));
    }

    private Printed Print(BoundFigure bound, Said said)
    {
        var query = scope.Query(bound);
        Figure? earlier = null;
        if (
            !figures.TryGetValue(query, out var figure)
            || (bound.Shows == Shows.Change && !figures.TryGetValue(scope.Before(bound), out earlier))
        )
        {
            return new PrintedUnreadable(Prose.Open + bound + Prose.Close, bound.Indicator);
        }

        var before = bound.Shows is Shows.Reported or Shows.Missing ? "" : SayCutOff(bound, said);
        var after = bound.Shows is Shows.Value or Shows.Number ? SayWhoIsMissing(figure, said) : "";
        if (bound.Shows == Shows.Reported)
        {
            SayWhoIsMissing(figure, said);
        }

        return new PrintedFigure(bound, before, Text(bound.Shows, figure, earlier), after, figure, earlier);
    }

    private string Text(Shows shows, Figure figure, Figure? earlier) =>
        shows switch
        {
            Shows.Number => Number(figure),
            Shows.Reported => Reported(figure),
            Shows.Missing => figure.Completeness.Missing.Count == 0
                ? Word("无", "無")
                : string.Join("、", figure.Completeness.Missing.Select(Name)),
            Shows.Change => Change(figure, earlier!),
            _ => FigureText.Of(figure, language),
        };

    private string Number(Figure figure)
    {
        var text = FigureText.Of(figure, language);
        var counter = figure.Indicator.Unit.In(language);
        return counter.Length > 0 && text.EndsWith(counter, StringComparison.Ordinal) ? text[..^counter.Length] : text;
    }

    private string Reported(Figure figure)
    {
        var expected = figure.Completeness.Expected.Count;
        var reported = expected - figure.Completeness.Missing.Count;
        return expected == 0 ? Word("无须报送", "無須報送")
            : reported == expected ? $"{Units(figure)}{Word("已全部报送", "已全部報送")}"
            : reported == 0 ? $"{Units(figure)}{Word("均未报", "均未報")}"
            : string.Create(CultureInfo.InvariantCulture, $"{Units(figure)}中{reported}{Word("个已报", "個已報")}");
    }

    // Only two exact numbers have a difference; otherwise both are told.
    private string Change(Figure figure, Figure earlier)
    {
        var lastYear = scope.IsWholeYear ? Word("上年", "上年") : Word("上年同期", "上年同期");
        if (!IsExact(figure) || !IsExact(earlier))
        {
            return earlier.Amount.Value is null
                ? lastYear + Word("无可比数字", "無可比數字")
                : $"{lastYear}{Word("为", "為")}{FigureText.Of(earlier, language)}";
        }

        var change = figure.Amount.Value!.Value - earlier.Amount.Value!.Value;
        return change == 0
            ? Word("与", "與") + lastYear + "持平"
            : Word("比", "比")
                + lastYear
                + (change > 0 ? "增加" : Word("减少", "減少"))
                + FigureText.Number(Math.Abs(change), figure.Indicator.Decimals)
                + figure.Indicator.Unit.In(language);
    }

    private static bool IsExact(Figure figure) =>
        figure is { Withheld: Withheld.No, Amount: { Value: not null, Approximation: Approximation.Exact } };

    private string SayCutOff(BoundFigure bound, Said said)
    {
        var cutOff = scope.CutOffOf(bound);
        var own =
            bound.CutOff is not null && cutOff != scope.CutOffOf(bound with { CutOff = null })
                ? cutOff
                : (DateOnly?)null;
        if (own == said.CutOff || (own is null && bound.Period is not null))
        {
            return "";
        }

        said.CutOff = own;
        return own is null && scope.IsWholeYear ? "全年" : "截至" + DayText(own ?? scope.CutOff);
    }

    private string SayWhoIsMissing(Figure figure, Said said)
    {
        var completeness = figure.Completeness;
        return completeness.Complete == false && said.Missing.Add(string.Join(',', completeness.Missing))
            ? $"（{Reported(figure)}）"
            : "";
    }

    private string DayText(DateOnly day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(day.Year == scope.Year ? "" : day.Year + "年")}{day.Month}月{day.Day}日"
        );

    private DateOnly? CutOff(Match mark)
    {
        var year = mark.Groups[1].Success ? int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture) : scope.Year;
        var text = $"{year:0000}-{mark.Groups[2].Value}-{mark.Groups[3].Value}";
        return
            DateOnly.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day != scope.CutOff
            ? day
            : null;
    }

    private string Units(Figure figure)
    {
        var expected = figure.Completeness.Expected;
        var day = figure.Query.CutOff;
        var types = expected.Select(u => tree.On(u, day).Type).Distinct().ToList();
        var kind = types switch
        {
            [UnitType.Village] => "村",
            [UnitType.Town] => Word("乡镇", "鄉鎮"),
            [UnitType.School] => Word("学校", "學校"),
            _ => Word("单位", "單位"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{expected.Count}{Word("个", "個")}{kind}");
    }

    private string Name(UnitId unit) => tree.On(unit, scope.CutOff).Name.In(language);

    private string Word(string hans, string hant) => traditional ? hant : hans;

    [GeneratedRegex(@"截至(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日|全年|[。！？；\n]|[（(]|[）)]")]
    private static partial Regex Mark();

    private sealed class Said
    {
        public DateOnly? CutOff { get; set; }

        public HashSet<string> Missing { get; private init; } = [];

        public Said Copy() => new() { CutOff = CutOff, Missing = Missing };
    }
}
