using System.Buffers;

namespace Xiangyin.Reading;

/// <summary>A rule that is nothing but words and what they should be: the hints on wording, and whatever a county adds.</summary>
internal sealed class WordRule : Rule
{
    private readonly string id;
    private readonly SearchValues<string> any;
    private readonly ILookup<char, RuleItem> words;

    private WordRule(RuleSetting setting)
    {
        id = setting.Id;
        words = setting.List("words").ToLookup(item => item.Word[0]);
        any = SearchValues.Create([.. setting.Words("words")], StringComparison.Ordinal);
    }

    public override IReadOnlyList<string> Ids => [id];

    /// <summary>The rules of a book that have words and no code of their own.</summary>
    public static IEnumerable<WordRule> Of(RuleBook book) =>
        book
            .Rules.Where(rule => rule.Category != "script" && rule.List("words").Count > 0)
            .Select(rule => new WordRule(rule));

    public override void Look(Paper paper, Findings findings)
    {
        var text = paper.Plain.AsSpan();
        for (var at = 0; at < text.Length && text[at..].IndexOfAny(any) is >= 0 and var next; )
        {
            at += next;
            var found = Longest(text[at..]);
            var span = paper.Origin(at, at + found.Word.Length);
            var fix = found["fix"] is { } better ? paper.InItsScript(better) : null;
            findings.Add(id, span, fix, paper.Show(span), fix ?? "");
            at += found.Word.Length;
        }
    }

    private RuleItem Longest(ReadOnlySpan<char> text)
    {
        RuleItem? longest = null;
        foreach (var item in words[text[0]])
        {
            if (item.Word.Length > (longest?.Word.Length ?? 0) && text.StartsWith(item.Word, StringComparison.Ordinal))
            {
                longest = item;
            }
        }

        return longest!;
    }
}
