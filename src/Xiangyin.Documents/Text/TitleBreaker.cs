namespace Xiangyin.Documents;

/// <summary>
/// Breaks a title into lines by its meaning, in the shape of a trapezium or a diamond (GB/T 9704-2012 §7.3.1): never
/// inside a word it knows, a number or a pair of marks, rather after 关于 and before 及, and never in two equal lines.
/// </summary>
internal static class TitleBreaker
{
    private const int MostLines = 5;

    // Words that titles of official documents are made of; a break inside one is bad, one beside it is not.
    private static readonly HashSet<string> Words =
    [
        .. (
            "关于 關於 印发 印發 转发 轉發 通知 通报 通報 报告 報告 请示 請示 批复 批復 意见 意見 决定 決定 办法 辦法 方案 规定 規定 细则 細則 "
            + "工作 总结 總結 计划 計劃 情况 情況 要点 要點 纪要 紀要 会议 會議 年度 上半年 下半年 宣传 宣傳 思想 文化 文明 实践 實踐 精神 建设 建設 "
            + "学习 學習 教育 理论 理論 意识形态 意識形態 人民 政府 委员会 委員會 党委 黨委 办公室 辦公室 领导 領導 小组 小組 乡村 鄉村 乡镇 鄉鎮 振兴 振興 "
            + "农村 農村 农业 農業 服务 服務 活动 活動 开展 開展 加强 加強 进一步 進一步 推进 推進 实施 實施 管理 安全 生产 生產 环境 環境 整治 保护 保護 "
            + "志愿 志願 全民 阅读 閱讀 群众 群眾 评选 評選 表彰 先进 先進 集体 集體 个人 個人 专项 專項 行动 行動 检查 檢查 调研 調研 汇报 彙報 "
            + "新时代 新時代 中国 中國 社会主义 社會主義 责任 責任 落实 落實 落实 公开 公開 发展 發展 经济 經濟 社会 社會 组织 組織"
        ).Split(' '),
    ];

    /// <summary>The title's lines. The author's own line feeds are kept; each part between them is broken by itself. A space at a break stays at the end of its line.</summary>
    /// <param name="title">The title.</param>
    /// <param name="columns">Characters of the title's size in a line.</param>
    public static List<string> Break(string title, double columns) =>
        [.. title.Split('\n').SelectMany(part => BreakPart(part, columns))];

    private static List<string> BreakPart(string text, double columns)
    {
        var width = TextWidth.Of(text);
        if (width <= columns)
            return [text];
        var runes = text.EnumerateRunes().ToArray();
        var prefix = new double[runes.Length + 1];
        for (var i = 0; i < runes.Length; i++)
            prefix[i + 1] = prefix[i] + (TextWidth.IsFull(runes[i].Value) ? 1 : 0.5);
        var costs = Costs(text, runes);
        for (var count = (int)Math.Ceiling(width / columns); count <= MostLines; count++)
        {
            if (Best(prefix, costs, count, columns) is { } breaks)
                return Cut(runes, breaks);
        }
        // Longer than any title: line by line, with room for the marks that a line may pull in.
        var pieces = Array.ConvertAll(runes, rune => new Piece(rune.Value, TextWidth.IsFull(rune.Value) ? 1 : 0.5));
        var lines = LineBreaker.Break(pieces, columns - 2, justify: false);
        int[] starts = [0, .. lines.Skip(1).Select(line => line.Start), runes.Length];
        return Cut(runes, starts);
    }

    /// <summary>What a break before each character costs; infinite where none may be.</summary>
    private static double[] Costs(string text, System.Text.Rune[] runes)
    {
        var costs = new double[runes.Length];
        for (var i = 1; i < runes.Length; i++)
        {
            var (before, after) = (runes[i - 1].Value, runes[i].Value);
            if (!Punctuation.MayPart(i >= 2 ? runes[i - 2].Value : 0, before, after))
                costs[i] = double.PositiveInfinity;
            else if (after is '及' or '和' or '与' or '與' or '暨' or '《' or '“' or '（')
                costs[i] = -3;
            else if (
                before is '》' or '”' or '）' or '、' or '，' or '年' or '镇' or '鎮' or '县' or '縣' or '市' or '省'
            )
                costs[i] = -2;
            else if (before is '的' || after is '的')
                costs[i] = before is '的' ? 1 : 6;
            else
                costs[i] = 3;
        }
        if (text.Length != runes.Length)
            return costs; // characters beyond the basic plane are in no word below
        for (var i = 0; i < text.Length; i++)
        {
            for (var length = Math.Min(5, text.Length - i); length >= 2; length--)
            {
                if (!Words.Contains(text.Substring(i, length)))
                    continue;
                for (var inside = i + 1; inside < i + length; inside++)
                    costs[inside] = Math.Max(costs[inside], 20);
                if (i + length < costs.Length && costs[i + length] == 3)
                    costs[i + length] = 0;
                if (costs[i] == 3)
                    costs[i] = 0;
                break;
            }
        }
        return costs;
    }

    private static int[]? Best(double[] prefix, double[] costs, int count, double columns)
    {
        int[]? best = null;
        var least = double.PositiveInfinity;
        var breaks = new int[count + 1];
        breaks[count] = prefix.Length - 1;
        var ideal = prefix[^1] / count;

        void Try(int line, double cost)
        {
            if (cost >= least)
                return;
            if (line == count)
            {
                var total =
                    cost
                    + (
                        prefix[^1] - prefix[breaks[count - 1]] <= columns
                            ? Shape(prefix, breaks)
                            : double.PositiveInfinity
                    );
                if (total < least)
                    (least, best) = (total, (int[])breaks.Clone());
                return;
            }
            for (var i = breaks[line - 1] + 1; i < costs.Length; i++)
            {
                var width = prefix[i] - prefix[breaks[line - 1]];
                if (width > columns)
                    break;
                // Every line takes its share: what is left must fit into the lines that are left.
                if (
                    prefix[^1] - prefix[i] > (count - line) * columns
                    || width < ideal / 2
                    || double.IsInfinity(costs[i])
                )
                    continue;
                breaks[line] = i;
                Try(line + 1, cost + costs[i] + (Math.Abs(width - ideal) / 2));
            }
        }

        // Costs below nought would break the cut-off above.
        for (var i = 0; i < costs.Length; i++)
            costs[i] += 3;
        Try(1, 0);
        for (var i = 0; i < costs.Length; i++)
            costs[i] -= 3;
        return best;
    }

    /// <summary>Trapezium or diamond: widths that rise, fall, or rise and then fall; never a rectangle or an hourglass.</summary>
    private static double Shape(double[] prefix, int[] breaks)
    {
        var widths = new double[breaks.Length - 1];
        for (var i = 0; i < widths.Length; i++)
            widths[i] = prefix[breaks[i + 1]] - prefix[breaks[i]];
        double cost = 0;
        var falling = false;
        for (var i = 1; i < widths.Length; i++)
        {
            if (Math.Abs(widths[i] - widths[i - 1]) < 1)
                cost += 2;
            else if (widths[i] < widths[i - 1])
                falling = true;
            else if (falling)
                cost += 4;
        }
        return cost;
    }

    private static List<string> Cut(System.Text.Rune[] runes, int[] breaks)
    {
        var lines = new List<string>(breaks.Length - 1);
        for (var i = 0; i + 1 < breaks.Length; i++)
            lines.Add(string.Concat(runes[breaks[i]..breaks[i + 1]].Select(rune => rune.ToString())));
        return lines;
    }
}
