using System.Text.Json;
using Xiangyin.Testing;
using Xiangyin.Web.Tests.Demonstration;
using Xunit;

namespace Xiangyin.Web.Tests.Cli;

/// <summary><c>check FILE --data DIR --unit U</c>: our own report with one number changed, set against the demonstration town.</summary>
public sealed class CheckAgainstLedgerTests(DemonstrationTownFixture town)
    : IClassFixture<DemonstrationTownFixture>,
        IDisposable
{
    private const string Unit = "桐花镇";

    private static readonly string Report = File.ReadAllText(
            Repository.PathOf("tests/Xiangyin.Web.Tests/Features/Checks/annual.txt")
        )
        .Replace("农家书屋10个", "农家书屋11个", StringComparison.Ordinal)
        .Replace("天天开门。", "天天开门，接待读者若干人次。", StringComparison.Ordinal);

    private readonly string folder = Directory.CreateTempSubdirectory("xy-against-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Text_TellsWhatAgreesDiffersAndIsOpen_WithLineAndColumn()
    {
        var (file, ended) = await Check(Report);

        Assert.Equal(0, ended.Code);
        Assert.Contains(
            $"{file}:18:62: warning ledger/differs: “11个” 台账上是10个（桐花镇，截至2021年12月31日），比文中少 1",
            ended.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"{file}:15:19: info ledger/agrees: “4篇” 台账上也是4篇",
            ended.Output,
            StringComparison.Ordinal
        );
        Assert.Contains($"{file}:18:84: info ledger/no-record: “若干人次”", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_EndWith1_WhateverTheLedgerSays()
    {
        var (file, ended) = await Check(Report.Replace("我镇", "XX镇", StringComparison.Ordinal));

        Assert.Equal(1, ended.Code);
        Assert.Contains($"{file}:15:9: error placeholder/name", ended.Output, StringComparison.Ordinal);
        Assert.Contains("info ledger/agrees", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasTheOutcomeOfEachQuantity_AndWhereItsFigureIs()
    {
        var (_, ended) = await Check(Report, "--format", "json");

        Assert.Equal(0, ended.Code);
        using var json = JsonDocument.Parse(ended.Output);
        var ledger = json.RootElement[0].GetProperty("ledger").EnumerateArray().ToList();
        var rooms = Assert.Single(ledger, q => q.GetProperty("outcome").GetString() == "differs");
        Assert.Equal("11个", rooms.GetProperty("text").GetString());
        Assert.Equal("reading-rooms", rooms.GetProperty("indicator").GetString());
        Assert.Equal(10, rooms.GetProperty("counted").GetDecimal());
        Assert.StartsWith("/figures/reading-rooms?", rooms.GetProperty("figure").GetString(), StringComparison.Ordinal);
        Assert.Equal(Report.IndexOf("11个", StringComparison.Ordinal), rooms.GetProperty("start").GetInt32());
        Assert.Contains(ledger, q => q.GetProperty("outcome").GetString() == "agrees");
        Assert.Contains(ledger, q => q.GetProperty("outcome").GetString() == "no-record");
    }

    [Fact]
    public async Task Sarif_IsValid_WithWhatPassesWhatFailsAndWhatIsOpen()
    {
        var (_, ended) = await Check(Report, "--format", "sarif");

        Assert.Equal(0, ended.Code);
        using var sarif = Sarif.Read(ended.Output);
        var run = sarif.RootElement.GetProperty("runs")[0];
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(("fail", "warning"), Verdict("ledger/differs"));
        Assert.Equal(("pass", "none"), Verdict("ledger/agrees"));
        Assert.Equal(("open", "none"), Verdict("ledger/no-record"));
        var rooms = results.Single(r => Text(r, "ruleId") == "ledger/differs");
        Assert.Contains(
            "“11个” 台账上是10个",
            rooms.GetProperty("message").GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
        var region = rooms.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        Assert.Equal(
            (18, 62),
            (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32())
        );
        Assert.Superset(
            results.Select(r => Text(r, "ruleId")).ToHashSet(),
            run.GetProperty("tool")
                .GetProperty("driver")
                .GetProperty("rules")
                .EnumerateArray()
                .Select(r => Text(r, "id"))
                .ToHashSet()
        );

        (string, string) Verdict(string rule) =>
            Assert.Single(
                results
                    .Where(r => Text(r, "ruleId") == rule)
                    .Select(r => (Text(r, "kind"), Text(r, "level")))
                    .Distinct()
            );
    }

    [Fact]
    public async Task PassageOfTheTownsFrozenReport_IsTold()
    {
        var (_, ended) = await Check(
            "桐花镇2022年宣传工作总结\n面向群众办种植、养殖等技术培训33期，各村自己组织学习143场次，用本地话宣讲81场次。讲完当场抽问，听懂率为77.8%。\n"
        );

        Assert.Contains("similar/redated: 这一段与“桐花镇2021年", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh_TW.UTF-8", "臺賬上是10個")]
    [InlineData("en_GB.UTF-8", "The ledger")]
    public async Task TheLedger_SpeaksTheUsersLanguage(string language, string said)
    {
        var ended = await TheProgram.RunInAsync(
            language,
            "check",
            Write(Report),
            "--data",
            town.Folder,
            "--unit",
            Unit
        );

        Assert.Contains(said, ended.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task UnitThatIsNotThere_IsRefused()
    {
        var ended = await TheProgram.RunAsync("check", Write(Report), "--data", town.Folder, "--unit", "塔拉镇");

        Assert.Equal(1, ended.Code);
        Assert.Contains("塔拉镇", ended.Errors, StringComparison.Ordinal);
    }

    private async Task<(string File, TheProgram.Ended Ended)> Check(string text, params string[] options)
    {
        var file = Write(text);
        return (file, await TheProgram.RunAsync(["check", file, "--data", town.Folder, "--unit", Unit, .. options]));
    }

    private string Write(string text)
    {
        var file = Path.Combine(folder, "总结.txt");
        File.WriteAllText(file, text);
        return file;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
