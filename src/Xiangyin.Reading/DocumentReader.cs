namespace Xiangyin.Reading;

/// <summary>Reads one document: plain form, frame, headings, atoms, and then what each atom means where it stands.</summary>
internal sealed class DocumentReader(string original, ReadingOptions options)
{
    private readonly PlainText plain = Normaliser.Read(original);

    private string Text => plain.Text;

    public ReadDocument Read()
    {
        var lines = Line.Of(Text);
        var frame = new FrameReader(Text, original, plain, lines);
        frame.Read();
        var headings = new HeadingReader(Text, original, plain).Read(Outside(frame, lines));
        var sections = SectionTree.Of(headings, original.Length);
        var atoms = new Scanner(Text).Read();
        var year = YearOf(frame, lines, atoms);
        var times = new Dictionary<Atom, TimeMention>();
        foreach (var atom in atoms.Where(a => a.Kind == AtomKind.Time))
        {
            var span = plain.Origin(atom.Start, atom.End);
            times[atom] = TimeResolver.Resolve(atom.Time, span.In(original), span, year);
        }

        var items = new ItemReader(Text, original, plain, IsPlan(frame), plain.Origin(frame.BodyEnd));
        items.Read(sections, headings);
        var paragraphs = Paragraphs(frame, lines, headings);
        var labels = headings.ConvertAll(h => h.LabelSpan);
        var quantities = InParagraphs(
            new QuantityReader(Text, original, plain, atoms)
                .Read(a => times[a], items.InPlan)
                .ConvertAll(q => q.Quantity),
            paragraphs,
            labels
        );
        var names = new NameScanner(Text, original, plain, options.Names).Read();
        return new()
        {
            Text = original,
            Plain = plain,
            Title = frame.Title,
            Titles = frame.Titles,
            Issuer = IssuerOf(frame, names),
            Period = PeriodOf(frame, atoms, times),
            CutOffs = [.. times.Values.Where(t => t.CutOff)],
            SignedOn = SignedOn(frame, atoms, times),
            Headings = headings,
            Sections = sections,
            Paragraphs = paragraphs,
            Quantities = quantities,
            NotQuantities = NotQuantities(atoms, headings),
            Times = [.. times.Values],
            Names = names,
            Problems = items.Problems,
            PlanItems = items.PlanItems,
        };
    }

    private static List<Line> Outside(FrameReader frame, List<Line> lines)
    {
        var body = new List<Line>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            if (frame.KindOf(i) == ParagraphKind.Body)
            {
                body.Add(lines[i]);
            }
        }

