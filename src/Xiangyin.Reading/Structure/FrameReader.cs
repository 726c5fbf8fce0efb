using System.Buffers;

namespace Xiangyin.Reading;

/// <summary>Finds what frames the text: site noise, title and its repetitions, signature and date.</summary>
internal sealed class FrameReader(string text, string original, PlainText plain, List<Line> lines)
{
    private const int LongestTitle = 70;
    private const int TitleWithin = 14;

    private static readonly SearchValues<char> PageNumber = SearchValues.Create("0123456789-/ 第页共");

    private static readonly WordSet TitleWords = new(
        "总结 计划 报告 汇报 方案 要点 意见 情况 通知 安排 打算 简报 材料 小结 规划 经验 讲话 通报 体会 心得 思路 制度 办法 细则 规定 倡议书 建议 纪实 调研 要求 措施 清单 公告 说明 范文 发言 述职 台账 回顾 交流 做法 成效 目标 预案 职责 任务 简介 意见书 批复 请示 函 决定 提案".Split(
            ' '
        )
    );

    private static readonly WordSet NoiseWords = new(
        "网站首页 首页 栏目：栏目 人气： 发布于 发布时间 浏览次数 浏览量： 点击数 来源： 作者： 责任编辑 上一篇 下一篇 相关推荐 相关文章 免责声明 版权所有 下载本文 转载请注明 个人文档 文档下载 收藏本站 推荐阅读 字号： 打印本页 关闭窗口 当前位置 图片来源 原创不易 扫一扫 更多精彩 阅读全文 省略 PAGE NUMPAGES 第一篇范文 范文网 编辑整理 供大家参考 希望对您有所帮助 能满足您的需求".Split(
            ' '
        )
    );

    private static readonly WordSet UnitEnds = new(
        "委员会 政府 办公室 办事处 党委 党工委 工委 支部 党支部 党总支 宣传部 宣传办 镇 乡 街道 局 部 站 所 中心 村 社区 办 县 区 委 村委会 居委会 学校 小学 中学 妇联 团委 文化站 院 会 公司 组".Split(
            ' '
        )
    );

    /// <summary>The line of the title; -1 where there is none.</summary>
    public int TitleLine { get; private set; } = -1;

    public Passage? Title { get; private set; }

    public List<Passage> Titles { get; } = [];

    /// <summary>The line that names who signs, -1 where there is none, and what stands there.</summary>
    public (int Line, int Start, int End) Signature { get; private set; } = (-1, 0, 0);

    /// <summary>The place of the date beneath the signature, -1 where there is none.</summary>
    public int DateStart { get; private set; } = -1;

    /// <summary>Where the signature begins, or the text ends.</summary>
    public int BodyEnd => signatureLines.Count > 0 ? lines[signatureLines.Min()].Start : text.Length;

    // Each line is judged once.
    private readonly ParagraphKind?[] noise = new ParagraphKind?[lines.Count];

    private readonly HashSet<int> titleLines = [];
    private readonly HashSet<int> signatureLines = [];

    public void Read()
    {
        ReadTitle();
        ReadSignature();
    }

    public ParagraphKind KindOf(int line) =>
        titleLines.Contains(line) ? ParagraphKind.Title
        : signatureLines.Contains(line) ? ParagraphKind.Signature
        : noise[line] ??= IsNoise(lines[line]) ? ParagraphKind.Noise : ParagraphKind.Body;

    private bool IsNoise(Line line)
    {
        if (line.Length > 120)
        {
            return false;
        }

        var span = text.AsSpan(line.Start, line.Length);
        return span.IndexOfAnyExcept(PageNumber) < 0
            || (NoiseWords.Within(text, line.Start, line.End) && !span.Contains('，') | line.Length < 40)
            || IsNavigation(line);
    }

    // Many short words divided by blanks.
    private bool IsNavigation(Line line)
    {
        var (from, to) = (plain.Origin(line.Start), plain.Origin(line.End - 1));
        if (to - from - line.Length < 4 || text.AsSpan(line.Start, line.Length).IndexOfAny('，', '。', '、') >= 0)
        {
            return false;
        }

        var blanks = 0;
        for (var i = from; i < to; i++)
        {
            blanks +=
                char.IsWhiteSpace(original[i]) && !char.IsWhiteSpace(original[i - 1 >= from ? i - 1 : from]) ? 1 : 0;
        }

        // 工 作 总 结 is one title set wide, not a list of words.
        return blanks >= 4 && (line.Length / (blanks + 1)) >= 2;
    }

