using System.Collections.Immutable;

namespace Xiangyin.Documents.Tests;

public class ExaminationTests
{
    [Fact]
    public void EveryForm_AsItShouldBe_IsAdmitted() =>
        Assert.All(Samples.All, document => Assert.Empty(document.Examine()));

    public static TheoryData<string, RefusalReason> Refused =>
        new()
        {
            { "title", RefusalReason.Missing },
            { "head", RefusalReason.Missing },
            { "plain with head", RefusalReason.NotInThisForm },
            { "level", RefusalReason.HeadingLevel },
            { "row", RefusalReason.TableShape },
            { "no columns", RefusalReason.TableShape },
            { "script link", RefusalReason.LinkAddress },
            { "relative link", RefusalReason.LinkAddress },
            { "signer with a break", RefusalReason.LineBreak },
            { "nobody signs", RefusalReason.Missing },
            { "seventh digit", RefusalReason.OutOfRange },
            { "endless", RefusalReason.TooLong },
        };

    [Theory, MemberData(nameof(Refused))]
    public void Document_WithAFault_IsRefusedWithTheReason(string fault, RefusalReason reason)
    {
        var document = Faulty(fault);
        using var stream = new MemoryStream();
        var refused = Assert.Throws<DocumentRefusedException>(() => document.ToDocx(stream));
        Assert.Equal(reason, Assert.Single(refused.Refusals).Reason);
        Assert.Equal(0, stream.Length);
    }

    private static OfficialDocument Faulty(string fault)
    {
        var report = Samples.Report;
        OfficialDocument With(Block block) => report with { Body = [new Paragraph("前文。"), block] };
        return fault switch
        {
            "title" => report with { Title = " " },
            "head" => report with { Form = DocumentForm.RedHead },
            "plain with head" => report with { Head = new DocumentHead("桐花镇人民政府文件") },
            "level" => With(new Heading(5, "五级")),
            "row" => With(
                new Table(
                    [new Column("甲"), new Column("乙")],
                    [
                        ["一"],
                    ]
                )
            ),
            "no columns" => With(new Table([], [])),
            "script link" => With(Paragraph.Of(new Figure("1", "x", new Uri("javascript:alert(1)")))),
            "relative link" => With(Paragraph.Of(new Figure("1", "x", new Uri("/figures/1", UriKind.Relative)))),
            "signer with a break" => report with { Signature = new Signature("甲\n乙") },
            "nobody signs" => report with { Signature = new Signature() },
            "seventh digit" => Samples.RedHead with { Head = Samples.RedHead.Head! with { CopyNumber = 1_000_000 } },
            "endless" => With(new Paragraph(new string('长', Examination.LongestText + 1))),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    [Fact]
    public void Refusals_SayWhere()
    {
        var document = Samples.Report with
        {
            Body =
            [
                new Paragraph("甲"),
                new Table(
                    [new Column("甲")],
                    [
                        ["一"],
                        ImmutableArray<Cell>.Empty,
                    ]
                ),
            ],
        };
        Assert.Equal("body[1].rows[1]", Assert.Single(document.Examine()).Where);
    }

    [Theory]
    [InlineData(1, 3, "三、总体情况")]
    [InlineData(2, 11, "（十一）总体情况")]
    [InlineData(3, 20, "20.总体情况")]
    [InlineData(4, 5, "（5）总体情况")]
    [InlineData(1, 99, "九十九、总体情况")]
    [InlineData(1, 40, "四十、总体情况")]
    public void NumberedHeading_HasTheNumberOfItsLevel(int level, int number, string expected) =>
        Assert.Equal(expected, PlainText.Of(Heading.Numbered(level, number, "总体情况").Text));
}
