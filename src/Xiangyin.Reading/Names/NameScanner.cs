using System.Buffers;

namespace Xiangyin.Reading;

/// <summary>Finds names of units and places: masked ones, generic ones, and proper ones where a mark or a small word shows where they begin.</summary>
internal sealed class NameScanner(string text, string original, PlainText plain, IEnumerable<string> known)
{
    private const int LongestOwnName = 4;

    private static readonly SearchValues<char> PlaceEnds = SearchValues.Create("镇乡村县市区省州旗道");
    private static readonly WordSet Outlets = new(Lexicon.Words("names.txt", "outlet"));
    private static readonly WordSet Offices = new(Lexicon.Words("names.txt", "office"));
    private static readonly WordSet Generic = new(Lexicon.Words("names.txt", "generic"));
    private static readonly WordSet Ordinary = new(
        Lexicon.Words("names.txt", "common").Concat(Lexicon.Words("verbs.txt", "verb").Where(v => v.Length > 1))
    );
    private static readonly HashSet<char> NotOwn = [.. Lexicon.Words("names.txt", "notown").Select(w => w[0])];
    private static readonly WordSet NotNames = new(Lexicon.Words("names.txt", "not"));

    // A word that may stand right before a proper name.
    private static readonly WordSet Openers = new(
        "在 到 对 向 由 从 和 与 及 于 赴 位于 为 以 地处 走进 深入 来到 前往 据 是 受 经 镇 县 市 省 区 州 旗 乡 自治县 街道 委 政府 宣传部 以及 如 即 等 把 将 给 让 中共 共青团 称 选定 确定 推荐 打造 评为 选取 创建 联合 协调 组织 依托 重点对".Split(
            ' '
        )
    );

    // Characters that names of places don't have.
    private static readonly SearchValues<char> Common = SearchValues.Create(
        "的了着过各全本我每这那某该其多几个名位次场在是有为与和及或等对向由从到于以把被将让给也都均就还又再很更最不没未无两，。、；：！？（）“”《》 \n0123456789"
    );

    // Where an office, an outlet or a generic name may begin.
    private static readonly SearchValues<char> Openings = SearchValues.Create(
        "我本全各县市区省镇乡街党办宣文融网综新妇团关派司创爱广人中央求光经农四湖华北江西海红绵京娄长聊菏滁今腾易凤法科工半瞭学Xx×*_某〇□△"
    );

    private readonly WordSet names = known.Any()
        ? new(known.Where(n => n.Length > 0).Select(Script.Fold))
        : WordSet.None;
    private readonly List<UnitName> found = [];

    public List<UnitName> Read()
    {
        var listed = known.Any();
        for (var i = 0; i < text.Length; )
        {
            if (!listed)
            {
                var step = text.AsSpan(i).IndexOfAny(Openings);
                if (step < 0)
                {
                    break;
                }

                i += step;
            }

            i = Math.Max(i + 1, ReadAt(i));
        }

        ReadProper();
        found.Sort(
            (a, b) =>
                a.Span.Start != b.Span.Start
                    ? a.Span.Start.CompareTo(b.Span.Start)
                    : b.Span.Length.CompareTo(a.Span.Length)
        );
        return WithoutOverlaps();
    }

    private int ReadAt(int i)
    {
        if (names.At(text, i) is { } name)
        {
            return Add(i, i + name.Length, NameForm.Proper, NameKind.Place);
        }

        if (NumeralReader.IsMask(text[i]) || text[i] == '某')
        {
            return Masked(i);
        }

        if (Outlets.At(text, i) is { } outlet)
        {
            return Add(i, i + outlet.Length, NameForm.Proper, NameKind.Outlet);
        }

        if (Offices.At(text, i) is { } office)
        {
            return Add(i, i + office.Length, NameForm.Generic, NameKind.Body);
        }

        return Generic.At(text, i) is { } generic ? Add(i, i + generic.Length, NameForm.Generic, NameKind.Place) : i;
    }

    // XX镇, 某某村, **县委, __街道
    private int Masked(int i)
    {
        var at = i;
        while (at < text.Length && (NumeralReader.IsMask(text[at]) || text[at] == '某'))
        {
            at++;
        }

        if (
            at >= text.Length
            || at - i > 8
            || (i > 0 && (char.IsAsciiLetterOrDigit(text[i - 1])))
            || SuffixAt(at) is not { Length: > 0 } suffix
        )
        {
            return at;
        }

        return Add(i, at + suffix.Length, NameForm.Masked, NameKind.Place);
    }

