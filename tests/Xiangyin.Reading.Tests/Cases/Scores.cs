using System.Globalization;

namespace Xiangyin.Reading.Tests;

/// <summary>How well reading and checking do on labelled cases.</summary>
internal sealed class Scores
{
    /// <summary>The kinds of defect that the required precision and recall are measured over; the others are reported apart.</summary>
    public static readonly IReadOnlyList<string> Measured =
    [
        "placeholder",
        "numbering",
        "period",
        "name",
        "title",
        "punctuation",
        "spacing",
        "repetition",
        "unit",
        "script",
    ];

    private readonly SortedDictionary<string, Tally> defects = new(StringComparer.Ordinal);
    private readonly List<string> mistakes = [];

    public Tally Quantities { get; } = new();

    public Tally Headings { get; } = new();

    public int Subjects { get; private set; }

    public int SubjectsRight { get; private set; }

    public int Natures { get; private set; }

    public int NaturesRight { get; private set; }

    public int PersRight { get; private set; }

    public int Traps { get; private set; }

    public int TrapsTaken { get; private set; }

    /// <summary>What went wrong, one line each.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;

    public IReadOnlyDictionary<string, Tally> DefectsByRule => defects;

    /// <summary>Of the measured kinds together.</summary>
    public Tally Defects => Tally.Sum(defects.Where(d => Measured.Contains(d.Key.Split('/')[0])).Select(d => d.Value));

    public static Scores Of(IEnumerable<LabelledCase> cases)
    {
        var scores = new Scores();
        foreach (var labelled in cases)
        {
            scores.Add(labelled);
        }

        return scores;
    }

    private void Add(LabelledCase labelled)
    {
        var names = new ReadingOptions
        {
            Names = [.. labelled.Options.Gazetteer.Villages, .. labelled.Options.Gazetteer.Superiors],
        };
        var document = Reader.Read(labelled.Text, names);
        if (labelled.Aspects.Contains('q', StringComparison.Ordinal))
        {
            AddQuantities(labelled, document);
        }

        if (labelled.Aspects.Contains('h', StringComparison.Ordinal))
        {
            AddHeadings(labelled, document);
        }

        if (labelled.Aspects.Contains('d', StringComparison.Ordinal))
        {
            AddDefects(labelled, new Checker(labelled.Options).Check(document));
        }
    }

    private void AddQuantities(LabelledCase labelled, ReadDocument document)
    {
        var left = document.Quantities.ToList();
        foreach (var expected in labelled.Labels.OfType<LabelledQuantity>())
        {
            var found =
                left.Find(q => q.Span.Overlaps(expected.Span) && IsRight(q, expected))
                ?? left.Find(q => q.Span.Overlaps(expected.Span));
            if (found is null || !IsRight(found, expected))
            {
                Quantities.Missed++;
                mistakes.Add($"{labelled.Id} quantity: {expected.Span.In(labelled.Text)}, found {Shown(found)}");
                continue;
            }

            left.Remove(found);
            Quantities.Right++;
            AddSubject(labelled, expected, found);
            Natures++;
            NaturesRight += found.Nature == expected.Nature ? 1 : 0;
            PersRight += Simplified(found.Per ?? "") == Simplified(expected.Per ?? "") ? 1 : 0;
        }

        Quantities.False += left.Count;
        mistakes.AddRange(left.Select(q => $"{labelled.Id} no quantity: {Shown(q)}"));
        foreach (var trap in labelled.Labels.OfType<LabelledTrap>())
        {
            Traps++;
            if (document.Quantities.FirstOrDefault(q => q.Span.Overlaps(trap.Span)) is { } taken)
            {
                TrapsTaken++;
                mistakes.Add($"{labelled.Id} trap: {trap.Span.In(labelled.Text)} taken as {Shown(taken)}");
            }
        }
    }

