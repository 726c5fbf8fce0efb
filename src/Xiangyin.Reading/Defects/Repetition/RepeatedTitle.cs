namespace Xiangyin.Reading;

/// <summary>The title a second time, as a line of its own or twice in one line. Not: a title that the text quotes, a heading of the same wording further down, a line of a list of fields (完成时限：2024年9月底).</summary>
internal sealed class RepeatedTitle : Rule
{
    private const int LinesToLookAt = 8;
    private const int Shortest = 6;
    private const int Longest = 60;

    public override IReadOnlyList<string> Ids { get; } = ["repetition/title"];

    public override void Look(Paper paper, Findings findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Lines.Of(paper.Text).Take(LinesToLookAt))
        {
            var text = string.Concat(line.In(paper.Text).Where(c => !char.IsWhiteSpace(c)));
            if (
                text.Length is < Shortest or > Longest
                || "。；".Contains(text[^1])
                || text.AsSpan(0, text.Length - 1).IndexOfAny('：', ':') >= 0
            )
            {
                continue;
            }

            if (!seen.Add(text))
            {
                findings.Add("repetition/title", line, "");
            }
            else if (
                text.Length >= 2 * Shortest
                && text[..(text.Length / 2)] == text[(text.Length - (text.Length / 2))..]
            )
            {
                findings.Add("repetition/title", line, text[(text.Length - (text.Length / 2))..]);
            }
        }
    }
}
