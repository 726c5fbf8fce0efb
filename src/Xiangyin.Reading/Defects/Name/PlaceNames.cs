using System.Buffers;

namespace Xiangyin.Reading;

/// <summary>
/// Names of counties, towns and villages, found strictly: a stem of two or three characters that begins at a border of words and holds no word of the genre, before 县, 镇, 乡, 村,
/// 街道 or 社区. 贯彻落实县委 and 示范村 are none; a name in the middle of a sentence without a border before it is let go.
/// </summary>
internal sealed class PlaceNames(IEnumerable<string> common)
{
    private const string Borders = "在到对从由为以与和及向是的把将被经让使各赴至往于其如等给距自归属叫跟同原、了";
    private const string NoStem =
        "的了在和与对各全我本该每这那个到进入从由为等及某数几多两们其他她它有无不是使让将把被就都也而或年月日今来"
        + "第届章之涉级号请您咱谁吗呢吧啊已很再又仍没给替拿做说写找借吃喝办搞篇评训聘";
    private static readonly SearchValues<char> Ends = SearchValues.Create("县镇乡村街社区");
    private const int LongestStem = 3;

    private readonly WordSet words = new(
        common
            .Concat(Lexicon.Words("verbs.txt", "verb").Where(verb => verb.Length > 1))
            .Concat(Lexicon.Words("names.txt", "not").Where(word => word.Length > 2).Select(word => word[..^1]))
            .Where(word => word.Length > 1)
    );

    private readonly WordSet verbs = new(Lexicon.Words("verbs.txt", "verb"));
    private readonly HashSet<string> not =
    [
        .. Lexicon.Words("names.txt", "not"),
        .. Lexicon.Words("names.txt", "generic"),
    ];

    /// <summary>The names in a plain text, with how they end.</summary>
    public IEnumerable<(int Start, int End, UnitLevel Level)> In(string plain)
    {
        for (var i = 2; i < plain.Length && plain.AsSpan(i).IndexOfAny(Ends) is >= 0 and var next; i++)
        {
            i += next;
            if (LevelAt(plain, i) is var (level, length) && StemBefore(plain, i, length) is > 0 and var stem)
            {
                yield return (i - stem, i + length, level);
            }
        }
    }

    private static (UnitLevel Level, int Length)? LevelAt(string plain, int at)
    {
        var next = at + 1 < plain.Length ? plain[at + 1] : '\0';
        return plain[at] switch
        {
            '区' when next == '委' || plain.AsSpan(at + 1).StartsWith("政府") => (UnitLevel.County, 1),
            '县' when !"级域城区市乡镇".Contains(next) => (UnitLevel.County, 1),
            '镇' when !"村级域区街痛里上".Contains(next) => (UnitLevel.Town, 1),
            '乡' when !"村镇风土愁亲贤音间下情邻里上".Contains(next) => (UnitLevel.Town, 1),
            '村' when !"民庄级屯务规容寨组落集医官道史居镇里口头外貌".Contains(next) => (UnitLevel.Village, 1),
            '街' when next == '道' => (UnitLevel.Town, 2),
            '社' when next == '区' => (UnitLevel.Village, 2),
            _ => null,
        };
    }

    private int StemBefore(string plain, int end, int ending)
    {
        for (var length = 2; length <= LongestStem && length <= end; length++)
        {
            var start = end - length;
            if (!Lines.IsChinese(plain[start]) || NoStem.Contains(plain[start]))
            {
                return 0;
            }

            if (IsBorder(plain, start))
            {
                // 中共大河镇委员会
                var name = plain.AsSpan(start).StartsWith("中共") ? start + 2 : start;
                return end - name >= 2 && IsName(plain, name, end, ending) ? end - name : 0;
            }
        }

        return 0;
    }

    private bool IsBorder(string plain, int at) =>
        at == 0
        || !Lines.IsChinese(plain[at - 1])
        || Borders.Contains(plain[at - 1])
        || "省市县区镇乡村".Contains(plain[at - 1])
        || verbs.Before(plain, at) is { Length: > 1 };

    private bool IsName(string plain, int start, int end, int ending)
    {
        for (var i = start; i < end; i++)
        {
            if (NoStem.Contains(plain[i]) || !Lines.IsChinese(plain[i]))
            {
                return false;
            }
        }

        return !words.Within(plain, start, end)
            && !not.Contains(plain[start..(end + ending)])
            && !not.Contains(plain[(end - 1)..(end + ending)])
            && !"好报送交找请访督走进入驻下串包".Contains(plain[end - 1])
            && !plain.AsSpan(start, end - start).EndsWith("街道");
    }
}