    private void AddSubject(LabelledCase labelled, LabelledQuantity expected, Quantity found)
    {
        if (expected.Subject is null)
        {
            return;
        }

        var (one, other) = (Bare(expected.Subject), Bare(found.Subject));
        var right =
            one == other
            || (
                one.Length > 0
                && other.Length > 1
                && (one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal))
            );
        Subjects++;
        SubjectsRight += right ? 1 : 0;
        if (!right)
        {
            mistakes.Add($"{labelled.Id} subject of {found.Text}: {expected.Subject}, found {found.Subject}");
        }
    }

    private void AddHeadings(LabelledCase labelled, ReadDocument document)
    {
        var left = document.Headings.ToList();
        foreach (var expected in labelled.Labels.OfType<LabelledHeading>())
        {
            var found = left.Find(h => h.Span.Start == expected.Span.Start);
            left.RemoveAll(h => h.Span.Start == expected.Span.Start);
            if (expected.Optional)
            {
                left.RemoveAll(h => h.Span.Overlaps(expected.Span));
                continue;
            }

            if (found is not null && found.Level == expected.Level && found.Label.Trim() == expected.Mark.Trim())
            {
                Headings.Right++;
            }
            else
            {
                Headings.Missed++;
                mistakes.Add(
                    $"{labelled.Id} heading: {expected.Mark} level {expected.Level}, found {found?.Label} {found?.Level}"
                );
            }
        }

        left.RemoveAll(h => h.Style == LabelStyle.RunIn);
        Headings.False += left.Count;
        mistakes.AddRange(left.Select(h => $"{labelled.Id} no heading: {h.Label}{h.Title}"));
    }

    private void AddDefects(LabelledCase labelled, IReadOnlyList<Defect> found)
    {
        var expected = labelled.Labels.OfType<LabelledDefect>().ToList();
        foreach (var label in expected)
        {
            if (found.Any(d => IsRight(d, label)))
            {
                Of(label.Rule).Right++;
            }
            else
            {
                Of(label.Rule).Missed++;
                mistakes.Add($"{labelled.Id} missed {label.Rule}: {label.Span.In(labelled.Text)}");
            }
        }

        foreach (var defect in found.Where(d => !expected.Any(label => IsRight(d, label))))
        {
            Of(defect.Rule).False++;
            mistakes.Add($"{labelled.Id} false {defect}");
        }
    }

    private Tally Of(string rule) => defects.TryGetValue(rule, out var tally) ? tally : defects[rule] = new();

    private static bool IsRight(Defect defect, LabelledDefect label) =>
        defect.Rule == label.Rule && defect.Span.Overlaps(label.Span);

    private static bool IsRight(Quantity found, LabelledQuantity expected) =>
        Same(found.Value, expected.Value)
        && Same(found.High, expected.High)
        && found.Approximation == expected.Approximation
        && Simplified(found.Unit) == Simplified(expected.Unit);

    private static bool Same(decimal? one, decimal? other) =>
        one is null ? other is null : other is { } o && Math.Abs(one.Value - o) < 0.001m;

    // 群众 and 羣衆 are one subject, “最美家庭” and 最美家庭 too.
    private static string Bare(string subject) =>
        string.Concat(Simplified(subject).Where(c => !"“”的、".Contains(c, StringComparison.Ordinal)));

    private static string Simplified(string text) => Reader.Read(text).Plain.Text;

    private static string Shown(Quantity? q) =>
        q is null
            ? "nothing"
            : string.Create(CultureInfo.InvariantCulture, $"{q.Text} = {q.Value}..{q.High} {q.Approximation} {q.Unit}");
}

/// <summary>Right, false and missed, and what follows from them.</summary>
internal sealed class Tally
{
    public int Right { get; set; }

    public int False { get; set; }

    public int Missed { get; set; }

    public double Precision => Right + False == 0 ? 1 : (double)Right / (Right + False);

    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static Tally Sum(IEnumerable<Tally> tallies) =>
        tallies.Aggregate(
            new Tally(),
            (sum, t) =>
                new()
                {
                    Right = sum.Right + t.Right,
                    False = sum.False + t.False,
                    Missed = sum.Missed + t.Missed,
                }
        );

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"P {Precision:0.000} R {Recall:0.000} F1 {F1:0.000} ({Right} right, {False} false, {Missed} missed)"
        );
}
