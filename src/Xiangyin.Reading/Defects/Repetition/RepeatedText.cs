namespace Xiangyin.Reading;

/// <summary>A paragraph or a long sentence that stands in the document word for word before. Not: short ones, headings, the title, signatures.</summary>
internal sealed class RepeatedText : Rule
{
    private const int ShortestParagraph = 20;
    private const int ShortestSentence = 25;

    public override IReadOnlyList<string> Ids { get; } = ["repetition/paragraph"];

    public override void Look(Paper paper, Findings findings)
    {
        var text = paper.Text;
        var paragraphs = new HashSet<string>(StringComparer.Ordinal);
        var sentences = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Lines.Of(text))
        {
            var whole = line.In(text);
            if (whole.AsSpan().IndexOfAny("。；，,") < 0)
            {
                continue;
            }

            if (line.Length >= ShortestParagraph && !paragraphs.Add(whole))
            {
                findings.Add("repetition/paragraph", line, "");
                continue;
            }

            foreach (var sentence in Sentences(text, line))
            {
                if (sentence.Length >= ShortestSentence && !sentences.Add(sentence.In(text)))
                {
                    findings.Add("repetition/paragraph", sentence, "");
                }
            }
        }
    }

    private static IEnumerable<Span> Sentences(string text, Span line)
    {
        for (var start = line.Start; start < line.End; )
        {
            var length = text.AsSpan(start, line.End - start).IndexOfAny('。', '！', '？');
            var end = length < 0 ? line.End : start + length + 1;
            yield return Span.Between(start, end);
            start = end;
        }
    }
}
