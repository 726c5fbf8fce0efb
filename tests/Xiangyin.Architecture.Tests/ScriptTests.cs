using System.Text;
using Xiangyin.Testing;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Xiangyin.Architecture.Tests;

/// <summary>
/// Simplified and traditional texts, of the site and of the catalogue, are each in their own glyphs. A character set of the
/// time when each script had its own is the measure: GB 2312 knows no traditional form, Big5 no simplified one. It can't see
/// a glyph that both have (后, 里, 干): those are read by eye.
/// </summary>
public sealed class ScriptTests
{
    // Traditional on the mainland, where Big5 has 著 and 啟.
    private const string AlsoTraditional = "着啓";

    private static readonly List<(string File, string Language, string Text)> Texts =
    [
        .. from folder in (string[])["src", "catalogue"]
        where Directory.Exists(Repository.PathOf(folder))
        from file in Repository.Files(folder, "*.yaml")
        from node in Nodes(file.Text).OfType<YamlMappingNode>()
        // What reads alike in every language, such as a language's own name, belongs to no script.
        where node.Children.Values.Select(value => value.ToString()).Distinct().Count() > 1
        from text in node.Children
        where text.Key is YamlScalarNode { Value: "zh-Hans" or "zh-Hant" } && text.Value is YamlScalarNode
        select (file.Name, ((YamlScalarNode)text.Key).Value!, ((YamlScalarNode)text.Value).Value ?? ""),
    ];

    static ScriptTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("zh-Hans", "x-cp20936", "鄉")]
    [InlineData("zh-Hant", "big5", "乡")]
    public void Text_KeepsToItsScript(string language, string characterSet, string foreign)
    {
        var set = Encoding.GetEncoding(
            characterSet,
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback
        );
        Assert.False(Has(set, foreign));

        Rule.Holds(
            $"Not {language}:",
            from text in Texts
            where text.Language == language
            let strange = text.Text.Where(c =>
                c is >= '\u4e00' and <= '\u9fff' && !AlsoTraditional.Contains(c) && !Has(set, c.ToString())
            )
            where strange.Any()
            select $"{text.File}: {string.Concat(strange)} in {text.Text}"
        );
    }

    private static bool Has(Encoding set, string character)
    {
        try
        {
            return set.GetByteCount(character) == 2;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static IEnumerable<YamlNode> Nodes(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.SelectMany(document => document.AllNodes);
    }
}
