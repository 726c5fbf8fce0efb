using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using Xiangyin.Reading;
using Xiangyin.Reading.Tests;
using Xiangyin.Testing;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Tests.Features.Checks.Uploads;

namespace Xiangyin.Bench;

/// <summary>
/// Spoilt files and texts, for minutes, through what takes a document in: the opener of uploads, the reader, all rules, the corrected Word file. Each must end in text or in a
/// refusal, within bounds of time and memory (a PDF’s own process keeps to its own); what does not is kept and named. One number, its seed, makes a run again.
/// </summary>
internal static class FuzzBench
{
    private const double Minutes = 3;
    private const long MostBytes = 512L << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly DateTimeOffset At = new(2022, 1, 14, 0, 0, 0, TimeSpan.Zero);

    private sealed record Input(string Kind, byte[]? File, string? Text)
    {
        public int Length => File?.Length ?? Encoding.UTF8.GetByteCount(Text!);
    }

    private sealed record Tried(Input Input, TimeSpan Time, long Bytes, bool Refused);

    public static int Run(string? minutes)
    {
        var given = minutes is null ? Minutes : double.Parse(minutes, CultureInfo.InvariantCulture);
        var seed = Environment.TickCount & 0xFFFFF;
        var kept = Directory.CreateTempSubdirectory("xy-fuzz-").FullName;
        var last = Path.Combine(kept, "last");
        Console.WriteLine($"seed {seed}, {given} min; should the process die, what it died of is {last}");

        var checker = new Checker(new() { Rules = RuleBook.Default.With(EveryRule()) });
        var tried = new List<Tried>();
        var failures = new List<string>();
        var clock = Stopwatch.StartNew();
        foreach (var input in Inputs(seed))
        {
            if (clock.Elapsed >= TimeSpan.FromMinutes(given))
            {
                break;
            }

            Keep(input, last);
            if (Try(input, checker, tried) is { } failure)
            {
                var path = Path.Combine(kept, string.Create(CultureInfo.InvariantCulture, $"{tried.Count:000000}"));
                Keep(input, path);
                failures.Add($"{path} ({input.Kind}): {failure}");
                Console.WriteLine(failures[^1]);
            }
        }

        Print(tried, failures);
        if (failures.Count == 0)
        {
            Directory.Delete(kept, recursive: true);
        }

        return failures.Count == 0 ? 0 : 1;
    }

    private static string EveryRule() =>
        string.Join('\n', RuleBook.Default.Rules.Select(rule => $"{rule.Id}: {{ on: true }}"));

    private static IEnumerable<Input> Inputs(int seed)
    {
        var texts = LabelledCase
            .Read(Repository.PathOf("tests", "Xiangyin.Reading.Tests", "Cases", "seen"))
            .Select(c => c.Text)
            .ToList();
        var files = new SpoiltFiles(seed, texts);
        var pieces = new SpoiltFiles(seed + 1, AnyText.Pieces);
        var any = new PCG((uint)seed);
        while (true)
        {
            for (var i = 0; i < 4; i++)
            {
                var file = files.Next();
                yield return new(file.Kind, file.Content, null);
            }

            yield return new("a document, spoilt", null, files.Text());
            yield return new("a piece, over and over", null, pieces.Text());
            yield return new("any text", null, AnyText.Texts.Generate(any, null, out _));
        }
    }

    // On a thread of its own: one that does not come back can't be stopped, only told.
    private static string? Try(Input input, Checker checker, List<Tried> tried)
    {
        Exception? thrown = null;
        var (bytes, refused, before) = (0L, false, GC.GetTotalMemory(forceFullCollection: false));
        var clock = Stopwatch.StartNew();
        var work = new Thread(() =>
        {
            try
            {
                Take(input, checker);
            }
            catch (UploadRefusal)
            {
                refused = true;
            }
#pragma warning disable CA1031 // Whatever it is, it is what is looked for.
            catch (Exception e)
#pragma warning restore CA1031
            {
                thrown = e;
            }
        })
        {
            IsBackground = true,
        };
        work.Start();
        bool ended;
        while (!(ended = work.Join(Look)) && clock.Elapsed < Longest)
        {
            bytes = Math.Max(bytes, GC.GetTotalMemory(forceFullCollection: false) - before);
        }

        tried.Add(new(input, clock.Elapsed, bytes, refused));
        return !ended ? $"took more than {Longest.TotalSeconds:0} s"
            : thrown is not null ? thrown.ToString()
            : bytes > MostBytes ? $"took {bytes >> 20} MB"
            : null;
    }

    private static void Take(Input input, Checker checker)
    {
        var upload = input.File is { } file
            ? UploadReader.Read(file, "文件.docx", default).GetAwaiter().GetResult()
            : UploadReader.Paste(input.Text!);
        var document = Reader.Read(upload.Text);
        var defects = checker.Check(document);
        foreach (var defect in defects)
        {
            if (defect.Span.Start < 0 || defect.Span.End > upload.Text.Length || defect.MessageIn("en").Length == 0)
            {
                throw new InvalidOperationException($"{defect} lies outside of the text");
            }
        }

        // Of two that overlap the later is put right, as on the page.
        var fixes = new List<Edit>();
        foreach (var defect in defects.Where(d => d.Fix is not null).OrderByDescending(d => d.Span.Start))
        {
            if (fixes.Count == 0 || defect.Span.End <= fixes[^1].Span.Start)
            {
                fixes.Add(new(defect.Span, defect.Fix!));
            }
        }

        var edits = Edits.None.With(upload.Text, fixes);
        _ = Reader.Read(edits.Apply(upload.Text));
        CorrectedDocx.Write(
            upload.Docx ?? PlainDocx.Write(document, At),
            edits,
            [.. defects.Where(d => d.Fix is null).Select(d => new Comment(d.Span, d.Message))],
            "乡音",
            At
        );
    }

    private static void Keep(Input input, string path)
    {
        // A text with half a surrogate pair can be kept as UTF-16 only.
        var bytes = input.File ?? [.. Encoding.Unicode.GetPreamble(), .. Utf16(input.Text!)];
        File.WriteAllBytes(path, bytes);
    }

    private static byte[] Utf16(string text) => MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    private static void Print(List<Tried> tried, List<string> failures)
    {
        using var process = Process.GetCurrentProcess();
        var slowest = tried.MaxBy(t => t.Time)!;
        var largest = tried.MaxBy(t => t.Bytes)!;
        Console.WriteLine(
            $"tried      {tried.Count} inputs, {tried.Sum(t => (long)t.Input.Length) >> 20} MB; {tried.Count(t => t.Refused)} refused"
        );
        Console.WriteLine(
            $"slowest    {slowest.Time.TotalMilliseconds:0} ms: {slowest.Input.Kind}, {slowest.Input.Length >> 10} KB"
        );
        Console.WriteLine(
            $"largest    {largest.Bytes >> 20} MB held at once: {largest.Input.Kind}, {largest.Input.Length >> 10} KB"
        );
        Console.WriteLine($"memory     {process.PeakWorkingSet64 >> 20} MB at the peak of the process");
        Console.WriteLine($"failures   {failures.Count}");
        foreach (var kind in tried.GroupBy(t => t.Input.Kind).OrderByDescending(g => g.Count()))
        {
            Console.WriteLine($"  {kind.Count(), 6} {kind.Count(t => t.Refused), 6} refused  {kind.Key}");
        }
    }
}
