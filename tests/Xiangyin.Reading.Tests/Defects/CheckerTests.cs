using CsCheck;
using Xunit;

namespace Xiangyin.Reading.Tests;

/// <summary>Whatever the text, a check ends, and what it tells stands where it says.</summary>
public sealed class CheckerTests
{
    private static readonly Checker Checker = new(
        new()
        {
            Gazetteer = new() { Town = "青石镇", Villages = ["河湾村"] },
            Compared =
            [
                new(
                    "旧稿",
                    "加强领导，落实责任，密切配合，形成合力，抓好各项工作的落实，推动全镇经济社会发展再上新台阶。"
                ),
            ],
            Rules = RuleBook.Default.With(
                "spacing/number: { on: true }\nwording/spun: { on: true }\nwording/typo: { on: true }\nnumbering/title-end: { on: true }"
            ),
        }
    );

    [Fact]
    public void Check_AnyText_TellsWhatStandsInIt() =>
        AnyText.Texts.Sample(
            text =>
                Checker
                    .Check(Reader.Read(text))
                    .All(d =>
                        d.Span.Start >= 0
                        && d.Span.End <= text.Length
                        && d.Message.Length > 0
                        && d.MessageIn("en").Length > 0
                    ),
            iter: 600
        );

    [Fact]
    public void Check_AnyText_IsInOrder_AndTheSameTwice() =>
        AnyText.Texts.Sample(
            text =>
            {
                var found = Checker.Check(Reader.Read(text));
                return found.Select(d => d.Span.Start).SequenceEqual(found.Select(d => d.Span.Start).Order())
                    && found.SequenceEqual(
                        Checker.Check(Reader.Read(text)),
                        EqualityComparer<Defect>.Create((a, b) => a!.ToString() == b!.ToString())
                    );
            },
            iter: 150
        );

    // What would take long if some rule looked at everything from everywhere.
    [Theory]
    [InlineData("“")]
    [InlineData("”《")]
    [InlineData("一、加强\n")]
    [InlineData("1、加强领导\n\n")]
    [InlineData("XX镇")]
    [InlineData("欢迎")]
    [InlineData("53篇，其中国家级2篇、")]
    [InlineData("各村")]
    [InlineData("截止")]
    [InlineData("1余")]
    [InlineData("____")]
    [InlineData("****")]
    [InlineData("塑造形象")]
    [InlineData(",，")]
    [InlineData("68")]
    [InlineData("共计1篇，")]
    [InlineData("[乡镇")]
    [InlineData("我乡XX镇")]
    [InlineData("本文由")]
    [InlineData("2022总结")]
    [InlineData("2022年\n")]
    [InlineData("xx0")]
    [InlineData("体育官网")]
    [InlineData("：1.1")]
    [InlineData("了了")]
    public void Check_TheSameOverAndOver_Ends(string piece) =>
        Assert.NotNull(Checker.Check(Reader.Read(string.Concat(Enumerable.Repeat(piece, 40_000 / piece.Length)))));
}
