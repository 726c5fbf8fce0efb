using Xunit;

namespace Xiangyin.Reading.Tests;

/// <summary>
/// The thirteen defects that the first document showed (D1 to D13): in a text of our own, which always runs, and in that document itself, where <c>XIANGYIN_SAMPLE</c> names the
/// file.
/// </summary>
public sealed class ThirteenTests
{
    private static readonly string Text = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Defects", "thirteen.txt")
    );

    [Theory]
    [InlineData("D1", "period/cut-off", "截至8月15日")]
    [InlineData("D2", "period/contradiction", "半年來")]
    [InlineData("D3", "name/foreign", "珠坡|珠坡|石門灣村|黃坪鎮")]
    [InlineData("D4", "numbering/repeat", "二、")]
    [InlineData("D4", "numbering/nested", "一、")]
    [InlineData("D5", "numbering/lone", "1.|(一)")]
    [InlineData("D6", "placeholder/hole", "在等中央級")]
    [InlineData("D7", "count/approximate", "58餘篇")]
    [InlineData("D8", "count/each", "各村組織宣講各3場次")]
    [InlineData("D9", "plan/existing", "探索建立村級宣講員隊伍")]
    [InlineData("D10", "name/level", "區、市、縣")]
    [InlineData("D11", "period/term", "新農合")]
    [InlineData("D11", "period/plenary", "十九屆三中全會")]
    [InlineData("D12", "plan/no-measure", "抓好理論學習")]
    [InlineData("D13", "plan/unanswered", "公眾號更新不及時,內容單薄")]
    // Not among the thirteen, and admitted: the masked name, and a glyph that is not the standard's.
    [InlineData("", "placeholder/name", "XX鎮|XX鎮")]
    [InlineData("", "script/variant", "羣")]
    public void OurText_GivesEach(string defect, string rule, string found)
    {
        Assert.True(defect.Length <= 3);
        Assert.Equal(
            found.Split('|').Order(StringComparer.Ordinal),
            Check(Text).Where(d => d.Rule == rule).Select(d => d.Span.In(Text)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void OurText_GivesNothingElse()
    {
        var named = typeof(ThirteenTests)
            .GetMethod(nameof(OurText_GivesEach))!
            .GetCustomAttributesData()
            .Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[1].Value)
            .ToHashSet();
        Assert.All(Check(Text), d => Assert.Contains(d.Rule, named));
    }

    /// <summary>Rule and lines in the first document; its sentences stay out of this repository.</summary>
    public static TheoryData<string, string, int[]> InTheFirstDocument =>
        new()
        {
            { "D1 a cut-off in July, signed in January", "period/cut-off", [31] },
            { "D2 half a year in a report on a year", "period/contradiction", [47] },
            { "D3 another town's name, its village and its firm", "name/foreign", [31, 33, 37, 65, 65] },
            { "D4 二 twice", "numbering/repeat", [59] },
            { "D4 一 on a level with its children", "numbering/nested", [11] },
            { "D5 1. and then (二)", "numbering/lone", [17] },
            { "D6 a name cut out", "placeholder/hole", [31] },
            { "D7 about, on a thing that can be counted", "count/approximate", [31] },
            { "D8 each village, and no number of villages", "count/each", [25] },
            { "D9 to set up what exists", "plan/existing", [57] },
            { "D10 two chains of superiors", "name/level", [25, 53] },
            { "D11 a term that was replaced", "period/term", [37] },
            { "D11 a plenary before the latest", "period/plenary", [37] },
            { "D12 nothing to measure by", "plan/no-measure", [51] },
            { "D13 a problem that nothing answers", "plan/unanswered", [47] },
            { "admitted: navigation and counter of a web site", "residue/site", [1, 5] },
            { "admitted: the title stands three times", "repetition/title", [7, 9] },
            { "admitted: its own name is masked", "placeholder/name", [13, 13, 37, 39, 65, 65, 67, 67, 67, 73] },
            { "admitted: (一)、 with a mark too many", "numbering/punctuation", [15] },
            { "admitted: 截至 with 止", "period/cut-off-wording", [31] },
            { "admitted: a regional word for a school", "script/regional", [39] },
            { "admitted: an item ends on a semicolon among full stops", "punctuation/end", [69] },
            {
                "admitted: variant glyphs of two characters",
                "script/variant",
                [21, 21, 25, 27, 27, 27, 35, 37, 37, 37, 39, 39, 47, 53, 55, 63, 63, 65, 69]
            },
        };

    [Theory]
    [MemberData(nameof(InTheFirstDocument))]
    public void TheFirstDocument_GivesEach(string why, string rule, int[] lines)
    {
        Assert.NotEmpty(why);
        var text = FirstDocument();
        var document = Reader.Read(text);
        Assert.Equal(
            lines,
            new Checker().Check(document).Where(d => d.Rule == rule).Select(d => document.PositionOf(d.Span.Start).Line)
        );
    }

    [Fact]
    public void TheFirstDocument_GivesNothingElse()
    {
        var admitted = InTheFirstDocument.Select(row => row.Data.Item2).ToHashSet();
        Assert.All(Check(FirstDocument()), d => Assert.Contains(d.Rule, admitted));
    }

    private static IReadOnlyList<Defect> Check(string text) => new Checker().Check(Reader.Read(text));

    private static string FirstDocument()
    {
        var file = Environment.GetEnvironmentVariable("XIANGYIN_SAMPLE");
        Assert.SkipWhen(
            string.IsNullOrEmpty(file) || !File.Exists(file),
            "The first document is not here: name its file in XIANGYIN_SAMPLE."
        );
        return File.ReadAllText(file!).ReplaceLineEndings("\n");
    }
}
