using Xiangyin.Web.Site.Accounts;
using Xunit;

namespace Xiangyin.Web.Tests.Site.Accounts;

public sealed class TimeCodesTests
{
    // RFC 6238, appendix B, SHA-1: the last six of its eight digits. The secret is "12345678901234567890" in Base32.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_IsTheStandards(long seconds, string code) =>
        Assert.Equal(
            code,
            TimeCodes.Of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTimeOffset.FromUnixTimeSeconds(seconds))
        );

    [Theory]
    [InlineData("1234567890", false)]
    [InlineData("aaaaaaaaaa", false)]
    [InlineData("19491001abc", false)]
    [InlineData("zhangwei2022", false)]
    [InlineData("1qaz2wsx3edc", false)]
    [InlineData("christopher", false)]
    [InlineData("Manchester1", false)]
    [InlineData("polniypizdec0211", false)]
    [InlineData("correct horse battery", true)]
    [InlineData("k7vq2mxw9t", true)]
    [InlineData("屋后有两棵老枣树呢", true)]
    public void Password_IsAsHardAsItsEasiestReading(string password, bool isEnough) =>
        Assert.Equal(isEnough, Guessing.Bits(password) >= 40);
}
