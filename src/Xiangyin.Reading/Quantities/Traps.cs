namespace Xiangyin.Reading;

/// <summary>Tells numbers that count nothing by what stands around them.</summary>
internal static class Traps
{
    private static readonly WordSet AbstractAlways = new(Lexicon.Words("abstract-nouns.txt", "always"));
    private static readonly WordSet AbstractChinese = new(Lexicon.Words("abstract-nouns.txt", "chinese"));
    private static readonly WordSet Possessing = new(
        "村村有 有 设 设有 建有 建成 新建 建立 成立 配备 现有 拥有 设立 辖 下辖 建 增设 评出 评选 评选出 获 获得 购置 购买 添置 组建 创建 制作 开辟 打造出 涌现出 推出 配置 新增 增加 配有 安装 修建 开设 发展 打造了 开通 聘请 招聘 培养 落实 推荐 捐赠 投入 完成 举办 召开 开展 组织 举行 进行 放映 演出 开设 刊登 编印 张贴 悬挂 订阅 编排 创作 排练 发生 开通 选派 派出 确定 安排 选聘 挂 立 拍摄 播放 播出 制订 制定 出台 发放 购 订 种 修 送 出 办 搞 开 上 搭建 共 各 仅 只 至少 达 了 过 出动 发布 印发 下发 绘制 刷写 书写 撰写 采写 报送 救助 帮扶 慰问 结对 查处 化解 调解 发现 整改 清理 拆除 另有 配 ".Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries
        )
    );
    private static readonly WordSet Concrete = new(
        "村 社区 广场 中心 站 室 书屋 点 所 基地 队 栏 屋 厅 馆 舞台 戏台 院 校 企业 合作社 小组 支部 账号 公众号 群 平台 墙 长廊 公园 大院 协会 理事会 工作室 示范 厕所 垃圾池 篮球场 球场 场地 牌 屏 车间 网格 单位 家庭 团体 社团 社会组织 专栏 专题片 微信".Split(
            ' '
        )
    );
    private static readonly WordSet Lofty = new(
        "素质 过硬 作风 高效 精干 业务强 业务精 政治 思想好 能打 带不走 懂 结构合理 专业化 良好 浓厚 新 强大 坚实 有效 完整 完善 科学 长效 崭新 健全 热潮 机制 制度 体系 路子 道路 办法 格局 局面 氛围 好 硬仗 攻坚战 及时雨 合力 亮丽 靓丽 风景线 名片 平台 桥梁 旗帜 网 蓝图 答卷 力量 责任 温暖 爱心 关爱 心意 课题 大事 目标 声音 环境 印象 工程 任务 过程 工作 缩影 事业 窗口 阵地 主线 理念 思路 途径 人 家 时期 阶段".Split(
            ' '
        )
    );
    private static readonly WordSet NotCounting = new(
        "每 这 那 某 哪 同 任 另 首 上 下 前 后 新 又 再 唯 其 之 逐 统 进 这样 是 成为 作为 变成 当好 做好 同为 任何 有着 这样的".Split(
            ' '
        )
    );
    private static readonly WordSet Negations = new(
        "没有发生 未发生 没有出现 未出现 没有 没发生 从未发生 无 不漏 没".Split(' ')
    );

    // What 一起 counts; elsewhere it says together.
    private static readonly WordSet Incidents = new(
        "案 案件 事件 事故 纠纷 火情 火灾 矛盾 举报 投诉 信访 舆情 警情 行为 问题 发生 查处 调解 化解 处置 破获 办理 受理 侦破 查办 违规 违法 传言 谣言 争议".Split(
            ' '
        )
    );
    private static readonly WordSet NamesAfterPeople = new(
        "篮球 足球 排球 制 赛 舞 组 小组 团 桥 公德榜 签名 大讲堂 宣讲团 计划 工程 行动 调查组 牌 岗 岗位 帮 一组".Split(
            ' '
        )
    );
    private static readonly WordSet NamesAfterDigits = new(
        "省道 国道 县道 乡道 高速 工程 频道 部队 热线 平台 计划 行动 工作法 志愿服务队 项目部 路公交 路 桥 号 楼 号楼 号院 室 房间 系列 文件 模式 机制 网格化 体系 事件 惨案 铁路 厂 矿 信箱".Split(
            ' '
        )
    );
    private static readonly WordSet PlaceEnds = new(
        "镇 乡 街道 村 社区 路 街 桥 山 河 湖 寺 庙 县 区 市 沟 坪 湾".Split(' ')
    );
    private static readonly WordSet AfterPlaceEnd = new("民 委 干 级 两 风 里 内 的 容 貌".Split(' '));
    private static readonly WordSet NoiseBefore = new(
        "本文共 全文共 全文约 总字数 人气 浏览 浏览量 点击 点击量 阅读数 编号 电话 邮编 字数 全文 省略 总第 传真 页码 浏览次数 点击数 QQ 热线 拨打 手机 联系电话 举报电话".Split(
            ' '
        )
    );

    // Looked up without a copy of the word.
    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Among(string words) =>
        words.Split(' ').ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> AbstractCounters = Among(
        "个 项 点 种 类 条 句 大类 步 块 层 批 道 对 股 方"
    );
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> NamesBehindMasks = Among(
        "村 镇 乡 站 所 处 桥 店 节 县 市 区 里 口 门 班 组 队 支队"
    );
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> MaybeNamesBehindMasks = Among(
        "家 台 面 版 头 部 集 分 课 堂 周 期 书 号 首 年 间 角 元 道 例 成 例 单 社区"
    );

    /// <summary>Whether what follows the numeral shows that it counts nothing.</summary>
    public static bool TryRead(string text, int start, Numeral numeral, out NotQuantityKind kind, out int end)
    {
        end = numeral.End;
        kind = NotQuantityKind.CodeName;
        var next = end < text.Length ? text[end] : '\n';
        if (numeral.More && !numeral.Fraction)
        {
            return false;
        }

        if (IsNoise(text, start, end, ref kind))
        {
            return true;
        }

        if (numeral.Arabic && IsFestival(text, start, end))
        {
            kind = NotQuantityKind.Festival;
            return true;
        }

        switch (next)
        {
            case '大' when IsCongress(text, start, numeral, end):
                kind = NotQuantityKind.Congress;
                end++;
                return true;
            case '大'
                when !numeral.Arabic
                    && Counters.At(text, end).Kind == CounterKind.None
                    && text[end - 1] is not ('万' or '千'):
                kind = NotQuantityKind.Slogan;
                end++;
                return true;
            case '中' when !numeral.Arabic && (end + 1 < text.Length && text[end + 1] is '全' or '、' or '和'):
            case '届':
                return IsSession(text, start, numeral, ref end, out kind);
            case '次'
                when Starts(text, end, "次全会")
                    || Starts(text, end, "次全体会议")
                    || Starts(text, end, "次党代会")
                    || Starts(text, end, "次代表大会"):
                kind = NotQuantityKind.Congress;
                end += 3;
                return !numeral.Arabic;
            case '等' when Starts(text, end, "等奖"):
            case '级' when !Starts(text, end, "级别"):
                kind = NotQuantityKind.Ordinal;
                end += next == '等' ? 2 : 1;
                return true;
            case '星' or '线' or '环' or '轨' when !numeral.Masked:
                kind = NotQuantityKind.Ordinal;
                end++;
                return true;
            case '月'
            or '日'
            or '点' when !numeral.Arabic && Counters.At(text, end).Kind == CounterKind.None && numeral.SingleDigit:
                kind = NotQuantityKind.Time;
                end++;
                return true;
            case '号':
                kind =
                    text[Math.Max(start - 1, 0)] is '〕' or '）' || Starts(text, end, "号文")
                        ? NotQuantityKind.DocumentNumber
                        : NotQuantityKind.ProperName;
                end +=
                    Starts(text, end, "号文件") ? 3
                    : Starts(text, end, "号楼") ? 2
                    : 1;
                return true;
            case '是' when numeral.SingleDigit:
                kind = NotQuantityKind.Ordinal;
                end++;
                return true;
            case '年':
                kind = NotQuantityKind.Time;
                end++;
                return !numeral.Masked || end > start;
            case '+' or '＋':
                while (end < text.Length && (text[end] is '+' || char.IsAsciiLetterOrDigit(text[end])))
                {
                    end++;
                }

                return true;
            case '人'
                when NamesAfterPeople.At(text, end + 1) is not null
                    && (!numeral.Arabic || numeral.Value < 10 && Starts(text, end, "人制")):
                kind = NotQuantityKind.ProperName;
                end++;
                return true;
            case '分'
                when Starts(text, end, "分钟") && text.AsSpan(end, Math.Min(8, text.Length - end)).IndexOf('圈') > 0:
                end += text.AsSpan(end).IndexOf('圈') + 1;
                return true;
            case '小'
                when Starts(text, end, "小时")
                    && (
                        Starts(text, end + 2, "之外")
                        || Starts(text, end + 2, "以外")
                        || Starts(text, end + 2, "不间断")
                    ):
                end += 4;
                kind = NotQuantityKind.Idiom;
                return true;
            case '元' when Starts(text, end, "元化") || Starts(text, end, "元一次"):
                return true;
            case '字' when Framed(text, start, end + 1):
                kind = NotQuantityKind.Noise;
                end++;
                return true;
            case '页' when start > 0 && text[start - 1] == '共':
                kind = NotQuantityKind.Noise;
                end++;
                return true;
        }

        if (numeral.Arabic && char.IsAsciiLetter(next) && Counters.At(text, end).Kind == CounterKind.None)
        {
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            return true;
        }

        if (numeral.Masked && !numeral.Arabic)
        {
            return false;
        }

        if (
            numeral.Arabic
            && numeral.Value is not null
            && NamesAfterDigits.At(text, end) is { } name
            && MeasuresNot(text, end)
        )
        {
            kind = name is "文件" ? NotQuantityKind.DocumentNumber : NotQuantityKind.ProperName;
            return true;
        }

        return IsPlaceName(text, start, numeral, ref end, ref kind);
    }

    /// <summary>Whether a numeral with its counter counts something; otherwise what it is, where that is known.</summary>
    public static bool Counts(
        string text,
        int start,
        Numeral numeral,
        Counter counter,
        int at,
        bool listed,
        out NotQuantityKind? trap
    )
    {
        trap = null;
        var word = text.AsSpan(at, counter.Length);
        var after = at + counter.Length;
        if (numeral.Masked)
        {
            return counter.Kind is CounterKind.Measure or CounterKind.Amount && MaskCounts(text, after, word);
        }

        if (numeral.Bare && !numeral.More && !IsBounded(text, start))
        {
            trap = NotQuantityKind.Idiom;
            // 千亩油菜花 is a name for much of it.
            return counter.Kind == CounterKind.Amount
                && word is "元" or "小时" or "亩" or "公里"
                && (word is not "亩" || after >= text.Length || !Script.Is(text[after], CharClass.Han));
        }

        if (
            !numeral.Arabic
            && counter.Kind is CounterKind.Place or CounterKind.Group or CounterKind.Person or CounterKind.Thing
            && !(counter.Kind == CounterKind.Person && (numeral.More || numeral.Value >= 100))
        )
        {
            trap = counter.Kind == CounterKind.Place && numeral.Value >= 10 ? null : NotQuantityKind.Slogan;
            return trap is null && counter.Kind == CounterKind.Place;
        }

        if (IsAbstract(text, after, word, numeral))
        {
            trap = NotQuantityKind.Slogan;
            return false;
        }

        if (
            !numeral.Arabic
            && word is "层" or "版" or "点" or "线" or "段" or "册"
            && numeral.SingleDigit
            && word is "层" or "点" or "线" or "段"
        )
        {
            trap = NotQuantityKind.Ordinal;
            return false;
        }

        if (IsStage(text, start, after, word, numeral))
        {
            trap = NotQuantityKind.Ordinal;
            return false;
        }

        // 前三名, 后三位, 前三项
        if (
            start > 0
            && (
                (word is "名" or "位" or "强" && text[start - 1] is '前' or '后' or '头')
                || (
                    word is "项" or "人" or "家" or "类"
                    && text[start - 1] == '前'
                    && numeral.Value < 20
                    && (
                        start == 1
                        || text[start - 2]
                            is not (
                                '以'
                                or '之'
                                or '目'
                                or '从'
                                or '提'
                                or '此'
                                or '年'
                                or '月'
                                or '日'
                                or '天'
                                or '面'
                                or '会'
                                or '眼'
                            )
                    )
                )
            )
        )
        {
            trap = NotQuantityKind.Ordinal;
            return false;
        }

        if (
            numeral.Value == 1
            && numeral.SingleDigit
            && !IsNegated(text, start)
            && IsIndefinite(text, start, at, counter.Length, listed)
        )
        {
            trap = NotQuantityKind.Indefinite;
            return false;
        }

        if (IsPattern(text, start, after, numeral))
        {
            trap = NotQuantityKind.Slogan;
            return false;
        }

        return true;
    }

    /// <summary>没有发生一件: a zero.</summary>
    public static bool IsNegated(string text, int start) => Negations.Before(text, start) is not null;

    private static bool IsCongress(string text, int start, Numeral numeral, int end)
    {
        if (
            numeral.Arabic
                ? numeral.Value is null or < 16 or > 40
                : !(
                    numeral.Value is >= 11 and <= 40
                    || numeral.Masked
                    || text[start] == '十' && NumeralReader.IsMask(text[Math.Min(start + 1, end)])
                )
        )
        {
            return false;
        }

        var after = end + 1;
        return after >= text.Length
            || !Script.Is(text[after], CharClass.Han)
            || text[after]
                is '精'
                    or '报'
                    or '以'
                    or '代'
                    or '的'
                    or '和'
                    or '及'
                    or '召'
                    or '会'
                    or '之'
                    or '后'
                    or '胜'
                    or '提'
                    or '作'
                    or '为'
                    or '与'
                    or '部'
                    or '战'
                    or '闭'
                    or '开'
                    or '学'
                    or '主'
                    or '宣'
                    or '安'
                    or '对'
                    or '确'
                    or '关'
                    or '是'
                    or '上'
                    or '文'
                    or '期'
                    or '前'
                    or '等'
                    or '再';
    }

    // 十九届四中、五中全会; 第 is read elsewhere. 举办3届 counts.
    private static bool IsSession(string text, int start, Numeral numeral, ref int end, out NotQuantityKind kind)
    {
        kind = NotQuantityKind.Congress;
        var i = end;
        if (text[i] == '届')
        {
            i++;
            var session =
                i < text.Length
                && (
                    NumeralReader.DigitOf(text[i]) > 0
                    || text[i] is '中' or '全' or '人' or '政' or '党' or '历'
                    || NumeralReader.IsMask(text[i])
                );
            if (!session)
            {
                kind = NotQuantityKind.Ordinal;
                end = i;
                return !(
                    numeral.Value is < 30
                    && (
                        Hedges.Whole.Before(text, start) is not null
                        || Possessing.Before(text, start) is not null
                        || Starts(text, Math.Max(start - 2, 0), "连续")
                    )
                );
            }
        }

        while (
            i < text.Length
            && (
                Scanner.IsNumeral(text[i])
                || NumeralReader.IsMask(text[i])
                || text[i] is '中' or '、' or '次' or '届' or '和'
            )
        )
        {
            i++;
        }

        if (Starts(text, i, "全会"))
        {
            i += 2;
        }
        else if (Starts(text, i, "全体会议"))
        {
            i += 4;
        }

        end = i;
        return true;
    }

    // 3.5学雷锋, 5.12地震: a month, a point and a day, before no counter.
    private static bool IsFestival(string text, int start, int end)
    {
        var point = text.AsSpan(start, end - start).IndexOf('.');
        return point is 1 or 2
            && int.TryParse(text.AsSpan(start, point), out var month)
            && int.TryParse(text.AsSpan(start + point + 1, end - start - point - 1), out var day)
            && month is >= 1 and <= 12
            && day is >= 1 and <= 31
            && end < text.Length
            && Script.Is(text[end], CharClass.Han)
            && Counters.At(text, end).Kind == CounterKind.None
            && Hedges.After.At(text, end) is null;
    }

    // (4050字), 全文934字
    private static bool Framed(string text, int start, int after) =>
        (start > 0 && text[start - 1] is '（' or '〔' && after < text.Length && text[after] is '）' or '〕')
        || NoiseBefore.Before(text, start) is not null;

    private static bool IsNoise(string text, int start, int end, ref NotQuantityKind kind)
    {
        var before = start > 0 && text[start - 1] is '：' or ':' ? start - 1 : start;
        if (NoiseBefore.Before(text, before) is null || Counters.At(text, end).Kind != CounterKind.None)
        {
            return false;
        }

        kind = NotQuantityKind.Noise;
        return true;
    }

    // 千人桥镇, 三里村: a numeral, a character or two, and the end of a place's name.
    private static bool IsPlaceName(string text, int start, Numeral numeral, ref int end, ref NotQuantityKind kind)
    {
        if (numeral.Arabic || end - start > 2 || end >= text.Length)
        {
            return false;
        }

        for (var length = 1; length <= 2 && end + length < text.Length; length++)
        {
            if (
                !Script.Is(text[end + length - 1], CharClass.Han)
                || text[end] is '个' or '名' or '位' or '次' or '场' or '条'
            )
            {
                return false;
            }

            if (
                PlaceEnds.At(text, end + length) is { } word
                && AfterPlaceEnd.At(text, end + length + word.Length) is null
            )
            {
                // 四支队伍进村 has a counter; 三家村 might be a name only by itself.
                if (
                    length == 1
                    && Counters.At(text, end).Kind == CounterKind.Measure
                    && text[end] is not ('里' or '台' or '口' or '门' or '家')
                )
                {
                    return false;
                }

                end += length + word.Length;
                kind = NotQuantityKind.ProperName;
                return true;
            }
        }

        return false;
    }

    private static bool MeasuresNot(string text, int end) =>
        Counters.At(text, end).Kind is CounterKind.None or CounterKind.Thing;

    // XX村, XX节 are names; XX家庭 is one too, but XX家 in front of a comma a number; XX个 always.
    private static bool MaskCounts(string text, int after, ReadOnlySpan<char> word)
    {
        if (NamesBehindMasks.Contains(word))
        {
            return false;
        }

        var ends = after >= text.Length || text[after] is '，' or '。' or '、' or '；' or '）' or '\n';
        return ends || !MaybeNamesBehindMasks.Contains(word);
    }

    private static bool IsBounded(string text, int start) =>
        Hedges.Before.Before(text, start) is { } word
            && (
                word is not ("上" or "过")
                || word == "过"
                || start < 2
                || text[start - 2] is not ('以' or '网' or '线' or '村')
            )
        || Hedges.Whole.Before(text, start) is not null
        || text[Math.Max(0, start - 1)] is '达';

    private static bool IsAbstract(string text, int after, ReadOnlySpan<char> word, Numeral numeral)
    {
        if (numeral.Value > 30 || numeral.More || !AbstractCounters.Contains(word))
        {
            return false;
        }

        var next = after < text.Length ? text[after] : '\n';
        var at = next is '大' or '“' or '主' or '的' ? after + 1 : after;
        return AbstractAlways.At(text, at) is not null
            || (
                !numeral.Arabic
                && (AbstractChinese.At(text, at) is not null || next == '“' || word is "点" or "步" or "方" or "股")
            );
    }

    // 一期工程, 三年级, 二期: a stage, not a count.
    private static bool IsStage(string text, int start, int after, ReadOnlySpan<char> word, Numeral numeral) =>
        (word is "期" && Starts(text, after, "工程"))
        || (word is "次" && Starts(text, after, "性"))
        || (word is "次" && Starts(text, after, "党代会"))
        || (word is "年" or "岁");

    // 一村一品, 三会一课: Chinese digit and character in turn.
    private static bool IsPattern(string text, int start, int after, Numeral numeral)
    {
        if (!numeral.SingleDigit || after - start != 2)
        {
            return false;
        }

        return Paired(text, after)
            || (
                start >= 2
                && Paired(text, start - 2)
                && !char.IsAsciiDigit(text[start - 2])
                && start - 2 >= 0
                && NumeralReader.DigitOf(text[start - 2]) > 0
            );
    }

    private static bool Paired(string text, int i) =>
        i + 1 < text.Length
        && NumeralReader.DigitOf(text[i]) > 0
        && Script.Is(text[i + 1], CharClass.Han)
        && NumeralReader.DigitOf(text[i + 1]) < 0
        && NumeralReader.MagnitudeOf(text[i + 1]) == 0;

    // 一支队伍, 一个新水平: 一 where nothing is counted. What is concrete, or possessed, or stands last, is counted.
    private static bool IsIndefinite(string text, int start, int at, int length, bool listed)
    {
        var after = at + length;
        var word = text.AsSpan(at, length);
        var next = after < text.Length ? text[after] : '\n';
        if (
            next == text[at]
            || (start > 0 && text[start - 1] is '每' && after < text.Length)
            || NotCounting.Before(text, start) is not null
        )
        {
            return true;
        }

        // 增长一成多
        if (word is "成" or "倍" && start > 0)
        {
            return text[start - 1]
                is not ('长' or '高' or '少' or '降' or '加' or '占' or '近' or '过' or '约' or '达' or '到' or '了');
        }

        var last =
            next is '，' or '。' or '；' or '、' or '\n' or '）' or '！' or '”'
            || Hedges.After.At(text, after) is not null
            || Scanner.IsNumeral(next);
        if (word is "次" or "场" or "场次" or "期" or "轮" or "堂" or "节" or "课时")
        {
            return !last
                && !Near(text, start, Possessing)
                && Hedges.Before.Before(text, start) is null
                && !Periodic(text, start)
                && (Lofty.At(text, after) is not null || !Near(text, start, Periods));
        }

        if (last)
        {
            return (word is "遍" && !Near(text, start, Periods))
                || word is "趟" or "批" or "番" or "股" or "段" or "片"
                || (word is "起" && !Near(text, start, Incidents))
                || !Script.Is(text[Math.Max(start - 1, 0)], CharClass.Han)
                    && start > 0
                    && text[start - 1] is not ('、' or '，');
        }

        if (
            word
            is "批"
                or "番"
                or "股"
                or "段"
                or "片"
                or "种"
                or "类"
                or "起"
                or "层"
                or "代"
                or "成"
                or "分"
                or "口"
                or "头"
                or "角"
                or "倍"
                or "点"
                or "线"
                or "道"
                or "集"
                or "天"
                or "级"
                or "门"
                or "家"
                or "方"
                or "样"
                or "包"
                or "元"
        )
        {
            return !(word is "家" && Near(text, start, Possessing))
                && !(word is "起" && next is '事' or '案' or '纠')
                && !(word is "天" or "元" or "倍" && Near(text, start, Possessing));
        }

        var upTo = Math.Min(text.Length, after + 16);
        for (var i = after; i < upTo; i++)
        {
            if (text[i] is '，' or '。' or '；' or '\n' or '、')
            {
                upTo = i;
            }
        }

        var lofty = Lofty.Within(text, after, upTo);
        var possessed = listed || Near(text, start, Possessing);
        if (word is "个" or "支" or "套" or "条" or "项" or "张" or "面" or "块" or "份" or "本")
        {
            return !possessed
                || (lofty && !Concrete.Within(text, after, upTo))
                || (word is "支" && lofty)
                || (word is "个" && !Concrete.Within(text, after, upTo));
        }

        return word is "位" or "名"
            && !possessed
            && (
                text.AsSpan(after, upTo - after).IndexOfAny("说称") >= 0
                || start == 0
                || text[start - 1] is '，' or '。' or '\n'
            );
    }

    private static readonly WordSet Periods = new(
        "每月 每季度 每季 每年 每周 每天 每半年 每半月 每学期 一年 月 周".Split(' ')
    );

    private static bool Periodic(string text, int start) => Periods.Before(text, start) is not null;

    // A word of a set ends right before, or with a short word between.
    private static bool Near(string text, int start, WordSet words)
    {
        if (words.Before(text, start) is not null)
        {
            return true;
        }

        for (var back = 1; back <= 6 && start - back > 0; back++)
        {
            if (text[start - back] is '，' or '。' or '；' or '\n' or '、')
            {
                return false;
            }

            if (words.Before(text, start - back) is { Length: > 1 })
            {
                return true;
            }
        }

        return false;
    }

    private static bool Starts(string text, int i, string word) =>
        i >= 0 && i + word.Length <= text.Length && string.CompareOrdinal(text, i, word, 0, word.Length) == 0;
}
