namespace Xiangyin.Reading;

/// <summary>Finds what a quantity counts: the noun behind its counter, or the words before its number.</summary>
internal sealed class SubjectReader(string text)
{
    private const int LongestSubject = 16;
    private const int LongestNoun = 12;

    private static readonly WordSet Stops = new(Lexicon.Words("stop-words.txt", "stop"));
    private static readonly WordSet Leads = new(Lexicon.Words("stop-words.txt", "lead"));
    private static readonly WordSet Verbs = new(Lexicon.Words("verbs.txt", "verb"));
    private static readonly WordSet Light = new(Lexicon.Words("verbs.txt", "light"));

    // Verbs that are nouns where they stand right behind a counter.
    private static readonly HashSet<string> Nominal = [.. Lexicon.Words("verbs.txt", "nominal")];

    // 已经 and the like within a noun: 和平村, 及时雨. A stop word of one character ends a noun only where it does not begin a word.
    private static readonly WordSet NotStops = new(
        "和平 和谐 和美 及时 与会 地方 地质 地名 地灾 地域 地段 地下 得分 得奖 对象 对联 对口 对外 对接 将军 以工代赈 由于 从业 从教 中心 中央 中学 中小学 中队 中国 中华 中层 中医 中药 中青年 中老年 中型 中级 中共 中坚 中秋 外宣 外出 外来 外籍 外墙 外国 前沿 前列 内容 内刊 内部 内外 后备 后勤 时代 时间 时长 时段 时政 时令 间接 多功能 多媒体 多种 多元 来信 来访 来稿 来宾 来件 能手 能人 能力 可回收 里程 不文明 不良 不稳定 不动产 无人 无线 无障碍 无主 无职 无害化 有线 有声 有机 有奖 为民 为老 又见 再生 再就业 重点 就业 就餐 只读 等级 等次 都市 要闻 要事 需求 应急 应用 应届 现场会 现代 超市 超载 近视 近郊 达标 过往 过渡 过境 着装 给水 给力 向上 向善 是非 在册 在校 在职 在岗 在编 在建 在外 在线 其他 该类 此类 每日 之家 之星 之窗 之声 之友 之歌 全部 约谈 辖区 印刷 送教 较大 对比 评比 现金 现场会 现场推进会 现代 建筑 设备 设施 发言 办公 办事 播音 收音 收入 出版 编制 植物 购物 送戏 派出所 建档 建议 写作 写生 写真 发稿 发文 种子 种类 修身 挂画 贴画 派驻 挂钟 开水 演出 人才 印章 获奖 占比 捐款 聘用 收视率 收视 编外 办公室 办公用品 刷脸 种植户 种养 种粮 中青 大型 大学 大喇叭 大院 大棚 大屏 大赛 大队 大讲堂 大户 大会 大厅 会议 会员 会场 会期 上级 上稿 上门 上户 上报 里弄 内刊 新闻 新媒体 新时代 新型 新生 新兵 新华 新居 新村 新书 要道 应用 地面 地名 可移动 多肉 对标 把手 按摩 按钮 使用 用户 用房 用具 用水 用电 用工 用品 用稿 给水 经费 经验 经济 经典 经营 各界 各族 从业 近亲 就业 自然 自来水 自建 自编 自治 自主 自助 自办 自乐 以案 以文 和睦 与会人员 及格 或然 以旧换新 等候 的士 地震 内墙 中小 里脊 最高 最低 村规民约 乡规民约 公约 用时 业余 党组织 群团组织 社会组织 站办所 站所 对账 过关 到场 到会 购书 组队 进站 跟班".Split(
            ' '
        )
    );

    // Marks that end what belongs to a number.
    private static bool Ends(char c) =>
        c
            is '，'
                or '。'
                or '；'
                or '：'
                or '！'
                or '？'
                or '\n'
                or '…'
                or '（'
                or '）'
                or '、'
                or '”'
                or '“'
                or '》'
                or '《'
                or '/'
                or '〔'
                or '〕'
                or '"'
                or ':'
                or '|';

    /// <summary>The noun behind a counter, empty where none follows.</summary>
    public (int Start, int End) Behind(int at, int limit)
    {
        var start = at;
        if (
            start < limit
            && (
                text[start] is '到' or '赴' or '去' // 6人到县里学习
                || (Verbs.At(text, start) is { Length: > 1 } verb && !Nominal.Contains(verb))
            )
        )
        {
            return (start, start);
        }

        // 读满12本的授牌匾: after 的 one character is no noun.
        if (start + 1 < limit && text[start] == '的')
        {
            var end = Noun(start + 1, limit);
            return end - start > 2 || text[start + 1] is '“' or '《' or '村' or '户' or '人'
                ? Behind(start + 1, limit)
                : (start, start);
        }

        if (
            start < limit
            && text[start] is '“' or '《'
            && text.AsSpan(start, Math.Min(LongestSubject, limit - start)).IndexOfAny('”', '》') is var close
            && close > 0
        )
        {
            var end = Noun(start + close + 1, limit);
            return (start, Math.Max(end, start + close + 1));
        }

        return (start, Noun(start, limit));
    }

