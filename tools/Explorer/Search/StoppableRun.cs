using System.Diagnostics;
using System.Threading;
using Interlock.Models.Programs;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Search;

/// <summary>What the workers of any search share: when to stop, and why they did.</summary>
internal abstract class StoppableRun : IDisposable
{
    private readonly CancellationTokenSource stop;

    protected StoppableRun(CancellationToken interrupt) =>
        stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);

    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    public CancellationToken Stop => stop.Token;

    /// <summary>Why a worker gave up; null if none did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The bound that stopped the search with states left; null if none did.</summary>
    public (string Name, double Limit)? Halted { get; private set; }

    /// <summary>Whether a state may have been lost half-way, so that an empty frontier means nothing.</summary>
    public bool HasLostStates { get; set; }

    /// <summary>Whether a worker may still be running, in code that does not come back.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>How a failure is said to the user.</summary>
    public static string TextOf(Exception failure) => failure is UnsupportedStateException or NondeterminismException
        ? failure.Message
        : $"{failure.GetType().Name}: {failure.Message}";

    public void Halt(string bound, double limit)
    {
        Halted ??= (bound, limit);
        stop.Cancel();
    }

    public void Fail(Exception failure)
    {
        Failure ??= failure;
        stop.Cancel();
    }

    public void Dispose()
    {
        if (!IsAbandoned)
        {
            // Should the code come back after all, it must not find its table gone.
            stop.Dispose();
            Release();
        }
    }

    /// <summary>Ends the search, for a reason that is kept elsewhere.</summary>
    protected void Cancel() => stop.Cancel();

    /// <summary>Gives back what the run holds.</summary>
    protected abstract void Release();
}
