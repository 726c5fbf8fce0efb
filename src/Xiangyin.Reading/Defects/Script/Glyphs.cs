using System.Collections.Frozen;

namespace Xiangyin.Reading;

/// <summary>
/// Variant glyphs (羣, 衞, 爲). Not: forms that a region's standard writes (户, 脱, 説), unless the document writes the other form too.
/// </summary>
internal sealed class Glyphs(RuleBook book) : Rule
{
    private readonly FrozenDictionary<char, RuleItem> glyphs = book["script/variant"]
        .List("glyphs")
        .ToFrozenDictionary(g => g.Word[0]);

    public override IReadOnlyList<string> Ids { get; } = ["script/variant"];

    public override void Look(Paper paper, Findings findings)
    {
        var text = paper.Text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= '\u3400' && glyphs.TryGetValue(text[i], out var glyph) && IsVariant(glyph, paper))
            {
                var standard =
                    !paper.Traditional && glyph["simplified"] is { } simplified ? simplified : glyph["standard"]!;
                findings.Add("script/variant", new(i, 1), standard, glyph.Word, standard);
            }
        }
    }

    private static bool IsVariant(RuleItem glyph, Paper paper) =>
        glyph["only"] is null
        || (
            glyph["only"] == "beside"
            && paper.Traditional
            && paper.Text.Contains(glyph["standard"]!, StringComparison.Ordinal)
        );
}
