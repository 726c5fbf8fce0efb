using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("script/mixed", "鎮黨委高度重視⟦农→農⟧家書屋建設，完善借閱制度，組織幹部學習。")]
    [InlineData("script/mixed", "鎮黨委高度重視，後里村台商回鄉，周家采茶，面積千畝，松林、谷物、范姓、余姓不變。")]
    [InlineData("script/mixed", "鎮黨委高度重視，⟦范→範⟧圍擴大，發放資料6000⟦余→餘⟧份，聯⟦系→繫⟧群眾。")]
    [InlineData("script/mixed", "鎮黨委組織紅軍後代講長征，開展⟦征→徵⟧文活動，讀書體會寫滿牆。")]
    [InlineData("script/mixed", "鎮黨委重視，村民吃番薯，端午划龍舟，⟦龙→龍⟧舟隊來了，鄉親們歡呼。")]
    [InlineData("script/mixed", "我镇排演哪吒闹海，学习回鹘文，认真组织，扎实推进。")]
    [InlineData("script/variant", "鎮黨委組織⟦羣→群⟧眾開展⟦衞→衛⟧生整治，文明户脱貧。")]
    [InlineData("script/variant", "鎮黨委組織群眾開展衛生整治，文明戶和貧困⟦户→戶⟧一起參加。")]
    [InlineData("script/pinyin", "我⟦鎮(zhèn)→鎮⟧及⟦時(shí)→時⟧召開會議。")]
    [InlineData("script/pinyin", "推广应用(app)，执行标准(ISO)，达到500米(m)。")]
    [InlineData("script/garbled", "认真⟦锟斤拷⟧组织，开展⟦??????⟧活动。")]
    [InlineData("script/garbled", "⟦ㄒ唬┘忧孔橹斓迹闪⒘⟧由镇长任组长的小组。")]
    [InlineData("script/garbled", "怎么办?从我做起。真的吗??")]
    [InlineData(
        "script/regional",
        "學習上級⟦檔案→文件⟧精神，慰問救助⟦物件→對象⟧，對因病致困的⟦物件→對象⟧給予幫助，到⟦國小→小學⟧宣講。"
    )]
    [InlineData("script/regional", "加強檔案管理，成立專案組，物件擺放整齊，透過窗戶看去，透過一扇小小的窗看去。")]
    [InlineData("script/regional", "加强档案管理，做好专案工作。")]
    [InlineData("script/variant", "开展专题⟦硏→研⟧讨5次。")]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string marked) => Marked.Holds(rule, marked);
}
