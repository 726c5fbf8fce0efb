namespace Xiangyin.Documents.Tests;

public class LineBreakerTests
{
    /// <summary>
    /// The layout-test language: a source, the columns of a line, and the lines expected, each with where its last
    /// character ends. <c>[ ]</c> in the source holds a figure together.
    /// </summary>
    [Theory]
    // Full lines break anywhere between Chinese characters.
    [InlineData("一二三四五六七八九十", 4, "一二三四|五六七八|九十")]
    // A mark that may not start a line is pulled in where halves of marks suffice, and else pushes a character out.
    [InlineData("一二三，四五六七", 3, "一二|三，四|五六七")]
    [InlineData("一，二三，四五六", 4, "一，二三，|四五六")]
    [InlineData("一二，三四。五六", 5, "一二，三四。|五六")]
    // Two of them: compression cannot take both, so the last character is pushed out with them.
    [InlineData("一二三四。”五六", 4, "一二三|四。”五|六")]
    // Opening marks never end a line.
    [InlineData("一二三《四五》六", 4, "一二三|《四五》|六")]
    [InlineData("一二三“四”", 4, "一二三|“四”")]
    // Dashes and ellipses do not break, nor does a dash start a line.
    [InlineData("一二三——四", 4, "一二|三——四")]
    [InlineData("一二三……四", 4, "一二三|……四")]
    // A number and its unit stay together; so do numbers and words themselves.
    [InlineData("一二三12次四", 4, "一二三|12次四")]
    [InlineData("一二三76余篇", 5, "一二三|76余篇")]
    [InlineData("一二2021年7月13日四", 5, "一二2021年|7月13日四")]
    [InlineData("一二增98.6%四五", 4, "一二增|98.6%四|五")]
    [InlineData("一二三1,234元", 5, "一二三|1,234元")]
    [InlineData("一二GB/T 9704三", 4, "一二GB/T|9704三")]
    // A figure stays whole, unless it is longer than half a line.
    [InlineData("一二三[近十场]五六七八九", 8, "一二三近十场五六|七八九")]
    [InlineData("一二三四五六[近十场]七八", 8, "一二三四五六|近十场七八")]
    [InlineData("一二[三四五六七八]九", 4, "一二三四|五六七八|九")]
    // A word longer than a line breaks where the line ends.
    [InlineData("abcdefghijkl", 4, "abcdefgh|ijkl")]
    [InlineData("9876543.210", 3.5, "987654|3.210")]
    // The author's own breaks.
    [InlineData("一\n二三\n四", 4, "一|二三|四")]
    public void Lines_Break(string source, double columns, string expected)
    {
        var pieces = Pieces(source);
        var lines = LineBreaker.Break(pieces, columns);
        Assert.Equal(expected, string.Join('|', lines.Select(line => Text(pieces, line).Trim())));
        Assert.All(lines, line => Assert.True(Ink(pieces, line) <= columns + 1e-9, $"{Text(pieces, line)} sticks out"));
    }

    [Fact]
    public void PushedOutLine_IsStretchedToTheFullWidth()
    {
        var pieces = Pieces("一二三《四五》六");
        var line = LineBreaker.Break(pieces, 4)[0];
        Assert.Equal([0, 1.5, 3], line.Places);
    }

    [Fact]
    public void PulledInMark_GivesItsRightHalf_AndNothingElseMoves()
    {
        var line = LineBreaker.Break(Pieces("一二，三四五六七，八"), 8.5)[0];
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], line.Places);
    }

    [Fact]
    public void FirstLine_IsIndented_AndSoAreTheOthersWhenAsked()
    {
        var pieces = Pieces("一二三四五六七八");
        var lines = LineBreaker.Break(pieces, 5, first: 2, rest: 1);
        Assert.Equal(["一二三", "四五六七", "八"], lines.Select(line => Text(pieces, line)));
        Assert.Equal([2, 1, 1], lines.Select(line => line.Places[0]));
    }

    [Fact]
    public void GridWithoutPunctuation_IsExact()
    {
        var line = LineBreaker.Break(Pieces(new string('国', 100)), 28)[0];
        Assert.Equal([.. Enumerable.Range(0, 28).Select(i => (double)i)], line.Places);
    }

    [Fact]
    public void NoLine_StartsOrEndsWithWhatMayNot_InAnyText() =>
        CsCheck.Check.Sample(
            Generated.Text,
            text =>
            {
                var pieces = Pieces(text);
                var lines = LineBreaker.Break(pieces, 28, first: 2);
                Assert.Equal(
                    text.Replace(" ", "", StringComparison.Ordinal),
                    string.Concat(lines.Select(line => Text(pieces, line))).Replace(" ", "", StringComparison.Ordinal)
                );
                for (var i = 1; i < lines.Count; i++)
                {
                    var earlier = lines[i].Start >= 2 ? pieces[lines[i].Start - 2].Rune : 0;
                    var (before, after) = (pieces[lines[i].Start - 1].Rune, pieces[lines[i].Start].Rune);
                    Assert.True(
                        Punctuation.MayPart(earlier, before, after) || before == ' ',
                        $"{text}: {(char)before}|{(char)after}"
                    );
                    Assert.True(Ink(pieces, lines[i - 1]) <= 28 + 1e-6);
                    for (var k = 1; k < lines[i].Places.Length; k++)
                        Assert.True(lines[i].Places[k] >= lines[i].Places[k - 1]);
                }
            },
            iter: 2000
        );

    private static Piece[] Pieces(string source)
    {
        var pieces = new List<Piece>();
        var (group, inside) = (0, false);
        foreach (var rune in source.EnumerateRunes())
        {
            if (rune.Value is '[' or ']')
            {
                inside = rune.Value == '[';
                group += inside ? 1 : 0;
                continue;
            }
            pieces.Add(
                new Piece(
                    rune.Value,
                    rune.Value == '\n' ? 0
                        : TextWidth.IsFull(rune.Value) ? 1
                        : 0.5,
                    inside ? group : 0
                )
            );
        }
        return [.. pieces];
    }

    private static string Text(Piece[] pieces, Line line) =>
        string.Concat(pieces[line.Start..line.End].Select(piece => char.ConvertFromUtf32(piece.Rune)));

    /// <summary>Where the ink ends: a closing mark at the end has its right half empty.</summary>
    private static double Ink(Piece[] pieces, Line line)
    {
        if (line.End == line.Start)
            return 0;
        var last = pieces[line.End - 1];
        return line.Places[^1] + (Punctuation.ClosesLine(last.Rune) ? last.Width / 2 : last.Width);
    }
}
