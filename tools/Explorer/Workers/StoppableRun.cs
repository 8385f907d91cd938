using System.Diagnostics;
using System.Threading;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Workers;

/// <summary>What the workers of any search share: when to stop, and why they did.</summary>
internal abstract class StoppableRun : IDisposable
{
    private readonly CancellationTokenSource cut;
    private readonly CancellationTokenSource stop;

    protected StoppableRun(CancellationToken interrupt)
    {
        cut = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cut.Token);
    }

    /// <summary>Processor time after which code between two operations counts as not coming back.</summary>
    public TimeSpan LongestStretch { get; init; } = SearchOptions.LongestStretchByDefault;

    /// <summary>
    /// The share of the machine's memory that the process may grow by before this run is cut. Beyond <see cref="SearchOptions.MostMemory"/>
    /// of the machine the run is cut in any case: the visited set might not be able to grow once more.
    /// </summary>
    public double MemoryShare { get; init; } = SearchOptions.MostMemory;

    /// <summary>Bytes that the process had when this run began: other searches of the same process are not this one's.</summary>
    public long MemoryAtStart { get; } = Environment.WorkingSet;

    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    /// <summary>Ends the workers: a bound was met, it was interrupted, or they have found something.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Ends everything: a bound was met, or it was interrupted.</summary>
    public CancellationToken Cut => cut.Token;

    /// <summary>What is said of code that did not come back; null if all did.</summary>
    public UnsupportedStateException? Stuck { get; private set; }

    /// <summary>Why a worker gave up; null if none did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The bound that stopped the search with states left; null if none did.</summary>
    public (string Name, double Limit)? Halted { get; private set; }

    /// <summary>Why the bound was met, in words; null where its name says all.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether a state may have been lost half-way, so that an empty frontier means nothing.</summary>
    public bool HasLostStates { get; set; }

    /// <summary>Whether a worker may still be running, in code that does not come back.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>How a failure is said to the user.</summary>
    public static string TextOf(Exception failure) => failure switch
    {
        UnsupportedStateException or NondeterminismException => failure.Message,
        AssertionFailedException assertion => $"an assertion fails: {assertion.Message} ({assertion.Site})",
        _ => $"{failure.GetType().Name}: {failure.Message}",
    };

    public void Halt(string bound, double limit, string? reason = null)
    {
        Reason = Halted is null ? reason : Reason;
        Halted ??= (bound, limit);
        cut.Cancel();
    }

    public void FailStuck(UnsupportedStateException stuck)
    {
        Stuck = stuck;
        Failure = stuck; // whatever else failed, failed since it was stopped
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
            cut.Dispose();
            Release();
        }
    }

    /// <summary>Ends the search, for a reason that is kept elsewhere.</summary>
    protected void Cancel() => stop.Cancel();

    /// <summary>Gives back what the run holds.</summary>
    protected abstract void Release();
}