    private int Noun(int start, int limit)
    {
        var i = start;
        while (i < limit && i - start < LongestNoun && !Ends(text[i]))
        {
            if (NotStops.At(text, i) is { } whole && i + whole.Length <= limit)
            {
                i += whole.Length;
                continue;
            }

            if (
                Stops.At(text, i) is not null
                || (Verbs.At(text, i) is { Length: > 1 } verb && !IsNominal(i, verb.Length, start))
            )
            {
                break;
            }

            i++;
        }

        return Math.Min(i, limit);
    }

    // 建设项目, 创建活动: a verb right behind the counter begins a noun.
    private bool IsNominal(int at, int length, int start) =>
        at == start && Nominal.Contains(text.Substring(at, length));

    /// <summary>Whether a stretch is one verb and nothing else.</summary>
    public bool IsVerb(int start, int end) => end > start && Verbs.At(text, start)?.Length == end - start;

    /// <summary>The words before a number from a place on, without verbs and what only leads to it.</summary>
    public (int Start, int End) Ahead(int from, int end)
    {
        var start = Math.Max(from, end - 60);
        for (var i = end - 1; i >= start; i--)
        {
            if (Ends(text[i]) && text[i] is not ('”' or '》' or '“' or '《' or '）' or '（'))
            {
                start = i + 1;
                break;
            }
        }

        (start, end) = BesideEach(start, end);
        end = Trimmed(start, end);
        start = Led(start, end);
        start = Led(AfterLastVerb(start, end), end);

        if (end - start > LongestSubject)
        {
            start = Led(end - LongestSubject, end);
        }

        return start < end ? (start, end) : (end, end);
    }

    private int Trimmed(int start, int end)
    {
        while (end > start)
        {
            if (text[end - 1] is '）' && text.LastIndexOf('（', end - 1, end - 1 - start) is var open && open > start)
            {
                end = open;
            }
            else if (Light.Before(text, end, start) is { } light && NotStops.Before(text, end, start) is null)
            {
                end -= light.Length;
            }
            else if (
                Verbs.Before(text, end, start) is { Length: > 1 } verb
                && end - verb.Length > start + 1
                && Verbs.Before(text, end - verb.Length, start) is null
                && Leads.Before(text, end - verb.Length, start) is null
            )
            {
                // 农家书屋建成12个: the verb behind its subject.
                end -= verb.Length;
            }
            else if (text[end - 1] is '（' or '“' or '《')
            {
                end--;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    // 黑板报（每半月一期）: what it is said for each of ends the subject before it; 站内每周开放56小时: what is done then is the subject.
    private (int Start, int End) BesideEach(int start, int end)
    {
        for (var i = end - 1; i > start && end - i <= 4; i--)
        {
            if (text[i] == '每')
            {
                var done = i + 1 + (Pers.At(text, i + 1)?.Length ?? end);
                return end - done > 1 ? (done, end) : (start, i);
            }
        }

        return (start, end);
    }

    private int Led(int start, int end)
    {
        while (start < end)
        {
            if (
                NotStops.At(text, start) is { Length: > 1 } whole
                && Leads.At(text, start) is not { Length: > 1 }
                && start + whole.Length <= end
            )
            {
                break;
            }

            // 每村, 各村: what it is said for each of.
            if (
                text[start] is '每' or '各' or '按'
                && NotStops.At(text, start + 1) is null
                && Pers.At(text, start + 1) is { } per
                && start + 1 + per.Length <= end
            )
            {
                start += 1 + per.Length;
                continue;
            }

            // （社区）
            if (
                text[start] == '（'
                && text.AsSpan(start, end - start).IndexOf('）') is var close
                && close > 0
                && start + close + 1 < end
            )
            {
                start += close + 1;
                continue;
            }

            var lead = Leads.At(text, start) ?? Light.At(text, start);
            var verb = Verbs.At(text, start);
            var length = Math.Max(lead?.Length ?? 0, verb?.Length ?? 0);
            if (length == 0)
            {
                if (text[start] is '”' or '》' or '）' or '·' or ' ' or '-')
                {
                    length = 1;
                }
                else
                {
                    break;
                }
            }

            // One character that is left would be no subject: 建成率, 种花.
            if (
                start + length > end
                || (end - start - length == 1 && length > 1)
                || (start + length == end && length > 1 && lead is null)
            )
            {
                break;
            }

            start += length;
        }

        return start;
    }

    // What stands behind the last verb, 的 or 等 that leaves a noun; what is quoted is one piece.
    private int AfterLastVerb(int start, int end)
    {
        for (var i = end - 2; i > start; i--)
        {
            if (text[i - 1] is '”' or '》')
            {
                var open = text.AsSpan(start, i - 1 - start).LastIndexOfAny('“', '《');
                if (open <= 0)
                {
                    return start;
                }

                i = start + open + 1;
                continue;
            }

            if (text[i] == '每' && Pers.At(text, i + 1) is { } per && i + 1 + per.Length < end)
            {
                return i + 1 + per.Length;
            }

            if (
                text[i - 1] is '的' or '了' or '等' or '将' or '把' or '在' or '向' or '对' or '为' or '由' or '给'
                && NotStops.At(text, i - 1) is null
                && NotStops.Before(text, i, start) is null
            )
            {
                return i;
            }

            if (Verbs.Before(text, i, start) is { Length: > 1 })
            {
                return i;
            }
        }

        return start;
    }
}
