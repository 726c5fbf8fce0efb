using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Ledger;

/// <summary>
/// A paragraph as a clerk types it where no script runs: figures stand in full-width brackets under the names that the office uses,
/// <c>［县级上稿｜截至7月13日｜逐次计］</c>. Any of the three languages is understood.
/// </summary>
/// <param name="catalogue">For the names of indicators and policies.</param>
/// <param name="tree">For the names of units.</param>
/// <param name="year">The report's year.</param>
public sealed partial class ClerkText(Catalogue catalogue, UnitTree tree, int year)
{
    private static readonly LocalText AsOf = new("截至", "截至", "as of ");
    private static readonly LocalText LastYear = new("上年", "上年", "last year");
    private static readonly LocalText NextYear = new("下年", "下年", "next year");

    private static readonly Dictionary<Shows, LocalText> ShowsNames = new()
    {
        [Shows.Number] = new("只写数", "只寫數", "number only"),
        [Shows.Reported] = new("几个已报", "幾個已報", "how many reported"),
        [Shows.Missing] = new("哪些未报", "哪些未報", "who has not reported"),
        [Shows.Change] = new("比上年", "比上年", "against last year"),
    };

    /// <summary>From stored to typed.</summary>
    public string ToClerk(string stored, string language) =>
        string.Concat(
            Prose
                .Read(stored, year)
                .Select(piece =>
                    piece switch
                    {
                        Words words => words.Text,
                        Bound bound => Write(bound.Figure, language),
                        Unreadable unreadable => unreadable.Text,
                        _ => "",
                    }
                )
        );

    /// <summary>From typed to stored. What can't be understood stays as it was typed.</summary>
    /// <param name="typed">The text from the form.</param>
    /// <param name="problems">The brackets that name no figure, or name it ambiguously.</param>
    public string FromClerk(string typed, out IReadOnlyList<string> problems)
    {
        var unknown = new List<string>();
        var stored = Bracket()
            .Replace(
                typed.Replace("\r\n", "\n", StringComparison.Ordinal),
                match =>
                {
                    if (Read(match.Groups[1].Value) is { } figure)
                    {
                        return Prose.Open + figure + Prose.Close;
                    }

                    unknown.Add(match.Value);
                    return match.Value;
                }
            );
        unknown.AddRange(Prose.Read(stored, year).OfType<Unreadable>().Select(u => u.Text));
        problems = unknown;
        return stored;
    }

    /// <summary>One figure as a clerk would type it.</summary>
    public string Write(BoundFigure figure, string language)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var indicator = catalogue.Indicator(figure.Indicator);
        if (
            indicator is null
            || (figure.Unit is { } u && !tree.Has(u))
            || (figure.Policy is { } p && indicator.Policies.All(known => known.Id != p))
        )
        {
            return Prose.Open + figure + Prose.Close;
        }

        List<string> words = [Name(indicator, language)];
        if (figure.Unit is { } unit)
        {
            var name = tree.On(unit, Period.Year(year).To).Name.In(language);
            words.Add(Find(name) == unit ? name : "#" + unit);
        }

        words.AddRange(figure.Period is { } period ? [Write(period, language)] : []);
        words.AddRange(figure.CutOff is { } cutOff ? [AsOf.In(language) + Write(cutOff)] : []);
        if (figure.Policy is { } policy)
        {
            var name = indicator.Policy(policy).Name.In(language);
            words.Add(FindPolicy(indicator, name) == policy ? name : policy);
        }

