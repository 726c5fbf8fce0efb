using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>Of what time and what sort a document is, as far as it says so: the year it reports on, whether on all of it, when it was written.</summary>
internal sealed partial record Tenor
{
    public string Title { get; private init; } = "";

    /// <summary>The year in the title; null where there is none or it is masked.</summary>
    public int? TitleYear { get; private init; }

    /// <summary>The year with which the body begins: 2016年，我镇…</summary>
    public int? BodyYear { get; private init; }

    /// <summary>The day under the signature, or the last of its month.</summary>
    public DateOnly? SignedOn { get; private init; }

    /// <summary>The last day on which it can have been written, as far as it says: the signature, else the end of the year it reports on.</summary>
    public DateOnly? WrittenBy { get; private init; }

    /// <summary>Whether the title names a plan and no report.</summary>
    public bool IsPlan { get; private init; }

    /// <summary>上半年、季度、月份 in the title: it reports on less than a year.</summary>
    public bool IsPartOfYear { get; private init; }

    /// <summary>Whether it says that it reports on a year: in its title, or by 一年来 or 全年 in its first lines.</summary>
    public bool IsAnnual { get; private init; }

    public static Tenor Of(Paper paper)
    {
        var plain = paper.Plain;
        var title = TitleOf(paper);
        var year = YearIn().Match(title);
        int? titleYear = year.Success ? Number(year.Groups[1].Value) : null;
        var signed = SignedIn(plain);
        var partOfYear = PartOfYear().IsMatch(title);
        var report =
            title.Contains("总结", StringComparison.Ordinal) || title.Contains("汇报", StringComparison.Ordinal);
        var isPlan = !report && PlanInTitle().IsMatch(title);
        var bodyYear = BodyYearOf(paper);
        return new()
        {
            Title = title,
            TitleYear = titleYear,
            BodyYear = bodyYear,
            SignedOn = signed,
            WrittenBy = signed ?? (((report ? bodyYear : null) ?? titleYear) is { } y ? new DateOnly(y, 12, 31) : null),
            IsPlan = isPlan,
            IsPartOfYear = partOfYear,
            IsAnnual =
                !partOfYear
                && (
                    (titleYear is not null && report)
                    || WholeYear().IsMatch(plain.AsSpan(0, Math.Min(plain.Length, 1500)))
                ),
        };
    }

    private static int? BodyYearOf(Paper paper)
    {
        const int Opening = 400;
        var from = paper.Document.Title is { } title ? paper.Document.Plain.PlaceOf(title.Span.End) : 0;
        var first = BodyBegins().Match(paper.Plain, from, Math.Min(Opening, paper.Plain.Length - from));
        return first.Success ? Number(first.Groups[1].Value) : null;
    }

    private static string TitleOf(Paper paper)
    {
        if (paper.Document.Title is { } title)
        {
            var from = paper.Document.Plain.PlaceOf(title.Span.Start);
            var to = paper.Document.Plain.PlaceOf(title.Span.End);
            return paper.Plain[from..Math.Max(from, to)];
        }

        return "";
    }

    // The last line that is nothing but a day.
    private static DateOnly? SignedIn(string plain)
    {
        var match = DayAlone()
            .Matches(plain, Math.Max(0, plain.Length - 400))
            .LastOrDefault(m => StandsAlone(plain, m.Index));
        if (match is null)
        {
            return null;
        }

        var year = Number(match.Groups["y"].Value);
        var month = Number(match.Groups["m"].Value);
        if (year is < 1950 or > 2100 || month is < 1 or > 12)
        {
            return null;
        }

        var last = DateTime.DaysInMonth(year, month);
        return new(
            year,
            month,
            match.Groups["d"].Success ? Math.Clamp(Number(match.Groups["d"].Value), 1, last) : last
        );
    }

    // At the beginning of its line, or after the name of the unit.
    private static bool StandsAlone(string plain, int at)
    {
        const int LongestName = 24;
        var line = at == 0 ? 0 : plain.LastIndexOf('\n', at - 1) + 1;
        return at - line <= LongestName && plain.AsSpan(line, at - line).IndexOfAny("。，；") < 0;
    }

    private static int Number(string digits)
    {
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        // 二〇二二 digit by digit; 十二, 二十一 by tens.
        const string Digits = "〇一二三四五六七八九";
        var ten = digits.IndexOf('十');
        return ten < 0
            ? digits.Aggregate(0, (n, c) => (n * 10) + Math.Max(0, Digits.IndexOf(c is '零' or '○' ? '〇' : c)))
            : ((ten == 0 ? 1 : Digits.IndexOf(digits[0])) * 10)
                + (ten + 1 < digits.Length ? Digits.IndexOf(digits[^1]) : 0);
    }

    [GeneratedRegex(@"(?<!\d)((?:19|20)\d{2})(?:年|\s*[-—至]|/)")]
    private static partial Regex YearIn();

    [GeneratedRegex(@"^(?:[^\n，。]{0,40}\n)*\s*((?:19|20)\d{2})年(?:[上下]半年)?(?:[，,度]|以来)")]
    private static partial Regex BodyBegins();

    [GeneratedRegex("半年|季度|[0-9一二三四五六七八九十]+月(?:份|工作|至)|阶段性")]
    private static partial Regex PartOfYear();

    [GeneratedRegex("计划|规划|方案|要点|打算|安排")]
    private static partial Regex PlanInTitle();

    [GeneratedRegex("一年(?:以)?来|全年(?:工作|来)|过去的一年|本年度(?:工作)?|年度工作总结")]
    private static partial Regex WholeYear();

    [GeneratedRegex(
        @"(?<y>(?:19|20)\d{2}|[一二][〇○零九一二三四五六七八]{3})年(?<m>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:(?<d>\d{1,2}|[一二三]?十?[一二三四五六七八九十])[日号])?\s*(?=\n|$)"
    )]
    private static partial Regex DayAlone();
}
