using System.Text;
using CsCheck;
using Xunit;

namespace Xiangyin.Reading.Tests;

/// <summary>What holds of any text at all.</summary>
public sealed class AnyTextTests
{
    [Fact]
    public void Read_AnyText_GivesPlacesThatHoldWhatTheySay() =>
        AnyText.Texts.Sample(
            text =>
            {
                var read = Reader.Read(text);

                foreach (var (words, span) in Named(read))
                {
                    Assert.Equal(words, span.In(text));
                }

                foreach (var quantity in read.Quantities)
                {
                    Assert.True(quantity.Phrase.Contains(quantity.Span));
                    Assert.True(quantity.High is null || quantity.Value < quantity.High);
                    Assert.Equal(quantity.Value is null, quantity.Approximation == Approximation.None);
                    Assert.True(read.Paragraphs[quantity.Paragraph].Span.Overlaps(quantity.Span));
                }

                Assert.All(read.Paragraphs, p => Assert.False(string.IsNullOrWhiteSpace(p.Span.In(text))));
            },
            iter: 1000
        );

    [Fact]
    public void Read_AnyText_GoesForwards() =>
        AnyText.Texts.Sample(
            text =>
            {
                var read = Reader.Read(text);

                Ordered(read.Headings.Select(h => h.Span));
                Ordered(read.Quantities.Select(q => q.Span));
                Ordered(read.NotQuantities.Select(n => n.Span));
                Ordered(read.Times.Select(t => t.Span));
                Ordered(read.Names.Select(n => n.Span));
                Ordered(read.Paragraphs.Select(p => p.Span));
            },
            iter: 1000
        );

    [Fact]
    public void Read_Twice_IsTheSame() =>
        AnyText.Texts.Sample(text => Assert.Equal(Numbers(Reader.Read(text)), Numbers(Reader.Read(text))), iter: 300);

    [Fact]
    public void PlainText_EveryPlace_ComesFromTheText() =>
        AnyText.Texts.Sample(
            text =>
            {
                var plain = Reader.Read(text).Plain;

                var last = -1;
                for (var i = 0; i < plain.Text.Length; i++)
                {
                    Assert.InRange(plain.Origin(i), last + 1, text.Length - 1);
                    last = plain.Origin(i);
                    Assert.Equal(i, plain.PlaceOf(last));
                }

                Assert.Equal(text.Length, plain.Origin(plain.Text.Length));
                for (var i = 0; i <= text.Length; i++)
                {
                    var place = plain.PlaceOf(i);
                    Assert.True(
                        plain.Origin(place) >= i && (place == 0 || plain.Origin(place - 1) < i),
                        $"{i}: {place}"
                    );
                }
            },
            iter: 1000
        );

    [Theory]
    [InlineData("一")]
    [InlineData("1")]
    [InlineData("、")]
    [InlineData("“")]
    [InlineData("12个村、")]
    [InlineData("分别为1个、")]
    [InlineData("（一）")]
    [InlineData("一、\n")]
    [InlineData("没有发生一")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("X")]
    [InlineData("2021年")]
    [InlineData("每")]
    [InlineData("《1")]
    [InlineData("#")]
    [InlineData("1万")]
    [InlineData("亿")]
    [InlineData("截至")]
    [InlineData("正月")]
    [InlineData("12个千人")]
    [InlineData("周一、")]
    [InlineData("x1")]
    [InlineData("（1）")]
    [InlineData("1。")]
    [InlineData("存在问题\n1、")]
    [InlineData("共计1篇，")]
    [InlineData("从8人到9人，")]
    [InlineData("诉求3件办结2件")]
    [InlineData("每处3个，")]
    [InlineData("占1%")]
    [InlineData("xx0")]
    public void Read_TheSameOverAndOver_TakesTimeInStep(string piece)
    {
        // A reader whose time grew with the square would not come back from so many characters.
        var text = new StringBuilder().Insert(0, piece, 200_000 / piece.Length).ToString();

        Assert.Equal(text, Reader.Read(text).Text);
    }

    // What the minutes of the bench found.
    [Theory]
    [InlineData("班。\n\n（二）、加强宣传全镇三分之\n")]
    [InlineData("全镇三分之，还有")]
    [InlineData("2场次由3页组成的")]
    public void Read_TextThatEndsTooSoon_IsRead(string text) => Assert.Equal(text, Reader.Read(text).Text);

    private static string Numbers(ReadDocument read) =>
        string.Join(
            '\n',
            read.Quantities.Select(q =>
                $"{q.Span} {q.Value} {q.High} {q.Approximation} {q.Unit} {q.Subject} {q.Per} {q.Nature}"
            )
        );

    private static void Ordered(IEnumerable<Span> spans)
    {
        var end = 0;
        foreach (var span in spans)
        {
            Assert.True(span.Start >= end, $"{span} begins before {end}");
            end = span.End;
        }
    }

    private static IEnumerable<(string, Span)> Named(ReadDocument read) =>
        read
            .Quantities.Select(q => (q.Text, q.Span))
            .Concat(read.NotQuantities.Select(n => (n.Text, n.Span)))
            .Concat(read.Times.Select(t => (t.Text, t.Span)))
            .Concat(read.Names.Select(n => (n.Text, n.Span)))
            .Concat(read.Headings.Select(h => (h.Title, h.TitleSpan)))
            .Concat(read.Headings.Select(h => (h.Label, h.LabelSpan)))
            .Concat(read.Titles.Select(t => (t.Text, t.Span)))
            .Concat(read.Problems.Select(i => (i.Text, i.Span)))
            .Concat(read.PlanItems.Select(i => (i.Text, i.Span)));
}
