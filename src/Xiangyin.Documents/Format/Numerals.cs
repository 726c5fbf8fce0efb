using System.Globalization;

namespace Xiangyin.Documents;

/// <summary>Numbers and days in the words official documents use.</summary>
internal static class Numerals
{
    private const string Digits = "〇一二三四五六七八九";

    /// <summary>1 to 99 as in headings: 一, 十, 十二, 三十, 四十五.</summary>
    public static string Chinese(int number)
    {
        var (tens, ones) = Math.DivRem(number, 10);
        var head = tens switch
        {
            0 => "",
            1 => "十",
            _ => Digits[tens] + "十",
        };
        return ones == 0 && tens > 0 ? head : head + Digits[ones];
    }

    /// <summary>A day in Arabic figures, year in full, month and day without a leading zero (GB/T 9704-2012 §7.3.5.4).</summary>
    public static string Day(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
}
