namespace Xiangyin.Ledger.Tests;

/// <summary>A mistake in the small catalogue, and what is told about it.</summary>
internal sealed record Mistake(string Name, string Text, IReadOnlyList<(int Line, string Message, string Remedy)> Told);

/// <summary>Reads <c>Mistakes.txt</c>, which says itself how it is written.</summary>
internal static class Mistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [.. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Mistakes.txt")).Split("\n== ").Skip(1).Select(Read)];

    private static Mistake Read(string written)
    {
        var lines = written.Split('\n');
        var before = new List<string>();
        var after = new List<string>();
        var told = new List<(Func<List<string>, int, int> Line, string Message, string Remedy)>();
        Func<List<string>, int, int> at = (_, _) => 1;
        foreach (var line in lines.Skip(1).Where(l => l.Length > 0))
        {
            var rest = line[1..];
            switch (line[0])
            {
                case ' ':
                    before.Add(rest);
                    after.Add(rest);
                    break;
                case '-':
                    before.Add(rest);
                    continue;
                case '+':
                    after.Add(rest);
                    break;
                case '^':
                    at = (whole, _) => whole.FindIndex(l => l.Trim() == rest.Trim()) + 1;
                    continue;
                default:
                    var parts = rest.Split(" → ");
                    told.Add((at, parts[0].Trim(), parts[^1].Trim()));
                    continue;
            }

            var offset = after.Count;
            at = (_, start) => start + offset;
        }

        var text = MiniCatalogue.Text.Split('\n').ToList();
        var start = Enumerable
            .Range(0, text.Count - before.Count + 1)
            .First(i => text.Skip(i).Take(before.Count).SequenceEqual(before));
        text.RemoveRange(start, before.Count);
        text.InsertRange(start, after);
        return new(
            lines[0],
            string.Join('\n', text),
            [.. told.Select(t => (t.Line(text, start), t.Message, t.Remedy))]
        );
    }
}
