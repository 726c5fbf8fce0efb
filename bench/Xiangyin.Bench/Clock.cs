using System.Diagnostics;

namespace Xiangyin.Bench;

/// <summary>Times a thing often enough that the median means something.</summary>
internal static class Clock
{
    /// <summary>Median milliseconds of one call, after a warm-up, over at least <paramref name="least"/> calls and a third of a second.</summary>
    public static double Median(Action action, int least = 7)
    {
        for (var i = 0; i < 3; i++)
        {
            action();
        }

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
