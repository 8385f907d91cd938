using System.Diagnostics;

namespace Interlock.Explorer.Search;

/// <summary>Notices a worker whose code has stopped coming back.</summary>
internal sealed class Watchdog(IReadOnlyList<IWorker> workers, TimeSpan patience)
{
    private readonly long[] expanded = new long[workers.Count];
    private readonly long[] since = [.. workers.Select(_ => Stopwatch.GetTimestamp())];

    public bool FindsStuckCode()
    {
        for (var index = 0; index < workers.Count; index++)
        {
            var now = workers[index].Expanded;
            if (now != expanded[index] || workers[index].IsWaiting)
            {
                expanded[index] = now;
                since[index] = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(since[index]) > patience)
            {
                return true;
            }
        }

        return false;
    }
}
