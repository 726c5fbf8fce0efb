namespace Xiangyin.Web.Features.Checks;

/// <summary>Which counters may stand for one another: 33条 can be 33篇, never 33人.</summary>
internal static class Counters
{
    private const double Likely = 0.85;
    private const double Vague = 0.7;
    private const double Missing = 0.6;

    // csharpier-ignore
    private static readonly string[][] Families =
    [
        ["次", "场次", "场", "期", "轮", "回", "堂", "节", "讲", "班次", "批次", "批"],
        ["人", "名", "位", "个人", "员"],
        ["人次", "人"],
        ["篇", "条", "则", "件", "幅", "篇次", "条次"],
        ["份", "张", "册", "本", "余份"],
        ["册", "本", "部", "本册"],
        ["册次", "本次", "人次", "册"],
        ["个", "所", "家", "间", "处", "座"],
        ["户", "户家庭", "家"],
        ["支", "队", "个"],
        ["件", "起", "宗", "例", "桩"],
        ["项", "件", "个"],
        ["条", "个", "点", "项"],
        ["只", "台", "套", "个"],
        ["段", "条", "个"],
        ["类", "种", "大类", "个"],
        ["小时", "个小时", "时"],
        ["车次", "台次", "次", "辆次"],
        ["天", "日", "个工作日"],
    ];

    private static readonly HashSet<string> General = ["个", "项"];

    /// <summary>How well a written counter fits an indicator's, from 0 (not at all) to 1 (the same).</summary>
    /// <param name="written">As read from the document; alternatives stand apart by |.</param>
    /// <param name="counted">The indicator's.</param>
    public static double Fit(string written, string counted) =>
        written.Length == 0 ? Missing : written.Split('|').Max(w => FitOne(w, counted));

    private static double FitOne(string written, string counted) =>
        written == counted || (written is "％" or "%" && counted == "%") ? 1
        : Families.Any(f => f.Contains(written) && f.Contains(counted)) ? Likely
        : General.Contains(written) && counted is not ("%" or "人次" or "小时" or "天") ? Vague
        : 0;
}
