using System.Text.RegularExpressions;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xunit;

namespace Xiangyin.Web.Tests.Cli;

/// <summary>How a county begins in earnest, and looks after its audit trail.</summary>
public sealed partial class BeginTests : IDisposable
{
    private const string County = """
        county: 云溪县
        people: {莫平: county-reader}
        towns:
          桐花镇:
            people: {周敏: officer, 黄华: leader}
            villages:
              石桥村: {韦小兰: village-publicist}
              上湾村:
            offices: [文化站]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("xy-begin-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Init_MakesUnitsAndPeople_AndInvitesWhomNobodyThereCan()
    {
        var (code, output, _) = await Init(County);

        Assert.Equal(0, code);
        Assert.Equal(["周敏", "黄华"], Invited().Matches(output).Select(m => m.Groups[1].Value));
        Assert.Contains("https://town.example/invited/", output, StringComparison.Ordinal);
        using var database = Database.Open(Data);
        await using var ledger = await TownLedger.OpenAsync(database, TimeProvider.System, Ct);
        var today = TimeProvider.System.Today();
        Assert.Equal(
            ["云溪县", "桐花镇", "石桥村", "上湾村", "文化站"],
            ledger.Tree.Units.Select(u => ledger.Tree.On(u, today).Name.Hans)
        );
        Assert.Equal(4, (await new PeopleStore(database).In([.. ledger.Tree.Units], today, Ct)).Count);
        Assert.NotEmpty(ledger.Catalogue.Kinds);
        Assert.False(ledger.IsDemonstration);
    }

    [Fact]
    public async Task Init_Again_AddsWhatIsMissing()
    {
        await Init(County);
        var (code, output, _) = await Init(
            County.Replace("上湾村:", "上湾村: {覃文: village-publicist}\n      下坪村:", StringComparison.Ordinal)
        );

        Assert.Equal(0, code);
        Assert.Contains("共 6 个单位、5 个人", output, StringComparison.Ordinal);
        using var database = Database.Open(Data);
        await using var ledger = await TownLedger.OpenAsync(database, TimeProvider.System, Ct);
        Assert.Equal(6, ledger.Tree.Units.Count());
    }

    [Theory]
    [InlineData("county: 云溪县", "towns")]
    [InlineData("county: [", "1")]
    [InlineData("county: 云溪县\ntowns:\n  桐花镇:\n    people: {周敏: mayor}", "mayor")]
    [InlineData("county: 云溪县\nsince: 去年\ntowns:\n  桐花镇: {}", "去年")]
    public async Task Init_WithAMistake_SaysWhere_AndMakesNothing(string yaml, string named)
    {
        var (code, _, errors) = await Init(yaml);

        Assert.Equal(1, code);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Invite_ByName_PrintsTheInvitation()
    {
        await Init(County);

        var invited = await CommandLineTests.Run("invite", "韦小兰", "--data", Data);
        var unknown = await CommandLineTests.Run("invite", "某某", "--data", Data);

        Assert.Matches("邀请码 [0-9A-Z]{5}-[0-9A-Z]{5}", invited.Output);
        Assert.Equal(1, unknown.Code);
        Assert.Contains("某某", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAudit_TellsTheHead_AndWhatWasCut()
    {
        await Init(County);
        var whole = await CommandLineTests.Run("verify-audit", "--data", Data);
        var head = Hash().Match(whole.Output).Value;
        var noted = await CommandLineTests.Run("verify-audit", "--data", Data, "--head", head);
        var strange = await CommandLineTests.Run("verify-audit", "--data", Data, "--head", new string('0', 64));
        using (var database = Database.Open(Data))
        using (var session = database.Read())
        {
            session.Run("DELETE FROM audit WHERE county = 1 AND entry = 3");
        }

        var cut = await CommandLineTests.Run("verify-audit", "--data", Data);

        Assert.Equal(0, whole.Code);
        Assert.Equal(0, noted.Code);
        Assert.Equal(1, strange.Code);
        Assert.Contains("留痕里没有这个校验值", strange.Errors, StringComparison.Ordinal);
        Assert.Equal(1, cut.Code);
        Assert.Contains("第 3 条不见了", cut.Errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Errors)> Init(string yaml)
    {
        var file = Path.Combine(folder, "county.yaml");
        await File.WriteAllTextAsync(file, yaml, Ct);
        return await CommandLineTests.Run("init", file, "--data", Data, "--public", "https://town.example");
    }

    [GeneratedRegex(@"邀请 (\w+)（")]
    private static partial Regex Invited();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
