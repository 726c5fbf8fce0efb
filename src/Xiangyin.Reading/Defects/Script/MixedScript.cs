using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Simplified characters in traditional text, or traditional ones in simplified. Not: characters that both scripts write (后, 里, 干), variants (a rule of their own), a document
/// half and half, which has no script to keep to.
/// </summary>
internal sealed class MixedScript(RuleBook book) : Rule
{
    private const int Dominance = 4;

    private readonly ILookup<char, (Regex Where, string Fix)> words = book["script/mixed"]
        .List("words")
        .ToLookup(
            item => item.Word[0],
            item => (new Regex(@"\G(?:" + item["where"] + ")", RegexOptions.Compiled), item["fix"]!)
        );

    private readonly SearchValues<char> any = SearchValues.Create([
        .. book["script/mixed"].Words("words").Select(w => w[0]),
    ]);

    // Variant glyphs are told by a rule of their own.
    private readonly FrozenSet<char> variants = book["script/variant"].Words("glyphs").Select(g => g[0]).ToFrozenSet();

    public override IReadOnlyList<string> Ids { get; } = ["script/mixed"];

    public override void Look(Paper paper, Findings findings)
    {
        if (paper.Traditional)
        {
            LookAtWords(paper.Text, findings);
        }

        var (others, own) = Count(paper.Text, paper.Traditional);
        if (others > 0 && own >= others * Dominance)
        {
            LookAtCharacters(paper.Text, paper.Traditional, findings);
        }
    }

    private (int Others, int Own) Count(string text, bool traditional)
    {
        var (others, own) = (0, 0);
        foreach (var c in text)
        {
            if (IsOther(c, traditional))
            {
                others++;
            }
            else if (IsOther(c, !traditional))
            {
                own++;
            }
        }

        return (others, own);
    }

    private void LookAtCharacters(string text, bool traditional, Findings findings)
    {
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

    // 范 is a family's name, and in 范圍 the simplified 範.
    private void LookAtWords(string text, Findings findings)
    {
        for (var i = 0; i < text.Length && text.AsSpan(i).IndexOfAny(any) is >= 0 and var next; i++)
        {
            i += next;
            foreach (var (where, fix) in words[text[i]])
            {
                if (where.IsMatch(text, i))
                {
                    findings.Add("script/mixed", new(i, 1), fix);
                }
            }
        }
    }

    private bool IsOther(char c, bool traditional) =>
        (traditional ? Scripts.IsSimplifiedOnly(c) : Scripts.IsTraditionalOnly(c)) && !variants.Contains(c);
}
