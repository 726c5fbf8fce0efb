using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Simplified characters in traditional text, or traditional ones in simplified. Not: characters that both scripts write (后, 里, 干), variants (a rule of their own), a document
/// half and half, which has no script to keep to.
/// </summary>
internal sealed class MixedScript(RuleBook book) : Rule
{
    private readonly List<(Regex Word, string Fix)> words =
    [
        .. book["script/mixed"]
            .List("words")
            .Select(item => (new Regex(item.Word, RegexOptions.Compiled), item["fix"]!)),
    ];

    private const int Dominance = 4;

    // Variant glyphs are told by a rule of their own.
    private readonly FrozenSet<char> variants = book["script/variant"].Words("glyphs").Select(g => g[0]).ToFrozenSet();

    public override IReadOnlyList<string> Ids { get; } = ["script/mixed"];

    public override void Look(Paper paper, Findings findings)
    {
        var (text, traditional) = (paper.Text, paper.Traditional);
        LookAtWords(paper, findings);
        var others = 0;
        var own = 0;
        foreach (var c in text)
        {
            if (c >= '\u3400')
            {
                others += IsOther(c, traditional) ? 1 : 0;
                own += IsOther(c, !traditional) ? 1 : 0;
            }
        }

        if (others == 0 || own < others * Dominance)
        {
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (!IsOther(text[i], traditional))
            {
                continue;
            }

            var start = i;
            while (i < text.Length && IsOther(text[i], traditional))
            {
                i++;
            }

            var run = text[start..i];
            findings.Add(
                "script/mixed",
                new(start, run.Length),
                traditional ? Scripts.ToTraditional(run) : Scripts.ToSimplified(run)
            );
        }
    }

    private void LookAtWords(Paper paper, Findings findings)
    {
        if (paper.Traditional)
        {
            foreach (var (word, fix) in words)
            {
                foreach (Match match in word.Matches(paper.Text))
                {
                    findings.Add("script/mixed", new(match.Index, match.Length), fix);
                }
            }
        }
    }

    private bool IsOther(char c, bool traditional) =>
        !variants.Contains(c) && (traditional ? Scripts.TraditionalOf(c) is not null : Scripts.IsTraditionalOnly(c));
}
