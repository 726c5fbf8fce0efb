using System.Buffers;

namespace Xiangyin.Reading;

/// <summary>
/// Quotes, brackets and title marks without a partner. A paragraph that a line break cuts counts as one. Not: 一) as a label, a quotation over several paragraphs, ' in English.
/// </summary>
internal sealed class Pairs : Rule
{
    private const string Openers = "“‘「『《〈（【〔(";
    private const int Deepest = 100;
    private static readonly SearchValues<char> Marks = SearchValues.Create("“‘「『《〈（【〔(”’」』》〉）】〕)");
    private const string Closers = "”’」』》〉）】〕)";

    public override IReadOnlyList<string> Ids { get; } = ["punctuation/unpaired"];

    public override void Look(Paper paper, Findings findings)
    {
        var open = new List<(char Mark, int At)>();
        var previous = new Span(-1, 0);
        foreach (var line in Lines.Of(paper.Text))
        {
            if (open.Count > 0 && EndsParagraph(paper.Text, previous.End, line.Start))
            {
                // Of a quotation in several paragraphs each opens it again, and the last one closes it.
                if (
                    open is [var (mark, at)]
                    && mark == paper.Text[line.Start]
                    && at == previous.Start
                    && "“「".Contains(mark)
                )
                {
                    open.Clear();
                }

                Report(open, paper, findings);
            }

            Scan(paper, line, open, findings);
            previous = line;
        }

        Report(open, paper, findings);
    }

    private static void Scan(Paper paper, Span line, List<(char Mark, int At)> open, Findings findings)
    {
        var text = paper.Text;
        for (
            var i = line.Start;
            i < line.End && text.AsSpan(i, line.End - i).IndexOfAny(Marks) is >= 0 and var next;
            i++
        )
        {
            i += next;
            if (Openers.Contains(text[i]))
            {
                open.Add((text[i], i));
                if (open.Count > Deepest)
                {
                    Report(open, paper, findings);
                }
            }
            else if (Closers.IndexOf(text[i]) is >= 0 and var kind)
            {
                Close(paper, line, i, Same(Openers[kind]), open, findings);
            }
        }
    }

    private static void Close(
        Paper paper,
        Span line,
        int at,
        char opener,
        List<(char Mark, int At)> open,
        Findings findings
    )
    {
        var partner = open.FindLastIndex(o => Same(o.Mark) == opener);
        if (partner >= 0)
        {
            // What was opened inside and not closed has no partner.
            foreach (var (_, lost) in open.Skip(partner + 1))
            {
                findings.Add("punctuation/unpaired", new(lost, 1));
            }

            open.RemoveRange(partner, open.Count - partner);
        }
        else if (!IsLabel(paper.Text, line.Start, at) && !IsApostrophe(paper.Text, at))
        {
            findings.Add("punctuation/unpaired", new(at, 1));
        }
    }

    private static void Report(List<(char Mark, int At)> open, Paper paper, Findings findings)
    {
        // A second mark of the same kind in a row was meant to close: “文明户“.
        for (var i = 0; i < open.Count; i++)
        {
            var twin = i + 1 < open.Count && open[i].Mark == open[i + 1].Mark && open[i + 1].At - open[i].At < 20;
            var fix = twin ? Closers[Openers.IndexOf(open[i].Mark)].ToString() : null;
            var at = twin ? open[++i].At : open[i].At;
            findings.Add("punctuation/unpaired", new(at, 1), fix, paper.Text[at].ToString());
        }

        open.Clear();
    }

    // Between two lines of one paragraph nothing is empty, and the first does not end a sentence.
    private static bool EndsParagraph(string text, int end, int start) =>
        text.AsSpan(end, start - end).Count('\n') > 1
        || "。！？；：:;”》）)!?".Contains(text[end - 1])
        || end - text.LastIndexOf('\n', end - 1) < 16;

    // 一) 1) ①) at the beginning of a line or of a sentence.
    private static bool IsLabel(string text, int lineStart, int at)
    {
        var from = at;
        while (from > lineStart && "一二三四五六七八九十0123456789①②③④⑤".Contains(text[from - 1]))
        {
            from--;
        }

        return at > from && (from == lineStart || "。；：，;:, 　".Contains(text[from - 1]));
    }

    private static bool IsApostrophe(string text, int at) =>
        text[at] == '’' && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]);

    private static char Same(char mark) => mark == '(' ? '（' : mark;
}