    private string? SuffixAt(int i) => Suffixes.At(text, i);

    private static readonly WordSet Suffixes = new(
        "镇 乡 村 县 市 区 省 州 旗 街道 社区 街道办 办事处 自治区 自治县 自治州 居委会 村委会 小学 中学 学校 局 公司 单位 党委 镇党委 县委 市委 区委".Split(
            ' '
        )
    );

    private void ReadProper()
    {
        for (var i = 0; i < text.Length; i++)
        {
            var step = text.AsSpan(i).IndexOfAny(PlaceEnds);
            if (step < 0)
            {
                return;
            }

            i += step;
            if (text[i] == '道' && (i == 0 || text[i - 1] != '街'))
            {
                continue;
            }

            var end = i + 1;
            var own = text[i] == '道' ? i - 1 : i;
            if (text[i] == '区' && i > 0 && text[i - 1] == '社')
            {
                own = i - 1;
            }

            if (ProperStart(own, end) is var start && start >= 0)
            {
                Add(start, end, NameForm.Proper, NameKind.Place);
            }
        }
    }

    private int ProperStart(int own, int end)
    {
        if (
            NotNames.Before(text, end) is not null
            || (
                end < text.Length
                && text[own] == '村'
                && text[end] is '民' or '级' or '干' or '委'
                && text[end - 1] == '村'
                && text[end] != '委'
            )
        )
        {
            return -1;
        }

        for (var length = 1; length <= LongestOwnName && own - length >= 0; length++)
        {
            if (Common.Contains(text[own - length]) || Script.Is(text[own - length], CharClass.Mark | CharClass.Letter))
            {
                return -1;
            }

            var start = own - length;
            var opened =
                start == 0
                || Script.Is(text[start - 1], CharClass.Mark | CharClass.LineEnd)
                    && text[start - 1] is not '*' and not '_'
                || Openers.Before(text, start) is not null;
            if (
                opened
                && length is 2 or 3
                && !NotNames.Within(text, start, end)
                && !Ordinary.Within(text, start, end)
                && !NotOwn.Contains(text[own - 1])
            )
            {
                return start;
            }
        }

        return -1;
    }

    private int Add(int start, int end, NameForm form, NameKind kind)
    {
        var span = plain.Origin(start, end);
        found.Add(
            new()
            {
                Text = span.In(original),
                Span = span,
                Form = form,
                Kind = kind,
                Level = LevelOf(start, end),
            }
        );
        return end;
    }

    private UnitLevel? LevelOf(int start, int end) =>
        text.AsSpan(start, end - start) switch
        {
            var name
                when name.EndsWith("村")
                    || name.EndsWith("社区")
                    || name.EndsWith("村委会")
                    || name.EndsWith("居委会") => UnitLevel.Village,
            var name
                when name.EndsWith("镇")
                    || name.EndsWith("乡")
                    || name.EndsWith("街道")
                    || name.StartsWith("镇")
                    || name.StartsWith("乡")
                    || name.StartsWith("街道")
                    || name.EndsWith("办事处")
                    || name.EndsWith("镇党委") => UnitLevel.Town,
            var name
                when name.StartsWith("县")
                    || name.StartsWith("区")
                    || name.EndsWith("县")
                    || name.EndsWith("区") && !name.EndsWith("自治区")
                    || name.EndsWith("旗")
                    || name.EndsWith("县委") => UnitLevel.County,
            var name when name.EndsWith("市") || name.StartsWith("市") || name.EndsWith("州") => UnitLevel.City,
            var name when name.EndsWith("省") || name.StartsWith("省") || name.EndsWith("自治区") => UnitLevel.Province,
            _ => null,
        };

    private List<UnitName> WithoutOverlaps()
    {
        var kept = new List<UnitName>(found.Count);
        foreach (var name in found)
        {
            if (kept.Count == 0 || kept[^1].Span.End <= name.Span.Start)
            {
                kept.Add(name);
            }
        }

        return kept;
    }
}
