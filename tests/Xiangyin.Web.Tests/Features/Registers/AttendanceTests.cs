using Xiangyin.Web.Features.Registers;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Registers;

/// <summary>Paper and door are counted together, nobody twice where it can be told.</summary>
public sealed class AttendanceTests
{
    [Theory]
    [InlineData(2, "row:1 韦小兰", "door:a 覃文")]
    [InlineData(1, "row:1 韦小兰", "door:a 韦 小兰")]
    [InlineData(1, "row:1 韦小兰 12", "door:a 韦小兰")]
    [InlineData(2, "row:1 韦小兰 12", "door:a 韦小兰 13")]
    [InlineData(2, "row:1", "row:2")]
    [InlineData(2, "row:1", "door:a 韦小兰")]
    [InlineData(1, "row:1 - 12", "door:a - １２")]
    [InlineData(2, "row:1 - 12", "row:2 - 12")]
    [InlineData(3, "row:1 甲", "row:2 乙", "door:a 乙", "door:b 丙")]
    public void People_AreCountedOnce(int people, params string[] entries)
    {
        var signedIn = entries
            .Select(e => e.Split(' ', 2))
            .Select(e => (Place: e[0], Said: e.ElementAtOrDefault(1) ?? ""))
            .Select(e => new SignIn(e.Place, Name(e.Said), Household(e.Said), default))
            .ToList();

        var there = Attendance.Of(signedIn);

        Assert.Equal(people, there.People);
        Assert.Equal(entries.Length, there.OnPaper + there.AtTheDoor);
        Assert.Equal(entries.Length - people, there.Twice.Count);
    }

    private static string Household(string rest) =>
        rest.Split(' ')[^1] is var last && last.Any(char.IsDigit) ? last : "";

    private static string Name(string rest) =>
        string.Join(' ', rest.Split(' ').Where(w => !w.Any(char.IsDigit) && w != "-"));
}
