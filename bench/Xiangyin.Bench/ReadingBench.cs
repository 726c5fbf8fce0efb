using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xiangyin.Reading;
using Xiangyin.Reading.Tests;
using Xiangyin.Testing;

namespace Xiangyin.Bench;

/// <summary>How fast documents are read, and how well the labelled cases are.</summary>
/// <remarks>
/// Speed is bytes of UTF-8 over the processor time of the whole process, so that what collecting garbage takes on another core counts too, and what other
/// programs take does not. The text is that of the labelled cases of whole documents.
/// </remarks>
internal static class ReadingBench
{
    private const double Goal = 20;
    private const double GoalOfChecks = 5;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    public static int Run()
    {
        var table = new Table();
        var seen = LabelledCase.Read(Repository.PathOf("tests", "Xiangyin.Reading.Tests", "Cases", "seen"));
        var heldOut = LabelledCase.Read(Repository.PathOf("tests", "Xiangyin.Reading.Tests", "Cases", "held-out"));
        var documents = seen.Concat(heldOut).Select(c => c.Text).Where(t => t.Length > 300).ToList();
        var checker = new Checker();
        AddSpeed(table, "read, one document after the other", documents, d => Reader.Read(d), Goal);
        AddSpeed(table, "read, all in one of 4 MB", [Long(documents)], d => Reader.Read(d), Goal);
        AddSpeed(table, "read and checked by all rules", documents, d => checker.Check(Reader.Read(d)), GoalOfChecks);
        AddSpeed(
            table,
            "the same, all in one of 4 MB",
            [Long(documents)],
            d => checker.Check(Reader.Read(d)),
            GoalOfChecks
        );
        AddScores(table, "held out", heldOut, judged: true);
        AddScores(table, "seen", seen, judged: false);
        table.Print();
        return table.AllMet ? 0 : 1;
    }

    /// <summary>Scores labelled cases of one's own, and lists what went wrong.</summary>
    public static int Score(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"There is no folder {folder}.");
            return 2;
        }

        var table = new Table();
        var cases = LabelledCase.Read(folder);
        AddScores(table, folder, cases, judged: true);
        foreach (var mistake in Scores.Of(cases).Mistakes)
        {
            Console.WriteLine(mistake);
        }

        table.Print();
        return table.AllMet ? 0 : 1;
    }

    private static void AddSpeed(Table table, string what, List<string> documents, Action<string> work, double goal)
    {
        var bytes = documents.Sum(Encoding.UTF8.GetByteCount);
        Clock.WarmUp(() => documents.ForEach(work), Enough / 3);
        var (rounds, time) = Repeat(documents, work, Enough);
        var speed = bytes * (double)rounds / 1e6 / time.TotalSeconds;
        table.Add(
            $"speed: {what}",
            string.Create(CultureInfo.InvariantCulture, $"{speed:0.0} MB/s of processor time"),
            $"≥ {goal} MB/s",
            speed >= goal
        );
    }

    private static (int Rounds, TimeSpan Time) Repeat(List<string> documents, Action<string> work, TimeSpan enough)
    {
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        var rounds = 0;
        var time = TimeSpan.Zero;
        while (time < enough)
        {
            foreach (var document in documents)
            {
                work(document);
            }

            rounds++;
            process.Refresh();
            time = process.TotalProcessorTime - start;
        }

        return (rounds, time);
    }

    private static string Long(List<string> documents)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length * 3 < 4_000_000; i++)
        {
            text.AppendLine(documents[i % documents.Count]);
        }

        return text.ToString();
    }

    private static void AddScores(Table table, string which, IReadOnlyList<LabelledCase> cases, bool judged)
    {
        var scores = Scores.Of(cases);
        Score("numeric facts F1", scores.Quantities.F1, 0.95);
        Score("subjects", Share(scores.SubjectsRight, scores.Subjects), 0.85);
        Score("headings F1", scores.Headings.F1, 0.97);
        Score("traps not taken for quantities", 1 - Share(scores.TrapsTaken, scores.Traps), 0.98);
        Score("defects precision", scores.Defects.Precision, 0.9);
        Score("defects recall", scores.Defects.Recall, 0.8);

        void Score(string what, double value, double goal)
        {
            var measured = value.ToString("0.000", CultureInfo.InvariantCulture);
            var claim = $"{which} ({cases.Count} cases): {what}";
            if (judged)
            {
                table.Add(claim, measured, $"≥ {goal.ToString(CultureInfo.InvariantCulture)}", value >= goal);
            }
            else
            {
                table.Note(claim, measured);
            }
        }
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
