using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class ReaderTests
{
    [Fact]
    public void Read_Nothing_FindsNothing()
    {
        var read = Reader.Read("");

        Assert.Null(read.Title);
        Assert.Empty(read.Quantities);
        Assert.Empty(read.Headings);
    }
}
