namespace Xiangyin.Reading;

/// <summary>Finds what a reader would object to in a document that was read. It may be used by many at once; the time it takes grows with the length only.</summary>
public sealed class Checker
{
    private readonly CheckOptions options;
    private readonly IReadOnlyList<Rule> rules;

    /// <summary>A checker with what is known beforehand; null where nothing is.</summary>
    public Checker(CheckOptions? options = null)
    {
        this.options = options ?? new();
        rules = [.. AllRules.Of(this.options).Where(rule => rule.Ids.Any(id => this.options.Rules[id].On))];
    }

    /// <summary>The defects of a document, in the order of its text.</summary>
    public IReadOnlyList<Defect> Check(ReadDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var paper = new Paper(document, options);
        var findings = new Findings(options.Rules, paper);
        foreach (var rule in rules)
        {
            rule.Look(paper, findings);
        }

        return findings.InOrder();
    }
}