    private void ReadTitle()
    {
        var fallback = -1;
        for (var i = 0; i < Math.Min(lines.Count, TitleWithin); i++)
        {
            var line = lines[i];
            if (IsNoise(line))
            {
                continue;
            }

            if (
                LabelReader.TryRead(text, line.Start, line.End, out var label)
                && label.Style != LabelStyle.Markdown
                && !IsNumberedTitle(label, line)
            )
            {
                break;
            }

            var last = text[line.End - 1];
            if (
                line.Length > LongestTitle
                || last is '。' or '；'
                || last is '，'
                || (last == '：' && line.Length < 20)
            )
            {
                if (line.Length > LongestTitle)
                {
                    break;
                }

                continue;
            }

            if (EndsLikeTitle(line))
            {
                SetTitle(i);
                return;
            }

            fallback =
                fallback < 0 && !text.AsSpan(line.Start, line.Length).Contains('。') && line.Length is >= 4 and <= 50
                    ? i
                    : fallback;
        }

        if (fallback >= 0 && lines.Count > fallback + 1)
        {
            SetTitle(fallback);
        }
    }

    // 一、2021年工作总结 as the only line of its sort is still a heading.
    private static bool IsNumberedTitle(Label label, Line line) =>
        label.Style == LabelStyle.Chapter && label.End >= line.End;

    private bool EndsLikeTitle(Line line)
    {
        var end = line.End;
        if (text[end - 1] is '）' && text.LastIndexOf('（', end - 1, line.Length) is var open && open > line.Start)
        {
            end = open;
        }

        while (
            end > line.Start
            && (
                Script.Is(text[end - 1], CharClass.Digit | CharClass.Blank)
                || text[end - 1] is '篇' or '》' or '"' or '”' or '*' or '一' or '二' or '三'
            )
        )
        {
            end--;
        }

        return TitleWords.Before(text, end, line.Start) is not null;
    }

    private void SetTitle(int index)
    {
        TitleLine = index;
        var first = index;
        // A title of two lines: the unit, then what it is.
        if (
            index > 0
            && lines[index].Length <= 8
            && lines[index - 1].Length is >= 3 and <= 30
            && !IsNoise(lines[index - 1])
            && Script.Is(text[lines[index - 1].End - 1], CharClass.Han)
        )
        {
            first = index - 1;
        }

        var start = lines[first].Start;
        if (text[start] == '#')
        {
            while (start < lines[index].End && text[start] is '#' or ' ')
            {
                start++;
            }
        }

        var span = plain.Origin(start, lines[index].End);
        Title = new(span.In(original), span);
        Titles.Add(Title);
        for (var i = first; i <= index; i++)
        {
            titleLines.Add(i);
        }

        var words = text.AsSpan(lines[index].Start, lines[index].Length);
        for (var i = index + 1; i < Math.Min(lines.Count, index + 40); i++)
        {
            if (text.AsSpan(lines[i].Start, lines[i].Length).SequenceEqual(words))
            {
                var again = plain.Origin(lines[i].Start, lines[i].End);
                Titles.Add(new(again.In(original), again));
                titleLines.Add(i);
            }
        }
    }

    private void ReadSignature()
    {
        var seen = 0;
        for (var i = lines.Count - 1; i > Math.Max(TitleLine, 0) && seen < 4; i--)
        {
            var line = lines[i];
            if (IsNoise(line))
            {
                continue;
            }

            seen++;
            if (line.Length > 45)
            {
                return;
            }

            if (DateStart < 0 && DateAtEnd(line) is var date && date >= 0)
            {
                DateStart = date;
                signatureLines.Add(i);
                if (date > line.Start + 1)
                {
                    SetSignature(i, line.Start, date);
                    return;
                }
            }
            else if (
                text[line.End - 1] is not ('。' or '；' or '：' or '！')
                && !LabelReader.TryRead(text, line.Start, line.End, out _)
                && UnitEnds.Before(text, line.End, line.Start) is not null
                && text.AsSpan(line.Start, line.Length).IndexOfAny('，', '。') < 0
            )
            {
                SetSignature(i, line.Start, line.End);
                return;
            }
            else if (DateStart < 0 || text[line.End - 1] is '。')
            {
                return;
            }
        }
    }

    private void SetSignature(int line, int start, int end)
    {
        while (end > start && text[end - 1] is ' ' or '（' or '，' or '：')
        {
            end--;
        }

        Signature = (line, start, end);
        signatureLines.Add(line);
    }

    // A date that the line ends with, nothing but a unit's name before it.
    private int DateAtEnd(Line line)
    {
        for (var i = line.Start; i < line.End; i++)
        {
            if (
                (Scanner.IsNumeral(text[i]) || NumeralReader.IsMask(text[i]))
                && TimeReader.TryRead(text, i, out var time)
                && time.Kind is TimeKind.Day or TimeKind.Month or TimeKind.Year
            )
            {
                var rest = time.End < line.End && text[time.End] == '）' ? time.End + 1 : time.End;
                return rest >= line.End && text.AsSpan(line.Start, i - line.Start).IndexOfAny('，', '。', '、') < 0
                    ? i
                    : -1;
            }
        }

        return -1;
    }
}
