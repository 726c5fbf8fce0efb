namespace Xiangyin.Reading;

/// <summary>What a number may be said for each of.</summary>
internal static class Pers
{
    private static readonly WordSet Words = new(
        "行政村 自然村 村民小组 村 社区 街道 乡镇 镇 乡 县 区 市 屯 半个月 半月 月份 月 两周 双周 周 星期 季度 季 半年 学期 学年 年度 年 天 日 晚 户 家 人次 人 名党员 党员 干部 学生 职工 篇 条 桌 期 次 场 场次 亩 平方米 公里 米 支部 党支部 支队伍 支 队 组 小组 所 站 点 班 校 学校 单位 部门 户家庭 家庭 件 份 套 台 辆 间 栋 幅 块 版 册 本 小时 分钟 课时 学时 节 课 堂 网格 网格员 志愿者 宣传员 信息员 中心 书屋 农家书屋 侧 边 批 轮 届 个工作日 工作日 逢".Split(
            ' '
        )
    );

    /// <summary>The longest of them at a place.</summary>
    public static string? At(string text, int start) => Words.At(text, start);
}
