using System.Buffers;
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

    private readonly SearchValues<char> any = SearchValues.Create([
        .. book["script/variant"].Words("glyphs").Select(g => g[0]),
    ]);

    public override IReadOnlyList<string> Ids { get; } = ["script/variant"];

    public override void Look(Paper paper, Findings findings)
    {
        var text = paper.Text;
        var decided = new Dictionary<char, bool>();
        for (var i = 0; i < text.Length && text.AsSpan(i).IndexOfAny(any) is >= 0 and var next; i++)
        {
            i += next;
            var glyph = glyphs[text[i]];
            if (!decided.TryGetValue(text[i], out var variant))
            {
                decided[text[i]] = variant = IsVariant(glyph, paper);
            }

            if (variant)
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
