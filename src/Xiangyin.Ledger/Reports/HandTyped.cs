using System.Text.RegularExpressions;

namespace Xiangyin.Ledger;

/// <summary>
/// Finds quantities that were typed by hand: digits, and Chinese numerals before a counter. Dates, clock times, ordinals, sessions of a
/// congress, heading numbers, telephone and document numbers, titles and slogans in quotation marks are none.
/// </summary>
/// <remarks>It errs towards pointing something out: a wrong hint costs a glance, a missed number costs the reader's trust.</remarks>
public static partial class HandTyped
{
    /// <summary>Where the quantities stand, in order, without overlap.</summary>
    public static IReadOnlyList<Range> Find(string prose)
    {
        ArgumentNullException.ThrowIfNull(prose);
        var text = prose.ToCharArray();
        foreach (var match in NoQuantity().EnumerateMatches(prose))
        {
            text.AsSpan(match.Index, match.Length).Clear();
        }

        var found = new List<Range>();
        foreach (var match in Quantity().EnumerateMatches(text))
        {
            found.Add(match.Index..(match.Index + match.Length));
        }

        return found;
    }

    private const string Numeral = "〇零一二两兩三四五六七八九十百千万萬亿億";

    // "各面" and "一路" are more often words than counts, so 面 and 路 are not here; 年 and 月 are dates.
    private const string Counter =
        "场次|場次|人次|车次|車次|小时|小時|分钟|分鐘|公里|个|個|次|场|場|篇|条|條|份|册|冊|本|张|張|幅|块|塊|件|项|項|家|户|戶|人|名|位|支"
        + "|处|處|所|座|间|間|栋|棟|台|套|只|辆|輛|村|类|類|种|種|批|轮|輪|遍|天|亩|畝|吨|噸|元|岁|歲|组|組|队|隊|期|课|課|堂";

    // 一 before a vaguer counter is mostly "a": 一个时期, 一批骨干.
    private const string CounterAfterOne =
        "场次|場次|人次|场|場|篇|份|册|冊|名|户|戶|村|处|處|件|期|次(?!性)|家|所|座|间|間|栋|棟|辆|輛|亩|畝";

    [GeneratedRegex(
        "《[^》]*》|〔[^〕]*〕\\s*\\d*号?|[“「『][^”」』\\d]*[”」』]" // titles, document numbers, slogans
            + "|\\d{4}\\s*[—–~～\\-至、和]\\s*(?=\\d{4}\\s*年)" // 2021—2022年
            + "|\\d{4}\\s*年(度)?(\\s*\\d{1,2}\\s*月(份)?(\\s*\\d{1,2}\\s*[日号號])?)?"
            + "|\\d{1,2}\\s*[、至—–~～\\-]\\s*(?=\\d{1,2}\\s*(月|日))" // 6、7月
            + "|\\d{1,2}\\s*月(份)?(\\s*\\d{1,2}\\s*[日号號])?|\\d{1,2}\\s*[日号號]"
            + "|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[:：]\\d{2}"
            + "|[〇零一二三四五六七八九]{4}年|[一二三四五六七八九十]{1,3}月(份)?([一二三四五六七八九十]{1,3}[日号號])?"
            + "|[一二三四]季度|第[〇零一二三四五六七八九十百\\d]+[、至]?[〇零一二三四五六七八九十百\\d]*"
            + "|[一二三四五六七八九十]+[届屆][一二三四五六七八九十]*[中次]?(全会|全會)?|[一二]?十[一二三四五六七八九]?大(?!类|類|项|項)"
            + "|(?<=(^|\\n)\\s*)([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\\d+[.．、](?!\\d)|（\\d+）)"
            + "|一(?=[\\u4e00-\\u9fff]一)|(?<=一[\\u4e00-\\u9fff])一|[每这這哪下上再又另有某任]一"
            + "|(?<=热线|熱線|电话|電話|专线|專線)[：:]?\\s*[\\d\\-]+|\\d[\\d\\-]{2,}\\d(?=热线|熱線|专线|專線)"
            + "|[A-Za-z][A-Za-z\\-]*\\d+|\\d+(\\+)?[A-Za-z]+"
    )]
    private static partial Regex NoQuantity();

    [GeneratedRegex(
        "[\\d０-９][\\d０-９,，]*([.．][\\d０-９]+)?\\s*[百千万萬亿億]?\\s*[余餘多几]?\\s*(%|％|‰|"
            + Counter
            + ")?"
            + "|[数數几幾上近约約]?(?![百千万萬亿億]+("
            + Counter
            + "))(?!一(?!["
            + Numeral
            + "]))["
            + Numeral
            + "]+[余餘多几幾]?("
            + Counter
            + ")"
            + "|[数數几幾上][十百千万萬亿億]+[余餘多]?("
            + Counter
            + ")"
            + "|一("
            + CounterAfterOne
            + ")"
            + "|若干("
            + Counter
            + ")|多(篇|场|場|份)"
    )]
    private static partial Regex Quantity();
}
