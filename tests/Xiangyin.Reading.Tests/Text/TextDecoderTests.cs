using System.Text;
using Xunit;

namespace Xiangyin.Reading.Tests.Text;

public sealed class TextDecoderTests
{
    private const string Simplified = "我镇全年开展宣讲12场，发放宣传单3000余份，群众满意度达95%。";
    private const string Traditional = "我鎮全年開展宣講12場，發放宣傳單3000餘份，群眾滿意度達95%。";

    [Theory]
    [InlineData(Simplified, "utf-8")]
    [InlineData(Simplified, "gb18030")]
    [InlineData(Simplified, "utf-16")]
    [InlineData(Simplified, "utf-16BE")]
    [InlineData(Traditional, "utf-8")]
    [InlineData(Traditional, "gb18030")]
    [InlineData(Traditional, "big5")]
    [InlineData(Traditional, "utf-16")]
    public void Decode_ChineseText_TellsItsEncoding(string text, string encoding)
    {
        var named = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);

        Assert.Equal(new(text, encoding, false), TextDecoder.Decode(named.GetBytes(text)));
        Assert.Equal(text, TextDecoder.Decode([.. named.GetPreamble(), .. named.GetBytes(text)])?.Text);
    }

    [Fact]
    public void Decode_OneBadByte_KeepsTheRest()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Simplified), 0xFF, .. Encoding.UTF8.GetBytes(Simplified)];

        Assert.Equal(new(Simplified + "\uFFFD" + Simplified, "utf-8", true), TextDecoder.Decode(bytes));
    }

    [Fact]
    public void Decode_Picture_IsNoText()
    {
        byte[] picture =
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            0,
            0,
            0,
            0x0D,
            0x49,
            0x48,
            0x44,
            0x52,
            0,
            0,
            4,
            0,
            0,
            0,
            3,
            0,
            8,
            6,
        ];

        Assert.Null(TextDecoder.Decode(picture));
    }

    [Fact]
    public void Decode_Nothing_IsEmptyText() => Assert.Equal("", TextDecoder.Decode([])?.Text);
}
