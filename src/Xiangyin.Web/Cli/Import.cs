using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Cli;

/// <summary>
/// <c>import FILE</c>: records from JSON lines. Everything is checked first, and nothing is written while one line is wrong. The same file again
/// changes nothing.
/// </summary>
internal static class Import
{
    private const int Batch = 1_000;

    public static Verb Verb { get; } =
        new("import", ["FILE"], [new("data", "DIR"), new("database", "CONNECTION"), new("evidence", "URL")], RunAsync);

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        await using var town = await OpenTown.OpenAsync(call, cancellation);
        var file = call.Operands[0];
        var today = TimeProvider.System.Today();
        var reader = new ImportReader(
            town.Ledger.Catalogue,
            town.Ledger.Tree,
            await PeopleAsync(town, today, cancellation),
            today,
            Path.GetDirectoryName(Path.GetFullPath(file))!
        );
        var lines = await LinesAsync(file, reader, cancellation);
        var (records, known) = await KeptAsync(town, lines, cancellation);

        var wrong = lines.Where(l => l.Problems.Count > 0).ToList();
        foreach (var line in wrong)
        {
            foreach (var problem in line.Problems)
            {
                var text = call.Terminal.Has("problem." + problem.Rule)
                    ? call.Terminal.Text("problem." + problem.Rule, [.. problem.Arguments])
                    : $"{problem.Rule} {string.Join(' ', problem.Arguments)}";
                call.Terminal.Complain("cli.import.problem", line.Number, problem.Field, text);
            }
        }

        if (wrong.Count > 0)
        {
            throw new Refusal("cli.refusal.import", wrong.Count);
        }

        for (var at = 0; at < records.Count; at += Batch)
        {
            var part = records[at..Math.Min(at + Batch, records.Count)];
            await town.Ledger.Write([.. part.Select(r => new NewRecord(r, r.Author))], cancellation);
        }

        call.Terminal.Say("cli.import.done", records.Count, known);
        return 0;
    }

    private static async Task<List<ImportedLine>> LinesAsync(string file, ImportReader reader, CancellationToken ct)
    {
        using var text = new StreamReader(Files.Open(file), Encoding.UTF8);
        var lines = new List<ImportedLine>();
        var seen = new Dictionary<Guid, int>();
        var number = 0;
        while (await text.ReadLineAsync(ct) is { } json)
        {
            number++;
            if (string.IsNullOrWhiteSpace(json))
            {
                continue;
            }

            var line = reader.Read(number, json);
            if (line.Record is { } record && !seen.TryAdd(record.Id, number))
            {
                line = line with { Problems = [.. line.Problems, new("id", "same-line", $"{seen[record.Id]}")] };
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Keeps the evidence and leaves out what the ledger has already; what it has otherwise is a problem of its line.</summary>
    private static async Task<(List<WorkRecord> New, int Known)> KeptAsync(
        OpenTown town,
        List<ImportedLine> lines,
        CancellationToken ct
    )
    {
        var records = new List<WorkRecord>();
        var known = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is not { Problems.Count: 0, Record: { } record } line)
            {
                continue;
            }

            var evidence = new List<Evidence>();
            foreach (var file in line.Files)
            {
                try
                {
                    await using var content = Files.Open(file.Path);
                    evidence.Add(
                        await town.Evidence.Put(content, Path.GetFileName(file.Path), file.Shows, record.Author, ct)
                    );
                }
                catch (LedgerRefusal refusal)
                {
                    lines[i] = line = line with
                    {
                        Problems =
                        [
                            .. line.Problems,
                            new(
                                "evidence",
                                "file-" + refusal.Rule,
                                [Path.GetFileName(file.Path), .. refusal.Arguments]
                            ),
                        ],
                    };
                }
            }

            record = record with { Evidence = evidence };
            var history = await town.Ledger.History(record.Id, record.Author, ct);
            if (history.Count == 0)
            {
                records.Add(record);
            }
            else if (history[0].By == record.Author && Digest(history[0].Content) == Digest(record))
            {
                known++;
            }
            else
            {
                lines[i] = line with { Problems = [.. line.Problems, new("id", "same-id", record.Id.ToString())] };
            }
        }

        return (records, known);
    }

    // Without what the sender does not decide and a second import of the same line can't know.
    private static string Digest(WorkRecord record)
    {
        var plain = record with
        {
            KindVersion = 0,
            Measures = new SortedDictionary<string, Measure>(record.Measures.ToDictionary(), StringComparer.Ordinal),
            Dimensions = new SortedDictionary<string, string>(record.Dimensions.ToDictionary(), StringComparer.Ordinal),
            Evidence = [.. record.Evidence.Select(e => e with { AddedAt = default })],
        };
        return Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plain)));
    }

    private static async Task<IReadOnlyList<Person>> PeopleAsync(OpenTown town, DateOnly today, CancellationToken ct) =>
        await town.People.In([.. town.Ledger.Tree.Units], today, ct);
}
