namespace Xiangyin.Reading;

/// <summary>
/// Paragraphs that stop on a comma or a semicolon. Not: items of a list that all end so, a line that goes on in the next, a heading, 如下：.
/// </summary>
internal sealed class ParagraphEnds : Rule
{
    public override IReadOnlyList<string> Ids { get; } = ["punctuation/end"];

    public override void Look(Paper paper, Findings findings)
    {
        var text = paper.Text;
        var lines = Lines.Of(text).ToList();
        var whole = EndsInMarks(text, lines);
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, last) = (lines[i], text[lines[i].End - 1]);
            if (!"，、,；;".Contains(last) || line.Length < 8)
            {
                continue;
            }

            var semicolon = last is '；' or ';';
            var next = i + 1 < lines.Count ? lines[i + 1] : (Span?)null;
            var apart = next is null || text.AsSpan(line.End, next.Value.Start - line.End).Count('\n') > 1;
            var wrong = semicolon
                // The last item of a list, or one whose neighbours end in a full stop.
                ? next is null
                    || IsSignature(text, next.Value)
                    || (
                        i > 0
                        && text[lines[i - 1].End - 1] is '。' or '.'
                        && text[next.Value.End - 1] is '。' or '.'
                        && IsItem(text, lines[i - 1])
                        && IsItem(text, next.Value)
                    )
                : next is null || (apart && (whole || IsItem(text, next.Value))) || IsSignature(text, next.Value);
            if (wrong)
            {
                findings.Add("punctuation/end", new(line.End - 1, 1), "。", last.ToString(), "。");
            }
        }
    }

    // Most long lines are whole paragraphs, and none is cut within a sentence.
    private static bool EndsInMarks(string text, List<Span> lines)
    {
        const int Long = 20;
        var ends = lines.Where(line => line.Length >= Long).Select(line => text[line.End - 1]).ToList();
        return ends.Count >= 2 && ends.Count("。！？：；”）.!?:;".Contains) >= ends.Count - 1;
    }

    private static bool IsItem(string text, Span line) =>
        "一二三四五六七八九十（(第123456789①②③④⑤".Contains(text[line.Start]) && line.Length > 2;

    // The unit or the day at the end.
    private static bool IsSignature(string text, Span line) =>
        line.Length < 20
        && (text[line.End - 1] is '日' or '会' or '會' or '府' or '月' or '站' or '局' or '校' or '部');
}
