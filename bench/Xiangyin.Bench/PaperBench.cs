using System.Globalization;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Registers;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Site;
using Xiangyin.Web.Tests.Features.Registers;

namespace Xiangyin.Bench;

/// <summary>
/// 1,000 printed pages, filled in as hands do and photographed badly, then read: how many marks were read right, how many were left to a person,
/// and how many were read wrong without saying so.
/// </summary>
internal static class PaperBench
{
    private const int Scans = 1_000;

    // What a hand means to say, and what it does not.
    private static readonly Hand[] Plain =
    [
        Hand.Full,
        Hand.Full,
        Hand.Full,
        Hand.Partly,
        Hand.Tick,
        Hand.Cross,
        Hand.Scribble,
        Hand.Pencil,
    ];

    private static readonly (string Name, Harm Harm)[] Harms =
    [
        ("straight", Harm.None),
        ("turned", Harm.Rotation),
        ("shadow", Harm.Shadow),
        ("blur", Harm.Blur),
        ("JPEG", Harm.Jpeg),
        ("crease", Harm.Crease),
        ("phone", Harm.Perspective),
        ("all of it", Harm.All),
    ];

    public static int Run(string? keep)
    {
        var catalogue = CatalogueReader.Read(CatalogueFile.In(Path.Combine(AppContext.BaseDirectory, "catalogue")));
        var registers = Registers(catalogue);
        var rows = new Outcome[Harms.Length];
        var times = new double[Scans];
        Parallel.For(
            0,
            Scans,
            // More at once than there are cores would measure the waiting.
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            i =>
            {
                var harm = i % Harms.Length;
                var outcome = One(
                    registers[i / Harms.Length % registers.Count],
                    Harms[harm].Harm,
                    i,
                    keep,
                    out times[i]
                );
                lock (rows)
                {
                    rows[harm] += outcome;
                }
            }
        );

        Console.WriteLine(
            "| picture | pages | not found | marks | read right | left to a person | wrong unsaid | unclear marks | of them flagged |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var all = rows.Aggregate((a, b) => a + b);
        foreach (var (name, o) in Harms.Select((h, i) => (h.Name, rows[i])).Append(("together", all)))
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {o.Pages} | {o.Lost} | {o.Marks} | {100.0 * o.Right / o.Marks:0.00} % | {100.0 * o.Flagged / o.Marks:0.00} % | {o.Wrong} | {o.Unclear} | {(o.Unclear == 0 ? 100 : 100.0 * o.UnclearFlagged / o.Unclear):0.0} % |"
                )
            );
        }

        Array.Sort(times);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"reading a picture: median {times[Scans / 2]:0} ms, p99 {times[Scans * 99 / 100]:0} ms"
            )
        );
        var met = all.Wrong == 0 && all.Right >= all.Marks * 0.98;
        Console.WriteLine(met ? "met: at least 98 % right, none wrong unsaid" : "NOT MET");
        return met ? 0 : 1;
    }

    private static List<(Register Register, PrintedPage Printed)> Registers(Catalogue catalogue)
    {
        var founded = new UnitFounded(
            1,
            new(1),
            new(2010, 1, 1),
            UnitType.Village,
            new("石桥村", "石橋村", "Shiqiao"),
            null
        );
        var words = new RegisterWords(new T(Texts.Embedded(), "zh-Hans"), catalogue, UnitTree.From([founded]));
        return
        [
            .. new[]
            {
                ("centre-study", RegisterForm.SignIn),
                ("leaflet", RegisterForm.Tally),
                ("desk-event", RegisterForm.Tally),
                ("loan", RegisterForm.Slip),
            }.Select(
                (r, i) =>
                {
                    var kind = catalogue.Kind(r.Item1)!;
                    var register = new Register
                    {
                        Id = new Guid(i + 1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
                        Number = $"BENCHPAPE{i}",
                        Kind = kind.Id,
                        Unit = new(1),
                        On = new(2021, 6, 18),
                        Form = r.Item2,
                        Title = kind.Name.Hans,
                        Pages = PaperLayout.Of(kind, catalogue, r.Item2, 1),
                        Door = "",
                        By = default,
                        MadeAt = default,
                    };
                    return (register, new PrintedPage(register, words));
                }
            ),
        ];
    }

    private static Outcome One(
        (Register Register, PrintedPage Printed) of,
        Harm harm,
        int seed,
        string? keep,
        out double time
    )
    {
        var random = new Random(seed);
        var page = of.Register.Pages[0];
        using var scan = new PaperScan(of.Printed.Draw(page), random);
        var meant = page.Fields.Where(f => f.Form != FieldForm.Ink).ToDictionary(f => f.Id, f => Fill(scan, f, random));
        foreach (var ink in page.Fields.Where(f => f.Form == FieldForm.Ink && random.Next(3) > 0))
        {
            scan.Write(ink);
        }

        var jpeg = scan.Photograph(harm);
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var picture = Picture.Read(new MemoryStream(jpeg))!;
        var found = FoundPage.In(picture, out var why);
        var read = found is null ? [] : new MarkReader(picture, found.Page).Read(page);
        time = System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var outcome = found is null
            ? new Outcome(1, 1, meant.Values.Count(m => m.Clear), 0, meant.Values.Count(m => m.Clear), 0, 0, 0)
            : read.Where(r => meant.ContainsKey(r.Field))
                .Select(r => Judge(r, meant[r.Field]))
                .Aggregate(new Outcome(1, 0, 0, 0, 0, 0, 0, 0), (a, b) => a + b);
        if (keep is not null && (outcome.Wrong > 0 || outcome.Lost > 0))
        {
            Directory.CreateDirectory(keep);
            using var shown = SkiaSharp.SKBitmap.Decode(jpeg);
            using var png = shown.Encode(SkiaSharp.SKEncodedImageFormat.Png, 80);
            File.WriteAllBytes(Path.Combine(keep, $"{seed}-{harm}.png"), png.ToArray());
            var wrong = read.Where(r => meant.TryGetValue(r.Field, out var m) && Judge(r, m).Wrong > 0)
                .Select(r => $"{r.Field}: {r.Value} {r.Confidence:0.00} for {meant[r.Field].Value}");
            Console.Error.WriteLine(
                $"{seed} {harm} {(found is null ? why.ToString() : "")} {string.Join("; ", wrong)}"
            );
        }

        return outcome;
    }

    private static Outcome Judge(FieldReading read, (string? Value, bool Clear) meant)
    {
        var flagged = read.Sureness == Sureness.Doubtful;
        var right = !flagged && read.Value == meant.Value;
        return meant.Clear
            ? new(0, 0, 1, right ? 1 : 0, flagged ? 1 : 0, right || flagged ? 0 : 1, 0, 0)
            : new(0, 0, 0, 0, 0, right || flagged ? 0 : 1, 1, flagged ? 1 : 0);
    }

    /// <summary>Fills a field in: what it means, and whether a reader could know.</summary>
    private static (string? Value, bool Clear) Fill(PaperScan scan, PaperField field, Random random)
    {
        var group = field.Groups[^1];
        var hand = Plain[random.Next(Plain.Length)];
        switch (random.Next(20))
        {
            case < 3:
                return (null, true);
            case 3 when field.Form != FieldForm.Tick:
                // Corrected: the first crossed out, another filled in.
                scan.Mark(group[0], Hand.CrossedOut);
                scan.Mark(group[^1], hand);
                return (field.Form == FieldForm.Number && field.Groups.Count > 1 ? null : group[^1].Value, false);
            case 4:
                scan.Mark(group[0], Hand.CrossedOut);
                return (null, false);
            case 5 when field.Form != FieldForm.Tick:
                scan.Mark(group[0], Hand.Erased);
                scan.Fill(field, group[^1].Value, hand);
                return (group[^1].Value, false);
            default:
                var value =
                    field.Form == FieldForm.Number
                        ? random
                            .Next(1, (int)Math.Pow(10, random.Next(1, field.Groups.Count + 1)))
                            .ToString(CultureInfo.InvariantCulture)
                        : group[random.Next(group.Count)].Value;
                scan.Fill(field, value, hand);
                return (value, true);
        }
    }

    private readonly record struct Outcome(
        int Pages,
        int Lost,
        int Marks,
        int Right,
        int Flagged,
        int Wrong,
        int Unclear,
        int UnclearFlagged
    )
    {
        public static Outcome operator +(Outcome a, Outcome b) =>
            new(
                a.Pages + b.Pages,
                a.Lost + b.Lost,
                a.Marks + b.Marks,
                a.Right + b.Right,
                a.Flagged + b.Flagged,
                a.Wrong + b.Wrong,
                a.Unclear + b.Unclear,
                a.UnclearFlagged + b.UnclearFlagged
            );
    }
}
