using Xunit;

namespace Xiangyin.Web.Tests.Cli;

public sealed class RenderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xy-render-").FullName;

    private string Out => Path.Combine(folder, "out");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Markdown_BecomesEveryFormAskedFor()
    {
        var source = Write(
            "通知.md",
            "---\n成文日期: 2022-03-04\n署名: 桐花镇人民政府\n---\n# 通知\n\n各村按时报送。\n"
        );

        var (code, output, _) = await CommandLineTests.Run(
            "render",
            source,
            "--form",
            "docx,pdf,ofd,png,svg",
            "--out",
            Out
        );

        Assert.Equal(0, code);
        foreach (var name in new[] { "通知.docx", "通知.pdf", "通知.ofd", "通知-1.png", "通知-1.svg" })
        {
            Assert.Contains(Path.Combine(Out, name), output, StringComparison.Ordinal);
            Assert.True(new FileInfo(Path.Combine(Out, name)).Length > 1000, name);
        }
    }

    [Fact]
    public async Task Folder_TellsHowFarItIs_NamesWhatIsWrong_AndWritesTheRest()
    {
        Write("a.json", """{ "title": "甲", "date": "2022-01-14", "body": ["一段。"] }""");
        Write("b.json", """{ "title": "乙", "date": "2022-01-14", "body": [{ "list": [] }] }""");
        Write("c.md", "---\n成文日期: 2022-01-14\n---\n# 丙\n- 一条\n");

        var (code, output, errors) = await CommandLineTests.Run("render", folder, "--form", "docx", "--out", Out);

        Assert.Equal(1, code);
        Assert.Contains("[2/3] b.json", output, StringComparison.Ordinal);
        Assert.Contains("b.json body[0]", errors, StringComparison.Ordinal);
        Assert.Contains("c.md line 5：不认识这里的写法 - 一条", errors, StringComparison.Ordinal);
        Assert.Contains("3 份里有 2 份没有排出来", errors, StringComparison.Ordinal);
        Assert.Equal(["a.docx"], Directory.EnumerateFiles(Out).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Sources_ThatDifferInTheirEndingAlone_DoNotOverwriteEachOther()
    {
        Write("a.json", """{ "title": "甲", "date": "2022-01-14", "body": ["一段。"] }""");
        Write("a.md", "---\ndate: 2022-01-14\n---\n# 丙\n一段。\n");

        await CommandLineTests.Run("render", folder, "--form", "docx", "--out", Out);

        Assert.Equal(["a-json.docx", "a-md.docx"], Directory.EnumerateFiles(Out).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Picture_OutsideTheSourcesFolder_IsNotOpened()
    {
        var inside = Directory.CreateDirectory(Path.Combine(folder, "inside")).FullName;
        Write("secret.png", "not a picture");
        var source = Write(Path.Combine(inside, "a.md"), "---\ndate: 2022-01-14\n---\n# 丙\n![图](../secret.png)\n");

        var (code, _, errors) = await CommandLineTests.Run("render", source, "--form", "docx", "--out", Out);

        Assert.Equal(1, code);
        Assert.Contains("没有图片 ../secret.png", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("letter.txt", "letter.txt")]
    [InlineData("nowhere.md", "nowhere.md")]
    public async Task WhatIsNoSource_IsRefusedByName(string name, string named)
    {
        var (code, _, errors) = await CommandLineTests.Run("render", Path.Combine(folder, name), "--out", Out);

        Assert.Equal(1, code);
        Assert.Contains(named, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownForm_IsAMisuse()
    {
        var (code, _, errors) = await CommandLineTests.Run("render", folder, "--form", "doc", "--out", Out);

        Assert.Equal(2, code);
        Assert.Contains("docx,pdf,ofd,png,svg", errors, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
