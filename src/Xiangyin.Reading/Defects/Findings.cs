namespace Xiangyin.Reading;

/// <summary>Takes what the rules find, without what is switched off or excepted.</summary>
internal sealed class Findings(RuleBook book, Paper paper)
{
    private readonly List<Defect> defects = [];

    public bool Wants(string rule) => book[rule].On;

    public void Add(string rule, Span span, string? fix = null, params string[] arguments)
    {
        var setting = book[rule];
        if (!setting.On || setting.List("except").Any(item => IsWithin(item.Word, span)))
        {
            return;
        }

        defects.Add(
            new()
            {
                Rule = rule,
                Severity = setting.Severity,
                Span = span,
                Fix = fix,
                Reason = setting.Reason,
                Arguments = arguments.Length > 0 ? arguments : [Shown(span)],
            }
        );
    }

    /// <summary>In the order of the text; what was found twice at one place stands once, and what is but the effect of another defect not at all.</summary>
    public IReadOnlyList<Defect> InOrder() =>
        [
            .. WithoutEffects()
                .DistinctBy(d => (d.Rule, d.Span))
                .OrderBy(d => d.Span.Start)
                .ThenByDescending(d => d.Span.Length)
                .ThenBy(d => d.Rule, StringComparer.Ordinal),
        ];

    // A line that ends in what a site left there is no broken one, garbled text is of no script.
    private IEnumerable<Defect> WithoutEffects()
    {
        var residues = defects
            .Where(d => d.Rule.StartsWith("residue/", StringComparison.Ordinal))
            .Select(d => d.Span.End)
            .ToHashSet();
        var garbled = defects
            .Where(d => d.Rule == "script/garbled")
            .SelectMany(d => Enumerable.Range(d.Span.Start, d.Span.Length))
            .ToHashSet();
        return defects.Where(d =>
            d.Rule switch
            {
                "spacing/line-break" => !residues.Contains(d.Span.Start + 1),
                "script/mixed" => !garbled.Contains(d.Span.Start),
                _ => true,
            }
        );
    }

    // Whether the span lies in an occurrence of the excepted word.
    private bool IsWithin(string word, Span span)
    {
        var from = Math.Max(0, span.End - word.Length);
        var to = Math.Min(paper.Text.Length, span.Start + word.Length);
        return to > from && paper.Text.AsSpan(from, to - from).Contains(word, StringComparison.Ordinal);
    }

    private string Shown(Span span) => Paper.Shorten(paper.Text.AsSpan(span.Start, span.Length));
}
