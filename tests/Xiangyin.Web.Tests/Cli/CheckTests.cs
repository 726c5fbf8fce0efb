using System.Text;
using System.Text.Json;
using Xiangyin.Documents;
using Xiangyin.Web.Tests.Features.Checks.Uploads;
using Xunit;

namespace Xiangyin.Web.Tests.Cli;

public sealed class CheckTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xy-check-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Errors_AreTold_WithLineAndColumn_AndEndWith1()
    {
        var file = Write("总结.txt", "大河镇2021年工作总结\n\n20xx年，我镇截止目前上稿33篇。\n");
        var ended = await TheProgram.RunAsync("check", file);
        Assert.Equal(1, ended.Code);
        Assert.Contains($"{file}:3:1: error placeholder/year: “20xx年”", ended.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"{file}:3:9: warning period/cut-off-wording: “截止目前”",
            ended.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("错误 1 处，提醒 1 处", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingWrong_EndsWith0()
    {
        var ended = await TheProgram.RunAsync("check", Write("a.txt", "我镇全年上稿33篇。\n"));
        Assert.Equal(0, ended.Code);
    }

    [Fact]
    public async Task TheSameDefectAgain_IsCounted_NotRepeated()
    {
        var ended = await TheProgram.RunInAsync("en_GB.UTF-8", "check", Write("a.txt", "XX镇和XX镇和XX镇。\n"));
        Assert.Single(ended.Output.Split('\n'), line => line.Contains("placeholder/name", StringComparison.Ordinal));
        Assert.Contains("(and 2 more)", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCountysRules_AreLaidOverTheProgramsOwn()
    {
        var rules = Write("rules.yaml", "placeholder/year: { on: false }\n");
        var ended = await TheProgram.RunAsync("check", Write("a.txt", "20xx年，我镇上稿33篇。"), "--rules", rules);
        Assert.Equal(0, ended.Code);
    }

    [Fact]
    public async Task RulesThatCantBeUsed_AreRefused_NamingTheLine()
    {
        var rules = Write("rules.yaml", "\nplaceholder/year: { on: maybe }\n");
        var ended = await TheProgram.RunAsync("check", Write("a.txt", "好。"), "--rules", rules);
        Assert.Equal(1, ended.Code);
        Assert.Contains(
            $"{rules} 第2行：placeholder/year on: maybe 应为 true 或 false。",
            ended.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Sarif_IsValid_AndNamesRulePlaceAndFix()
    {
        var file = Write("年 终#总结.txt", "大河镇2021年工作总结\n\n😀20xx年，我镇截止目前上稿33篇。\n");
        var ended = await TheProgram.RunAsync("check", file, "--format", "sarif");
        using var sarif = Sarif.Read(ended.Output);
        var run = sarif.RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results")
            .EnumerateArray()
            .Single(r => r.GetProperty("ruleId").GetString() == "period/cut-off-wording");
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(new Uri(file).AbsoluteUri, place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        var region = place.GetProperty("region");
        Assert.Equal((3, 11, 3, 15), (Int("startLine"), Int("startColumn"), Int("endLine"), Int("endColumn")));
        Assert.Equal(
            "截至目前",
            result
                .GetProperty("fixes")[0]
                .GetProperty("artifactChanges")[0]
                .GetProperty("replacements")[0]
                .GetProperty("insertedContent")
                .GetProperty("text")
                .GetString()
        );

        int Int(string name) => region.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Json_HasQuantitiesHeadingsAndDefects()
    {
        var ended = await TheProgram.RunAsync(
            "check",
            Write("a.txt", "一、上稿\n20xx年，上稿2万余篇。\n"),
            "--format",
            "json"
        );
        using var json = JsonDocument.Parse(ended.Output);
        var document = json.RootElement[0];
        var quantity = document.GetProperty("quantities")[0];
        Assert.Equal(20000, quantity.GetProperty("value").GetDecimal());
        Assert.Equal("atLeast", quantity.GetProperty("approximation").GetString());
        Assert.Equal("一、", document.GetProperty("headings")[0].GetProperty("label").GetString());
        Assert.Equal("placeholder/year", document.GetProperty("defects")[0].GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Batch_AnswersEachLine_AlsoOneThatIsNoJson()
    {
        var ended = await TheProgram.RunWithInputAsync(
            """
            {"id":"甲","text":"20xx年，全镇上稿33篇。"}
            not json
            {"id":2,"text":"\ud800 一切都好。"}

            {"id":"空","text":""}
            """,
            "check",
            "--batch"
        );
        Assert.Equal(0, ended.Code);
        var answers = ended
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.Equal(4, answers.Count);
        Assert.Equal("甲", answers[0].GetProperty("id").GetString());
        Assert.Equal(0, answers[0].GetProperty("defects")[0].GetProperty("start").GetInt32());
        Assert.Equal(33, answers[0].GetProperty("quantities")[0].GetProperty("value").GetInt32());
        Assert.Contains("2", answers[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(answers[3].GetProperty("defects").EnumerateArray());
    }

    [Fact]
    public async Task FileThatIsNotThere_IsRefused()
    {
        var ended = await TheProgram.RunAsync("check", Path.Combine(folder, "none.txt"));
        Assert.Equal(1, ended.Code);
        Assert.Contains("none.txt", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WordAndPdf_AreChecked_ByParagraph()
    {
        var word = Write("总结.docx", WordFile.Of("桐花镇2021年工作总结", "*20xx年*，我镇上稿33篇。"));
        var pdf = Write("总结.pdf", OwnFiles.Paper(d => d.ToPdf));

        var ended = await TheProgram.RunAsync("check", word, pdf);

        Assert.Equal(1, ended.Code);
        Assert.Contains($"{word}:2:1: error placeholder/year: “20xx年”", ended.Output, StringComparison.Ordinal);
        Assert.Contains("查了 2 份文稿：错误 1 处", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainText_KeepsItsOwnPlaces_WhateverItsLineEnds()
    {
        var ended = await TheProgram.RunAsync("read", Write("a.txt", "\r\n\r\n上稿33篇。\r\n"), "--format", "json");

        using var read = JsonDocument.Parse(ended.Output);
        var quantity = Assert.Single(read.RootElement[0].GetProperty("quantities").EnumerateArray());
        Assert.Equal(6, quantity.GetProperty("start").GetInt32());
    }

    [Fact]
    public async Task FileThatCantBeRead_IsTold_AndTheOthersAreRead()
    {
        var broken = Write("a.docx", [0x50, 0x4B, 3, 4, 0, 0, 0, 0, 1, 2, 0, 0]);

        var ended = await TheProgram.RunAsync("check", broken, Write("b.txt", "我镇全年上稿33篇。"));

        Assert.Equal(1, ended.Code);
        Assert.Contains($"{broken}：文件打不开，可能坏了。", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("查了 1 份文稿：错误 0 处", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FILE", "check")]
    [InlineData("text|json|sarif", "check", "a.txt", "--format", "xml")]
    public async Task Misuse_NamesWhatIsWrong_AndEndsWith2(string named, params string[] typed)
    {
        var ended = await TheProgram.RunAsync(typed.Select(t => t == "a.txt" ? Write("a.txt", "好。") : t).ToArray());
        Assert.Equal(2, ended.Code);
        Assert.Contains(named, ended.Errors, StringComparison.Ordinal);
    }

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] content)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, content);
        return file;
    }
}
