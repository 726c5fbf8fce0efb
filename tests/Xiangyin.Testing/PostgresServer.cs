using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Xiangyin.Testing;

/// <summary>
/// A real PostgreSQL for the tests of one process: started when the first test asks, gone when the process is, however
/// that ends. A test class takes a <see cref="PostgresDatabase"/> of its own from it.
/// </summary>
public static class PostgresServer
{
    // The server lives as long as its standard input: `cat` ends when this process does, killed or not.
    private const string Script = """
        trap '' INT TERM
        home=$(mktemp -d /tmp/xypg.XXXXXX) || exit 1
        "$1/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 &&
        "$1/pg_ctl" -D "$home/data" -w -l "$home/log" -o "$2 -k $home" start >>"$home/log" 2>&1 &&
        echo ready || cat "$home/log"
        cat >/dev/null
        "$1/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1
        rm -rf "$home"
        """;

    private static readonly Tool InitDb = Tool.Find(
        "postgresql",
        [
            "initdb",
            .. Installed("/usr/lib/postgresql", "bin/initdb"),
            .. Installed("/opt/homebrew/opt", "bin/initdb")
                .Where(path => path.Contains("postgresql", StringComparison.Ordinal)),
        ]
    );

    private static readonly Lazy<Task<string>> Started = new(StartAsync);
    private static Process? server;

    /// <summary>How it is set up; to be changed before it starts. Tests need not survive a failure of power.</summary>
    public static string Settings { get; set; } = "-c fsync=off";

    public static bool IsInstalled => InitDb.IsInstalled && !OperatingSystem.IsWindows();

    /// <summary>Makes an empty database and gives its connection string. Skips the test where PostgreSQL is not installed.</summary>
    public static async Task<string> CreateDatabaseAsync(string? name = null)
    {
        InitDb.SkipIfAbsent();
        name ??= $"t{Guid.NewGuid():N}";
        var address = await Started.Value;
        await using var connection = new NpgsqlConnection($"{address};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
        await create.ExecuteNonQueryAsync();
        return $"{address};Database={name};Maximum Pool Size=20";
    }

    private static async Task<string> StartAsync()
    {
        var port = Ports.Free();
        string[] shell =
        [
            "sh",
            "-c",
            Script,
            "sh",
            Path.GetDirectoryName(InitDb.Path)!,
            $"-p {port} -c listen_addresses=127.0.0.1 -c max_connections=300 {Settings}",
        ];
        // PostgreSQL refuses to run as root.
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. shell] : shell;
        server = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                WorkingDirectory = "/",
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();

        var said = await server.StandardOutput.ReadLineAsync();
        if (said == "ready")
            return $"Host=127.0.0.1;Port={port};Username=postgres";
        server.StandardInput.Close();
        throw new InvalidOperationException(
            $"PostgreSQL did not start: {said}\n{await server.StandardOutput.ReadToEndAsync()}"
        );
    }

    private static void Stop()
    {
        server!.StandardInput.Close();
        server.WaitForExit(TimeSpan.FromSeconds(5));
    }

    private static IEnumerable<string> Installed(string root, string program) =>
        Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).OrderDescending().Select(version => Path.Combine(version, program))
            : [];
}
