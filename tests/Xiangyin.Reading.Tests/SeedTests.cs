using Xunit;

namespace Xiangyin.Reading.Tests;

/// <summary>The document that everything began with. It is not in the repository: <c>XIANGYIN_SAMPLE</c> names the file.</summary>
public sealed class SeedTests
{
    [Fact]
    public void Read_Seed_FindsItsFigures()
    {
        var file = Environment.GetEnvironmentVariable("XIANGYIN_SAMPLE");
        Assert.SkipUnless(File.Exists(file), "XIANGYIN_SAMPLE names no file: the seed is not here to be read.");
        var read = Reader.Read(TextDecoder.Decode(File.ReadAllBytes(file!))!.Text);

        Assert.Equal(
            [12, 15, 7, 2, 1, 2, 1, 33, 45, 1, 4, 3, 33, 76, 6000, 10, 1],
            read.Quantities.Select(q => (int?)q.Value ?? -1)
        );
        Assert.Equal(new DateOnly(2021, 7, 13), Assert.Single(read.CutOffs).To);
        Assert.Equal(new DateOnly(2022, 1, 14), read.SignedOn?.From);
        Assert.Equal(new DateOnly(2021, 12, 31), read.Period?.To);
        Assert.Equal(3, read.Titles.Count);
        Assert.Equal(3, read.Problems.Count);
        Assert.Equal(9, read.PlanItems.Count);
    }
}
