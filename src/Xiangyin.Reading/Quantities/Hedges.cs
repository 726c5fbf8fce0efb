namespace Xiangyin.Reading;

/// <summary>What bounds a number, before it or after it.</summary>
internal static class Hedges
{
    private static readonly Dictionary<string, Approximation> Meaning = new()
    {
        ["近"] = Approximation.About,
        ["约"] = Approximation.About,
        ["大约"] = Approximation.About,
        ["约为"] = Approximation.About,
        ["约占"] = Approximation.About,
        ["约有"] = Approximation.About,
        ["约达"] = Approximation.About,
        ["大概"] = Approximation.About,
        ["将近"] = Approximation.About,
        ["接近"] = Approximation.About,
        ["几乎"] = Approximation.About,
        ["上"] = Approximation.AtLeast,
        ["过"] = Approximation.AtLeast,
        ["超"] = Approximation.AtLeast,
        ["超过"] = Approximation.AtLeast,
        ["超出"] = Approximation.AtLeast,
        ["逾"] = Approximation.AtLeast,
        ["突破"] = Approximation.AtLeast,
        ["不少于"] = Approximation.AtLeast,
        ["不低于"] = Approximation.AtLeast,
        ["不小于"] = Approximation.AtLeast,
        ["不下"] = Approximation.AtLeast,
        ["不下于"] = Approximation.AtLeast,
        ["不得少于"] = Approximation.AtLeast,
        ["不得低于"] = Approximation.AtLeast,
        ["不能少于"] = Approximation.AtLeast,
        ["不能低于"] = Approximation.AtLeast,
        ["高于"] = Approximation.AtLeast,
        ["大于"] = Approximation.AtLeast,
        ["多于"] = Approximation.AtLeast,
        ["至少"] = Approximation.AtLeast,
        ["最少"] = Approximation.AtLeast,
        ["最低"] = Approximation.AtLeast,
        ["不超过"] = Approximation.AtMost,
        ["不得超过"] = Approximation.AtMost,
        ["不能超过"] = Approximation.AtMost,
        ["不超"] = Approximation.AtMost,
        ["不高于"] = Approximation.AtMost,
        ["不得高于"] = Approximation.AtMost,
        ["不多于"] = Approximation.AtMost,
        ["不得多于"] = Approximation.AtMost,
        ["不大于"] = Approximation.AtMost,
        ["低于"] = Approximation.AtMost,
        ["少于"] = Approximation.AtMost,
        ["小于"] = Approximation.AtMost,
        ["至多"] = Approximation.AtMost,
        ["最多"] = Approximation.AtMost,
        ["不足"] = Approximation.AtMost,
        ["不到"] = Approximation.AtMost,
        ["未满"] = Approximation.AtMost,
        ["不满"] = Approximation.AtMost,
        ["以上"] = Approximation.AtLeast,
        ["及以上"] = Approximation.AtLeast,
        ["或以上"] = Approximation.AtLeast,
        ["之上"] = Approximation.AtLeast,
        ["以下"] = Approximation.AtMost,
        ["及以下"] = Approximation.AtMost,
        ["以内"] = Approximation.AtMost,
        ["之内"] = Approximation.AtMost,
        ["内"] = Approximation.AtMost,
        ["之下"] = Approximation.AtMost,
        ["左右"] = Approximation.About,
        ["上下"] = Approximation.About,
        ["许"] = Approximation.About,
        ["有余"] = Approximation.AtLeast,
        ["余"] = Approximation.AtLeast,
    };

    private static readonly HashSet<string> Behind =
    [
        "以上",
        "及以上",
        "或以上",
        "之上",
        "以下",
        "及以下",
        "以内",
        "之内",
        "之下",
        "左右",
        "上下",
        "有余",
    ];

    /// <summary>What bounds the number behind it.</summary>
    public static WordSet Before { get; } =
        new(Meaning.Keys.Where(w => !Behind.Contains(w) && w is not ("内" or "许" or "余")));

    /// <summary>What bounds the number behind it also across a verb.</summary>
    public static WordSet Distant { get; } = new(["至少", "最少", "至多", "最多"]);

    /// <summary>What bounds the number before it.</summary>
    public static WordSet After { get; } = new(Behind);

    /// <summary>What tells the whole, and may stand among the bounds.</summary>
    public static WordSet Whole { get; } =
        new([
            "共",
            "共计",
            "总计",
            "合计",
            "累计",
            "累积",
            "一共",
            "总共",
            "共有",
            "共达",
            "累计达",
            "合计达",
            "累计共",
            "总数",
            "总量",
        ]);

    /// <summary>What may stand between a bound and its number.</summary>
    public static WordSet Between { get; } =
        new([
            "达",
            "达到",
            "了",
            "为",
            "有",
            "是",
            "计",
            "多达",
            "高达",
            "仅",
            "只",
            "只有",
            "到",
            "各",
            "于",
            "开展",
            "召开",
            "举办",
            "组织",
            "学习",
            "进行",
            "占",
            "安排",
            "宣讲",
            "讲",
            "配备",
            "订阅",
            "发布",
            "报送",
            "放映",
            "培训",
            "建",
            "建成",
            "新建",
        ]);

    public static Approximation MeaningOf(string word) => Meaning[word];
}
