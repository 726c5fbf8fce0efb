using System.Diagnostics;
using CsCheck;
using Xunit;

namespace Xiangyin.Ledger.Tests;

/// <summary>Whatever is written, reading ends soon, with a catalogue or with what is wrong.</summary>
public sealed class CatalogueFuzzTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static readonly Gen<string> Nasty = Gen.OneOf(
        "\t",
        ":",
        ": ",
        "：",
        "\n",
        "\r",
        "- ",
        "? ",
        "|",
        ">-",
        "{",
        "}",
        "[",
        "]]",
        "\"",
        "'",
        "#",
        "&a ",
        "*a",
        "!!binary ",
        "%YAML 9.9",
        "---\n",
        "...\n",
        "<<: ",
        "null",
        "~",
        "\0",
        "\uFEFF",
        "\uD800",
        "\u2028",
        "9999999999999999999",
        "-1",
        "\\x",
        "(((((",
        "count(",
        " where "
    );

    // Places and lengths are parts of a thousand, so that one change fits every text.
    private static readonly Gen<Func<string, string>> Change = Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[0, 1000],
        Gen.Int[0, 40],
        Gen.Int[0, 1000],
        Nasty,
        (what, at, length, to, nasty) =>
            (Func<string, string>)(
                text =>
                {
                    var start = text.Length * at / 1000;
                    var piece = text.Substring(start, Math.Min(length, text.Length - start));
                    var target = text.Length * to / 1000;
                    return what switch
                    {
                        0 => text.Remove(start, piece.Length),
                        1 => text.Insert(target, piece),
                        2 => text.Remove(start, piece.Length).Insert(start, nasty),
                        _ => text.Insert(start, nasty),
                    };
                }
            )
    );

    private static readonly Gen<Func<string, string>[]> Changes = Change.Array[1, 6];

    [Fact]
    public void SmallCatalogue_HoweverChanged_IsReadOrTold() =>
        Changes.Sample(changes => Read([new("mini.yaml", Changed(MiniCatalogue.Text, changes))]), iter: 2000);

    [Fact]
    public void DefaultCatalogue_HoweverChanged_IsReadOrTold() =>
        Gen.Select(Gen.Int[0, DefaultCatalogue.Files.Count - 1], Changes)
            .Sample(
                (n, changes) =>
                    Read([
                        .. DefaultCatalogue.Files.Select(
                            (f, i) => i == n ? f with { Text = Changed(f.Text, changes) } : f
                        ),
                    ]),
                iter: 60
            );

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('-')]
    [InlineData('"')]
    [InlineData('&')]
    [InlineData('?')]
    [InlineData(':')]
    public void OneCharacterOverAndOver_IsTold(char c) => Read([new("a.yaml", new string(c, 200_000))]);

    [Theory]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: {")]
    [InlineData("a:\n")]
    [InlineData("groups: {a: {zh-Hans: b}}\n")]
    public void OneWordOverAndOver_IsTold(string word) =>
        Read([new("a.yaml", string.Concat(Enumerable.Repeat(word, 200_000 / word.Length)))]);

    private static string Changed(string text, IEnumerable<Func<string, string>> changes) =>
        changes.Aggregate(text, (t, change) => change(t));

    private static void Read(IReadOnlyList<CatalogueFile> files)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            _ = CatalogueReader.Read(files);
        }
        catch (CatalogueException e)
        {
            Assert.NotEmpty(e.Problems);
            Assert.All(
                e.Problems,
                p => Assert.True(p.Line > 0 && p.Message.Length > 0 && p.Remedy.Length > 0, p.ToString())
            );
        }

        Assert.True(clock.Elapsed < Soon, $"took {clock.Elapsed}");
    }
}
