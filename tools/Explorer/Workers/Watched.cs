using System.Runtime.ExceptionServices;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Workers;

/// <summary>Does something in which code under test may run, but no search: it is noticed if that code does not come back.</summary>
public static class Watched
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(1);

    /// <summary>Does it, on a thread of its own.</summary>
    /// <param name="work">What to do; what it throws is thrown on.</param>
    /// <exception cref="UnsupportedStateException">Code under test does not come to an operation; the message names the method and the
    /// line.</exception>
    public static T Run<T>(Func<T> work)
    {
        T? result = default;
        var thread = new WatchedThread(() => result = work());
        thread.Start();
        var watch = new Watchdog([thread], SearchOptions.LongestStretchByDefault);
        while (!thread.Join(Tick))
        {
            if (watch.Find() is var (stuck, text))
            {
                stuck.Stop(LongestStop);
                throw new UnsupportedStateException(text.Replace("{0}", stuck.Place ?? "Code under test", StringComparison.Ordinal));
            }
        }

        if (thread.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return result!;
    }
}
