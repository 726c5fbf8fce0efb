using CsCheck;

namespace Xiangyin.Reading.Tests;

/// <summary>Any text at all, made of pieces of the genre, of its damage and of nothing. The tests take a few seconds of it, the bench as many minutes as it is given.</summary>
internal static class AnyText
{
    // csharpier-ignore
    public static readonly string[] Pieces =
    [
        "我鎮", "XX镇", "截至", "7月13日", "止", "2021年", "20xx年", "_年", "共", "近", "约", "不少于", "各", "每村", "每月", "两千", "余",
        "多", "人", "次", "场次", "12", "3.5", "1,200", "7.7万", "百", "十几", "四五", "三分之一", "百分之九十", "%", "个", "篇", "册(盘)",
        "元/篇", "以上", "左右", "、", "，", "。", "；", "\n", "\r\n", "\r", " ", "　", "“", "”", "《", "》", "（", "）", "一、",
        "(二)", "3.", "①", "第一、", "一是", "没有发生", "一支", "队伍", "分别为", "和", "由", "组成的", "的", "了", "宣傳單", "農家書屋", "十九大",
        "十九届四中全会", "七一", "8+N", "第", "号", "级", "半", "点", "分", "至", "到", "-", "—", "~", "zhèn", "(zhèn)", "鎮(zhèn)",
        "*", "[X]", "\uD83D\uDE00", "\uD83D", "\uDE00", "\0", "\u200B", "\uFEFF", "abc", "第1页共3页", "人气:1.68W",
        "中共XX镇委员会", "工作总结", "存在不足", "下一步打算", "5:30", "**", "____", "某某", "（一）、", "\n\n", "1.", "第三、", "截止目前",
        "截至7月13日止", "近1200余人", "20万余元", "260平方", "各村各2场次", "53篇，其中国家级2篇、省级16篇、市级43篇", "76余篇", "，，", "羣", "\ud800",
        "\udc00", "\u0000", "第3页共6页", "2021年工作总结", "2022年1月14日", "存在问题", "加强", "欢迎欢迎", "塑造塔拉形象", "\t", "a", "9", "等",
        "在等省级", "新农保", "我镇", "我村", "省市县", "区市县",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    public static readonly Gen<string> Texts = Gen.OneOf(
        Piece.List[0, 60].Select(string.Concat),
        Gen.Frequency((4, Piece), (1, Gen.String[Gen.Char, 0, 8])).Array[0, 60].Select(string.Concat),
        Gen.String[0, 200],
        Gen.Char['\u4E00', '\u9FFF'].Array[0, 200].Select(c => new string(c)),
        Gen.Select(Piece.List[0, 20].Select(string.Concat), Gen.String[0, 20], (a, b) => a + b + a)
    );
}
