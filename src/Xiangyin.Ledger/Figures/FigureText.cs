using System.Globalization;

namespace Xiangyin.Ledger;

/// <summary>A figure in words, as it stands in a report: number, how exactly, and the counter.</summary>
public static class FigureText
{
    /// <summary>"12次", "至少6240份", "约300人", "少于5人", "尚无报告".</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="language">One of <see cref="LocalText.Languages"/>.</param>
    public static string Of(Figure figure, string language) =>
        figure.Withheld switch
        {
            Withheld.FewerThanFive => Word(language, "少于", "少於", "fewer than ")
                + Counted(SmallNumbers.Fewest.ToString(CultureInfo.InvariantCulture), figure.Indicator, language),
            Withheld.TooFine => Word(language, "按季公布", "按季公佈", "published by quarter"),
            Withheld.NotSettled => Word(language, "未到公布日", "未到公佈日", "not yet settled"),
            _ => Of(figure.Amount, figure.Indicator, language),
        };

    /// <summary>An amount in the indicator's counter.</summary>
    public static string Of(Amount amount, Indicator indicator, string language)
    {
        if (amount.Value is not { } value)
        {
            return amount.WithoutValue > 0
                ? Word(language, "若干", "若干", "some")
                : Word(language, "尚无报告", "尚無報告", "not reported");
        }

        var number = Counted(Number(value, indicator.Decimals), indicator, language);
        return amount.Approximation switch
        {
            Approximation.AtLeast => Word(language, "至少", "至少", "at least ") + number,
            Approximation.AtMost => Word(language, "不超过", "不超過", "at most ") + number,
            Approximation.About => Word(language, "约", "約", "about ") + number,
            _ => number,
        };
    }

    /// <summary>The number alone, rounded half away from zero to so many decimals, without separators and without trailing zeros.</summary>
    public static string Number(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString("0.############", CultureInfo.InvariantCulture);

    private static string Counted(string number, Indicator indicator, string language)
    {
        var unit = indicator.Unit.In(language);
        return language == "en" && unit.Length > 0 && unit != "%" ? $"{number} {unit}" : number + unit;
    }

    private static string Word(string language, string hans, string hant, string en) =>
        new LocalText(hans, hant, en).In(language);
}
