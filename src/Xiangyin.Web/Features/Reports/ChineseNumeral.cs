using System.Globalization;

namespace Xiangyin.Web.Features.Reports;

/// <summary>Numbers of headings and of points in a sentence.</summary>
internal static class ChineseNumeral
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>一 … 九十九; beyond, digits.</summary>
    public static string Of(int number) =>
        number switch
        {
            < 0 or > 99 => number.ToString(CultureInfo.InvariantCulture),
            < 10 => Digits[number].ToString(),
            _ => $"{(number < 20 ? "" : Digits[number / 10])}十{(number % 10 == 0 ? "" : Digits[number % 10])}",
        };
}
