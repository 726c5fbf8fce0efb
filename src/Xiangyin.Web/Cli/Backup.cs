using System.Text.Json;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Cli;

/// <summary>
/// <c>backup DIR</c>: a copy of a town's data as it stands at one instant, with a list of its files and what they hold. The site may be writing
/// meanwhile: the database is copied first, and a record's evidence is always there before the record.
/// </summary>
internal static class Backup
{
    public const string ListName = "backup.json";

    public static Verb Verb { get; } = new("backup", ["DIR"], [new("data", "DIR")], RunAsync);

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var target = call.Operands[0];
        var source = call["data"] ?? Serve.DefaultData;
        if (!Files.IsEmpty(target))
        {
            throw new Refusal("cli.refusal.not-empty", target);
        }

        await using var town = await OpenTown.OpenAsync(call, cancellation);
        Directory.CreateDirectory(target);
        town.Database.CopyTo(Path.Combine(target, "xiangyin.db"));
        // What is still arriving belongs to no record yet.
        foreach (
            var file in BackupList
                .FilesOf(source)
                .Where(f =>
                    !f.StartsWith("xiangyin.db", StringComparison.Ordinal)
                    && !f.EndsWith(".arriving", StringComparison.Ordinal)
                )
        )
        {
            var to = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(source, file), to);
        }

        var list = await BackupList.OfAsync(target, TimeProvider.System.GetUtcNow(), cancellation);
        // Written last: a folder without it is no backup.
        await File.WriteAllBytesAsync(Path.Combine(target, ListName), list.ToJson(), cancellation);
        call.Terminal.Say("cli.backup.done", list.Files.Count, target);
        return 0;
    }
}

/// <summary><c>restore DIR</c>: puts a backup into an empty data folder.</summary>
internal static class Restore
{
    public static Verb Verb { get; } = new("restore", ["DIR"], [new("data", "DIR"), new("erasures", "FILE")], RunAsync);

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var source = call.Operands[0];
        var target = call["data"] ?? Serve.DefaultData;
        if (!Files.IsEmpty(target))
        {
            throw new Refusal("cli.refusal.not-empty", target);
        }

        var list = await BackupList.ReadAsync(source, cancellation);
        var wrong = await list.DifferencesAsync(source, cancellation);
        foreach (var file in wrong)
        {
            call.Terminal.Complain("cli.restore.wrong", file);
        }

        if (wrong.Count > 0)
        {
            throw new Refusal("cli.refusal.damaged", source);
        }

        if (call["erasures"] is { } named && !File.Exists(named))
        {
            throw new Refusal("cli.refusal.no-file", named);
        }

        foreach (var file in list.Files)
        {
            var to = Path.Combine(target, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(source, file.Name), to);
        }

        if (call["erasures"] is { } erasures)
        {
            // Before anybody can open it: whoever was erased after the backup was made stays erased.
            call.Terminal.Say("cli.restore.erased", await EraseAgainAsync(target, erasures, cancellation));
        }

        call.Terminal.Say("cli.restore.done", list.Files.Count, target, list.MadeAt.ToOffset(TimeSpan.FromHours(8)));
        return 0;
    }

    private static async Task<int> EraseAgainAsync(string folder, string list, CancellationToken ct)
    {
        var clock = TimeProvider.System;
        await using var town = await OpenTown.MakeAsync(folder, null, clock, ct);
        var pictured = new PicturedPeople(town.Database, town.People, clock);
        var erasures = new Erasures(town.Database, town.Evidence, town.Ledger.Shown, pictured, folder, clock);
        return await erasures.Replay(list, default, ct);
    }
}

/// <summary>What a backup holds.</summary>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Files">Its files, by name.</param>
internal sealed record BackupList(DateTimeOffset MadeAt, IReadOnlyList<BackupList.Entry> Files)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A file with its SHA-256, lower-case hexadecimal.</summary>
    public sealed record Entry(string Name, long Length, string Sha256);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>All files below a folder, with forward slashes, sorted.</summary>
    public static IEnumerable<string> FilesOf(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static async Task<BackupList> OfAsync(string folder, DateTimeOffset at, CancellationToken ct)
    {
        var files = new List<Entry>();
        foreach (var name in FilesOf(folder))
        {
            files.Add(await EntryAsync(folder, name, ct));
        }

        return new(at, files);
    }

    public static async Task<BackupList> ReadAsync(string folder, CancellationToken ct)
    {
        try
        {
            var json = await File.ReadAllBytesAsync(Path.Combine(folder, Backup.ListName), ct);
            return JsonSerializer.Deserialize<BackupList>(json, Json)!;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new Refusal("cli.refusal.no-backup", folder);
        }
    }

    /// <summary>Files that are not as they were when the backup was made. Names that lead out of the folder are among them.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(string folder, CancellationToken ct)
    {
        var wrong = new List<string>();
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var file in Files)
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Name));
            if (
                !path.StartsWith(root, StringComparison.Ordinal)
                || !File.Exists(path)
                || await EntryAsync(folder, file.Name, ct) != file
            )
            {
                wrong.Add(file.Name);
            }
        }

        return wrong;
    }

    private static async Task<Entry> EntryAsync(string folder, string name, CancellationToken ct)
    {
        await using var stream = Cli.Files.Open(Path.Combine(folder, name));
        var hash = await System.Security.Cryptography.SHA256.HashDataAsync(stream, ct);
        return new(name, stream.Length, Convert.ToHexStringLower(hash));
    }
}
