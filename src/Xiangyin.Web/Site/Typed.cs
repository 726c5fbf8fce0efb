using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Web.Site;

/// <summary>Reads numbers and days as people type them.</summary>
internal static partial class Typed
{
    /// <summary>"１２", "6,240", "1.2万", "3 千": a number; none when it is something else.</summary>
    public static decimal? Number(string text)
    {
        var plain = Plain(text);
        var times = plain switch
        {
            [.., '万' or '萬'] => 10_000m,
            [.., '千'] => 1_000m,
            [.., '亿' or '億'] => 100_000_000m,
            _ => 1m,
        };
        var digits = times == 1 ? plain : plain[..^1];
        return
            Digits().IsMatch(digits)
            && decimal.TryParse(
                digits.Replace(",", "", StringComparison.Ordinal),
                CultureInfo.InvariantCulture,
                out var n
            )
            ? n * times
            : null;
    }

    /// <summary>"2021-07-13", "2021/7/13", "2021.7.13", "2021年7月13日", "20210713": a day; none when it is something else.</summary>
    public static DateOnly? Day(string text)
    {
        var found = Date().Match(Plain(text));
        return
            found.Success
            && DateOnly.TryParseExact(
                $"{found.Groups[1].Value}-{found.Groups[2].Value}-{found.Groups[3].Value}",
                "yyyy-M-d",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            ? day
            : null;
    }

    // Full-width digits, points and commas become what they look like; spaces go. (Unicode normalization is no help: without ICU it knows
    // ASCII only.)
    private static string Plain(string text) =>
        string.Concat(
            text.Where(c => !char.IsWhiteSpace(c))
                .Select(c =>
                    c is >= '！' and <= '～' ? (char)(c - '！' + '!')
                    : c == '。' ? '.'
                    : c
                )
        );

    [GeneratedRegex(@"^-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,8})?$")]
    private static partial Regex Digits();

    [GeneratedRegex(
        @"^([0-9]{4})(?:[-/.年]?)([0-9]{2}|(?<=[-/.年])[0-9]{1,2})(?:[-/.月]?)([0-9]{2}|(?<=[-/.月])[0-9]{1,2})日?$"
    )]
    private static partial Regex Date();
}
