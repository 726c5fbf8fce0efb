namespace Xiangyin.Reading;

/// <summary>Every rule there is.</summary>
internal static class AllRules
{
    public static IEnumerable<Rule> Of(CheckOptions options)
    {
        var book = options.Rules;
        return
        [
            new Placeholders(),
            new Holes(),
            new Titles(book),
            new CutOffWording(),
            new CutOffs(),
            new Contradictions(),
            new Terms(book),
            new Numbering(),
            new RunningCounts(),
            new ForeignNames(book, options.Gazetteer),
            new Voices(),
            new MixedScript(book),
            new Glyphs(book),
            new Garbled(),
            new RegionalWords(book),
            new RepeatedTitle(),
            new RepeatedWords(book),
            new RepeatedText(),
            new Pairs(),
            new Marks(),
            new ParagraphEnds(),
            new Spaces(),
            new LineBreaks(),
            new Residue(book),
            new Units(),
            new Counts(),
            new Sums(),
            new Magnitudes(book),
            new MissingWords(),
            new Plans(),
            new Similarity(book, options.Compared),
            .. WordRule.Of(book),
        ];
    }
}
