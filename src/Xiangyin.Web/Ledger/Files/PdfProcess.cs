using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// Asks something of a PDF in a process of its own, which is this program: no reader bounds what a PDF may cost it, or even survives every one. The
/// process knows nothing of the site, has a heap of 512 MB, and 10 seconds for each part of its answer; whatever else befalls it, the file is broken.
/// </summary>
internal static class PdfProcess
{
    /// <summary>The word that the program is started with; the question follows.</summary>
    public const string Verb = "look-into-pdf";

    /// <summary>The longest that a part of the answer may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const int MostHeap = 512 << 20;
    private const int MostPart = 64 << 20;

    private static readonly SemaphoreSlim Turn = new(2);

    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "Xiangyin.Web.exe" : "Xiangyin.Web"
    );

    // What a process needs to start, where it is there.
    private static readonly string[] Needed = ["PATH", "LD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMPDIR"];

    /// <summary>What comes next in the answer.</summary>
    private enum Mark : byte
    {
        Part = 1,
        Refusal = 2,
        End = 3,
    }

    /// <summary>The answer, part by part.</summary>
    /// <exception cref="PdfRefusal">The file does not have what was asked for, or could not be read within bounds.</exception>
    public static async IAsyncEnumerable<byte[]> Ask(
        string question,
        byte[] pdf,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await Turn.WaitAsync(ct);
        try
        {
            using var process = Start(question);
            try
            {
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                await Bounded(limit => Hand(pdf, process.StandardInput.BaseStream, limit), ct);
                while (await Bounded(limit => Next(process.StandardOutput.BaseStream, limit), ct) is { } part)
                {
                    yield return part;
                }
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>The other side: takes a PDF from the input and writes the answer to the output.</summary>
    public static void Answer(Func<byte[], IEnumerable<byte[]>> answer, Stream input, Stream output)
    {
        // Should the site be gone, nobody else stops it.
        using var limit = new Timer(_ => Environment.Exit(1), null, Longest, Timeout.InfiniteTimeSpan);
        // A reader that catches it and goes on would collect garbage for minutes, glyph after glyph.
        AppDomain.CurrentDomain.FirstChanceException += (_, thrown) =>
        {
            if (thrown.Exception is OutOfMemoryException)
            {
                Environment.Exit(1);
            }
        };
        using var pdf = new MemoryStream();
        input.CopyTo(pdf);
        try
        {
            foreach (var part in answer(pdf.ToArray()))
            {
                limit.Change(Timeout.Infinite, Timeout.Infinite);
                Write(Mark.Part, part, output);
                limit.Change(Longest, Timeout.InfiniteTimeSpan);
            }

            Write(Mark.End, [], output);
        }
        catch (PdfRefusal refusal)
        {
            Write(
                Mark.Refusal,
                Encoding.UTF8.GetBytes(string.Join('\n', [refusal.Rule, .. refusal.Arguments])),
                output
            );
        }
    }

    private static Process Start(string question)
    {
        var start = new ProcessStartInfo(Program, [Verb, question])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the site knows is none of its business.
        start.Environment.Clear();
        foreach (var name in Needed)
        {
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        }

        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")
        );
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{MostHeap:x}";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return Process.Start(start)!;
    }

    private static async Task<T> Bounded<T>(Func<CancellationToken, Task<T>> act, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        try
        {
            return await act(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new PdfRefusal(PdfRefusal.TooSlow, $"{Longest.TotalSeconds:0}");
        }
        // It ended before its answer did.
        catch (IOException)
        {
            throw new PdfRefusal(PdfRefusal.Broken);
        }
    }

    private static async Task<bool> Hand(byte[] pdf, Stream input, CancellationToken ct)
    {
        await using (input)
        {
            await input.WriteAsync(pdf, ct);
        }

        return true;
    }

    private static async Task<byte[]?> Next(Stream output, CancellationToken ct)
    {
        var head = new byte[1 + sizeof(int)];
        await output.ReadExactlyAsync(head, ct);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(1));
        var content = new byte[length is >= 0 and <= MostPart ? length : throw new PdfRefusal(PdfRefusal.Broken)];
        await output.ReadExactlyAsync(content, ct);
        return (Mark)head[0] switch
        {
            Mark.Part => content,
            Mark.End => null,
            _ => throw (
                Encoding.UTF8.GetString(content).Split('\n') is [var rule, .. var arguments]
                    ? new PdfRefusal(rule, arguments)
                    : new PdfRefusal(PdfRefusal.Broken)
            ),
        };
    }

    private static void Write(Mark mark, byte[] content, Stream output)
    {
        var head = new byte[1 + sizeof(int)];
        head[0] = (byte)mark;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(1), content.Length);
        output.Write(head);
        output.Write(content);
        output.Flush();
    }
}

/// <summary>A PDF that does not give what is asked of it.</summary>
/// <param name="rule">Which reader of the answer knows what to say.</param>
/// <param name="arguments">What goes into the text.</param>
internal sealed class PdfRefusal(string rule, params IReadOnlyList<string> arguments) : Exception
{
    /// <summary>It can't be read, or not within bounds.</summary>
    public const string Broken = "broken";

    /// <summary>It asks for a password.</summary>
    public const string Locked = "locked";

    /// <summary>It took too long; arguments: how many seconds it had.</summary>
    public const string TooSlow = "too-slow";

    public string Rule => rule;

    public IReadOnlyList<string> Arguments => arguments;

    public override string Message => $"{rule} {string.Join(' ', arguments)}";
}