        return body;
    }

    private List<Paragraph> Paragraphs(FrameReader frame, List<Line> lines, List<Heading> headings)
    {
        var paragraphs = new List<Paragraph>(lines.Count);
        var section = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var span = plain.Origin(lines[i].Start, lines[i].End);
            var own = false;
            while (section + 1 < headings.Count && headings[section + 1].Span.Start < span.End)
            {
                section++;
                own |= headings[section].Span.Start == span.Start;
            }

            paragraphs.Add(new(span, own ? ParagraphKind.Heading : frame.KindOf(i), section));
        }

        return paragraphs;
    }

    // Numbers of labels are no quantities: 3.场地 has no 3.
    private static List<Quantity> InParagraphs(List<Quantity> quantities, List<Paragraph> paragraphs, List<Span> labels)
    {
        var kept = new List<Quantity>(quantities.Count);
        var (paragraph, label) = (0, 0);
        foreach (var quantity in quantities)
        {
            while (paragraph + 1 < paragraphs.Count && paragraphs[paragraph].Span.End <= quantity.Span.Start)
            {
                paragraph++;
            }

            while (label < labels.Count && labels[label].End <= quantity.Span.Start)
            {
                label++;
            }

            if (
                (label == labels.Count || !labels[label].Overlaps(quantity.Span))
                && paragraphs[paragraph].Kind != ParagraphKind.Noise
            )
            {
                kept.Add(quantity with { Paragraph = paragraph });
            }
        }

        return kept;
    }

    private List<NotQuantity> NotQuantities(List<Atom> atoms, List<Heading> headings)
    {
        var found = new List<NotQuantity>();
        foreach (var atom in atoms)
        {
            if (
                atom.Kind == AtomKind.Trap
                || (
                    atom.Kind == AtomKind.Time
                    && Text.AsSpan(atom.Start, atom.End - atom.Start).IndexOfAny(Scanner.Numerals) >= 0
                )
            )
            {
                var span = plain.Origin(atom.Start, atom.End);
                found.Add(new(span.In(original), atom.Kind == AtomKind.Time ? NotQuantityKind.Time : atom.Trap, span));
            }
        }

        // Both lists are in order: what lies in a label is the label.
        var all = new List<NotQuantity>(found.Count + headings.Count);
        var next = 0;
        foreach (var heading in headings.Where(h => h.Style is not (LabelStyle.Markdown or LabelStyle.None)))
        {
            while (next < found.Count && found[next].Span.End <= heading.LabelSpan.Start)
            {
                all.Add(found[next++]);
            }

            while (next < found.Count && found[next].Span.Overlaps(heading.LabelSpan))
            {
                next++;
            }

            all.Add(new(heading.Label, NotQuantityKind.Label, heading.LabelSpan));
        }

        all.AddRange(found.Skip(next));
        return all;
    }

    private static bool IsPlan(FrameReader frame)
    {
        var title = Script.Fold(frame.Title?.Text ?? "");
        return !title.Contains("总结", StringComparison.Ordinal)
            && !title.Contains("汇报", StringComparison.Ordinal)
            && !title.Contains("报告", StringComparison.Ordinal)
            && !title.Contains("情况", StringComparison.Ordinal)
            && (
                title.Contains("计划", StringComparison.Ordinal)
                || title.Contains("要点", StringComparison.Ordinal)
                || title.Contains("打算", StringComparison.Ordinal)
                || title.Contains("工作安排", StringComparison.Ordinal)
                || title.Contains("方案", StringComparison.Ordinal)
            );
    }

    // ---- whose, when ------------------------------------------------------------------------------------------------

    // The year in the title; or else the year most often stated before the signature; or else the signature's.
    private static int? YearOf(FrameReader frame, List<Line> lines, List<Atom> atoms)
    {
        var title = frame.TitleLine >= 0 ? lines[frame.TitleLine] : default;
        var counts = new Dictionary<int, int>();
        int? last = null;
        foreach (var atom in atoms)
        {
            if (atom.Kind == AtomKind.Time && atom.Time.From.Year is { } year && !atom.Time.Masked)
            {
                if (title.Length > 0 && atom.Start >= title.Start && atom.End <= title.End)
                {
                    return year;
                }

                if (atom.Start == frame.DateStart)
                {
                    last = year;
                }
                else if (atom.Time.Kind != TimeKind.Range)
                {
                    counts[year] = counts.GetValueOrDefault(year) + 1;
                }
            }
        }

        return counts.Count > 0 ? counts.MaxBy(c => (c.Value, c.Key)).Key : last;
    }

    private static TimeMention? PeriodOf(FrameReader frame, List<Atom> atoms, Dictionary<Atom, TimeMention> times)
    {
        bool Tells(Atom atom) =>
            atom.Kind == AtomKind.Time
            && !atom.Time.CutOff
            && atom.Time.Kind
                is TimeKind.Year
                    or TimeKind.HalfYear
                    or TimeKind.Quarter
                    or TimeKind.Range
                    or TimeKind.Month;
        if (frame.Title is { } title && atoms.Find(a => Tells(a) && title.Span.Contains(times[a].Span)) is { } inTitle)
        {
            return times[inTitle];
        }

        return
            atoms.Find(a =>
                Tells(a)
                && a.Time.Kind != TimeKind.Month
                && a.Start != frame.DateStart
                && (a.Time.From.Year is not null || a.Time.Masked || a.Time.YearFromNow == 0)
            )
                is { } first
            ? times[first]
            : null;
    }

    private static TimeMention? SignedOn(FrameReader frame, List<Atom> atoms, Dictionary<Atom, TimeMention> times) =>
        frame.DateStart >= 0 && atoms.Find(a => a.Kind == AtomKind.Time && a.Start == frame.DateStart) is { } atom
            ? times[atom]
            : null;

    private UnitName? IssuerOf(FrameReader frame, List<UnitName> names)
    {
        if (frame.Signature is { Line: >= 0 } signature && signature.End > signature.Start)
        {
            var span = plain.Origin(signature.Start, signature.End);
            var name = names.Find(n => span.Contains(n.Span));
            return new()
            {
                Text = span.In(original),
                Span = span,
                Kind = NameKind.Body,
                Level = name?.Level,
                Form = name?.Form ?? NameForm.Generic,
            };
        }

        return frame.Title is { } title ? names.Find(n => title.Span.Contains(n.Span)) : null;
    }
}
