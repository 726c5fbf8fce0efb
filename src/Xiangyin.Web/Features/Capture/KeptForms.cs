using System.Collections.Concurrent;

namespace Xiangyin.Web.Features.Capture;

/// <summary>The forms of one person as JSON, with their entity tag.</summary>
internal sealed record FormsFile(byte[] Json, string Tag);

/// <summary>
/// Keeps forms for a minute: every phone asks for the tag of its own each time that it finds a signal, and fifty find one at once when the server
/// is back. A name or a record to link to that changes shows within that minute.
/// </summary>
internal sealed class KeptForms(TimeProvider clock)
{
    private const int Most = 300;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (FormsFile File, long Since)> kept = new();

    public FormsFile? Find(string reader) =>
        kept.TryGetValue(reader, out var found) && clock.GetElapsedTime(found.Since) < Longest ? found.File : null;

    public FormsFile Keep(string reader, FormsFile file)
    {
        if (kept.Count >= Most)
        {
            kept.Clear();
        }

        kept[reader] = (file, clock.GetTimestamp());
        return file;
    }
}