        words.AddRange(figure.Shows == Shows.Value ? [] : [ShowsNames[figure.Shows].In(language)]);
        return $"［{string.Join('｜', words)}］";
    }

    /// <summary>What each way of printing a figure is called.</summary>
    public static string NameOf(Shows shows, string language) =>
        ShowsNames.TryGetValue(shows, out var name) ? name.In(language) : "";

    private BoundFigure? Read(string inside)
    {
        var words = inside.Split(['｜', '|'], StringSplitOptions.TrimEntries);
        if (Single(catalogue.Indicators, i => Names(i.Name).Append(i.Id).Contains(words[0])) is not { } indicator)
        {
            // A name has precedence over what others call it.
            indicator = Single(catalogue.Indicators, i => i.Aliases.Contains(words[0]));
        }

        var figure = indicator is null ? null : new BoundFigure(indicator.Id);
        foreach (var word in words.Skip(1))
        {
            figure = figure is null ? null : With(figure, indicator!, word);
        }

        return figure;
    }

    private BoundFigure? With(BoundFigure figure, Indicator indicator, string word)
    {
        foreach (var (shows, name) in ShowsNames)
        {
            if (Names(name).Contains(word))
            {
                return figure with { Shows = shows };
            }
        }

        if (ReadDay(word) is { } cutOff)
        {
            return figure with { CutOff = cutOff };
        }

        if (ReadPeriod(word) is { } period)
        {
            return figure with { Period = period };
        }

        return FindPolicy(indicator, word) is { } policy ? figure with { Policy = policy }
            : Find(word) is { } unit ? figure with { Unit = unit }
            : null;
    }

    // The id where two indicators share a name.
    private string Name(Indicator indicator, string language)
    {
        var name = indicator.Name.In(language);
        return
            Single(catalogue.Indicators, i => Names(i.Name).Append(i.Id).Contains(name)) == indicator
            && name.IndexOfAny(['｜', '|', '［', '］']) < 0
            ? name
            : indicator.Id;
    }

    private static string? FindPolicy(Indicator indicator, string word) =>
        Single(indicator.Policies, p => Names(p.Name).Append(p.Id).Contains(word))?.Id;

    private UnitId? Find(string word)
    {
        if (word.StartsWith('#'))
        {
            return long.TryParse(word.AsSpan(1), CultureInfo.InvariantCulture, out var id) && tree.Has(new(id))
                ? new UnitId(id)
                : null;
        }

        var day = Period.Year(year).To;
        var found = tree.Units.Where(u => Names(tree.On(u, day).Name).Contains(word)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private string Write(Period period, string language) =>
        period == Period.Year(year - 1) ? LastYear.In(language)
        : period == Period.Year(year + 1) ? NextYear.In(language)
        : period == Period.Year(period.From.Year) ? string.Create(CultureInfo.InvariantCulture, $"{period.From.Year}年")
        : period == Period.Month(period.From)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(period.From.Year == year ? "" : period.From.Year + "年")}{period.From.Month}月"
            )
        : $"{Write(period.From)}至{Write(period.To)}";

    private string Write(DateOnly day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(day.Year == year ? "" : day.Year + "年")}{day.Month}月{day.Day}日"
        );

    private DateOnly? ReadDay(string word)
    {
        var prefix = Names(AsOf)
            .Append("截止")
            .FirstOrDefault(p => word.StartsWith(p, StringComparison.OrdinalIgnoreCase));
        return prefix is null ? null : ReadPlainDay(word[prefix.Length..].Trim());
    }

    private DateOnly? ReadPlainDay(string word) =>
        DayWords().Match(word) is { Success: true } match ? Day(match.Groups) : null;

    private DateOnly? Day(GroupCollection groups)
    {
        var text = $"{(groups[1].Success ? groups[1].Value : $"{year:0000}")}-{groups[2].Value}-{groups[3].Value}";
        return DateOnly.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }

    private Period? ReadPeriod(string word)
    {
        if (Names(LastYear).Append("去年").Contains(word))
        {
            return Period.Year(year - 1);
        }

        if (Names(NextYear).Append("明年").Contains(word))
        {
            return Period.Year(year + 1);
        }

        if (word.Split('至') is [var from, var to] && ReadPlainDay(from) is { } first && ReadPlainDay(to) is { } last)
        {
            return first <= last ? new Period(first, last) : null;
        }

        var match = PeriodWords().Match(word);
        if (!match.Success || (!match.Groups[1].Success && !match.Groups[2].Success))
        {
            return null;
        }

        var ofYear = match.Groups[1].Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : year;
        if (!match.Groups[2].Success)
        {
            return Period.Year(ofYear);
        }

        var month = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        return month is >= 1 and <= 12 ? Period.Month(new(ofYear, month, 1)) : null;
    }

    private static IEnumerable<string> Names(LocalText text) => LocalText.Languages.Select(text.In).Distinct();

    private static T? Single<T>(IEnumerable<T> all, Func<T, bool> fits)
        where T : class
    {
        var found = all.Where(fits).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    [GeneratedRegex("［([^［］\n]+)］")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^(?:(\d{4})[年-])?(\d{1,2})[月-](\d{1,2})日?$")]
    private static partial Regex DayWords();

    [GeneratedRegex(@"^(?:([12]\d{3})年)?(?:(\d{1,2})月)?$")]
    private static partial Regex PeriodWords();
}
