using System.Diagnostics;
using System.Runtime;

namespace Xiangyin.Bench;

/// <summary>Times a thing often enough that the median means something.</summary>
internal static class Clock
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Calls until nothing is left to compile: code begins as it comes and is compiled better on another thread, once it has been called often enough for long enough.
    /// </summary>
    public static void WarmUp(Action action, TimeSpan? round = null)
    {
        const int Most = 12;
        for (var (rounds, compiled) = (0, -1L); rounds < Most && compiled != JitInfo.GetCompiledMethodCount(); rounds++)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < (round ?? Round); )
            {
                action();
            }
        }
    }

    /// <summary>Median milliseconds of one call, after a warm-up, over at least <paramref name="least"/> calls and a third of a second.</summary>
    public static double Median(Action action, int least = 7)
    {
        WarmUp(action);
        var times = new List<double>();
        var whole = Stopwatch.StartNew();
        while (times.Count < least || (whole.ElapsedMilliseconds < 350 && times.Count < 20_000))
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    /// <summary>
    /// Medians of two calls taken in turn, so that a machine that slows down slows both.
    /// </summary>
    public static (double A, double B) Pair(Action a, Action b, int rounds = 15)
    {
        var (timesA, timesB) = (new List<double>(), new List<double>());
        for (var i = -2; i < rounds; i++)
        {
            var (timeA, timeB) = (Once(a), Once(b));
            if (i >= 0)
            {
                timesA.Add(timeA);
                timesB.Add(timeB);
            }
        }

        timesA.Sort();
        timesB.Sort();
        return (timesA[rounds / 2], timesB[rounds / 2]);
    }

    public static double Once(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
