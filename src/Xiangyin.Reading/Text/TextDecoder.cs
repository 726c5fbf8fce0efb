using System.Buffers;
using System.Text;

namespace Xiangyin.Reading;

/// <summary>Bytes made text.</summary>
/// <param name="Text">The text, without a byte order mark.</param>
/// <param name="Encoding">The name of the encoding that was found: utf-8, utf-16, utf-16BE, gb18030 or big5.</param>
/// <param name="Damaged">Whether some bytes mean nothing in it; they show as U+FFFD.</param>
public sealed record DecodedText(string Text, string Encoding, bool Damaged);

/// <summary>Tells in which encoding Chinese text was written: UTF-8 and UTF-16 with or without a mark, GB18030 (and with it GBK and GB2312), Big5. What a file says of itself elsewhere is not asked.</summary>
public static class TextDecoder
{
    private const int Sample = 32_768;

    // So common that a text of any length has them; read in the wrong encoding, it has nearly none.
    private static readonly SearchValues<char> Common = SearchValues.Create(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞這個國時來們說會對發經過後動產種學當還開點從業無將組見計與關應處區條長東門問間總樣題員實質變氣結建頭資邊級統論運農決戰隊領導爭階術極聯認權證轉單風議聲報離華確張節話況溫傳許廣記須驗斷難礦備辦習響約團歷構稱準號劃選標寫親養層專狀廠識適屬圓調滿縣參紅細聽該鐵價嚴鄉鎮黨羣眾宣"
    );

    /// <summary>The text of some bytes; null where they are no text (a picture, a program, an archive).</summary>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return Read(Encoding.UTF8, "utf-8", bytes[3..]);
        }

        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
        {
            return Read(Encoding.Unicode, "utf-16", bytes[2..]);
        }

        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            return Read(Encoding.BigEndianUnicode, "utf-16BE", bytes[2..]);
        }

        if (System.Text.Unicode.Utf8.IsValid(bytes) && !HasControls(bytes))
        {
            return new(Encoding.UTF8.GetString(bytes), "utf-8", false);
        }

        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        var (best, most) = ((Encoding: Encoding.UTF8, Name: "utf-8"), 0.0);
        foreach (var (encoding, name) in Candidates())
        {
            var score = Likelihood(encoding.GetString(sample), sample.Length);
            if (score > most)
            {
                (best, most) = ((encoding, name), score);
            }
        }

        return most > 0 ? Read(best.Encoding, best.Name, bytes) : null;
    }

    private static IEnumerable<(Encoding Encoding, string Name)> Candidates()
    {
        var pages = CodePagesEncodingProvider.Instance;
        yield return (Encoding.UTF8, "utf-8");
        yield return (pages.GetEncoding("gb18030")!, "gb18030");
        yield return (pages.GetEncoding("big5")!, "big5");
        yield return (Encoding.Unicode, "utf-16");
        yield return (Encoding.BigEndianUnicode, "utf-16BE");
    }

    private static DecodedText Read(Encoding encoding, string name, ReadOnlySpan<byte> bytes)
    {
        var text = encoding.GetString(bytes);
        return new(text, name, text.Contains('\uFFFD', StringComparison.Ordinal));
    }

    // ASCII alone with a stray control is still text; a program or a picture has one control in twenty.
    private const int Controlled = 20;

    // The share of common characters among those that are not ASCII, less what is damaged; 0 of what is no text.
    private static double Likelihood(string text, int bytes)
    {
        var (common, other, broken) = (0, 0, 0);
        foreach (var c in text)
        {
            if (Common.Contains(c) || c is '，' or '。' or '、' or '；' or '：' or '“' or '”')
            {
                common++;
            }
            else if (
                c is '\uFFFD' or '\0' or >= '\uE000' and <= '\uF8FF'
                || (char.IsControl(c) && c is not ('\r' or '\n' or '\t' or '\f'))
            )
            {
                broken++;
            }
            else if (c > '\u007F')
            {
                other++;
            }
        }

        var all = common + other + broken;
        return all == 0 || broken * Controlled > bytes
            ? 0
            : Math.Max(0, ((common * 2.0) + (other * 0.2) - (broken * 8.0)) / all);
    }

    // Text has no NUL and no other control but blanks and line ends; UTF-16 without a mark is full of them.
    private static bool HasControls(ReadOnlySpan<byte> bytes) => bytes.IndexOfAny(Controls) >= 0;

    private static readonly SearchValues<byte> Controls = SearchValues.Create([
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        28,
        29,
        30,
        31,
    ]);
}
