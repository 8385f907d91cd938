using System.Diagnostics;
using System.Threading;
using Interlock.Explorer.Liveness;
using Interlock.Models.Systems;

namespace Interlock.Explorer.Search;

/// <summary>What the workers of one search share.</summary>
internal sealed class SearchRun : IDisposable
{
    private readonly CancellationTokenSource stop;
    private Violation? violation;

    public SearchRun(TransitionSystem system, SearchOptions options, CancellationToken interrupt)
    {
        if (system.Goals.Count > 64)
        {
            throw new NotSupportedException($"goals are checked for at most 64, not {system.Goals.Count}.");
        }

        System = system;
        Options = options;
        stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        var needsGraph = system.Goals.Count > 0;
        var needsLabels = system.Liveness.Count > 0;
        Visited = VisitedSet.Create(options.Fingerprint, options.Workers, needsGraph || needsLabels);
        Frontier = options.Order == SearchOrder.BreadthFirst
            ? new BreadthFirstFrontier(system.Width, options.Workers)
            : new DepthFirstFrontier(system.Width, options.Workers);
        Graphs = needsGraph ? [.. Enumerable.Range(0, options.Workers).Select(_ => new GraphLog())] : null;
        Labels = needsLabels ? [.. Enumerable.Range(0, options.Workers).Select(_ => new LabelledLog(system))] : null;
        Workers = [.. Enumerable.Range(0, options.Workers).Select(index => new Worker(this, index))];
    }

    public TransitionSystem System { get; }

    public SearchOptions Options { get; }

    public VisitedSet Visited { get; }

    public Frontier Frontier { get; }

    public IReadOnlyList<GraphLog>? Graphs { get; }

    public IReadOnlyList<LabelledLog>? Labels { get; }

    public IReadOnlyList<Worker> Workers { get; }

    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    public CancellationToken Stop => stop.Token;

    /// <summary>What was found first; null if nothing was.</summary>
    public Violation? Violation => Volatile.Read(ref violation);

    /// <summary>Why a worker gave up; null if none did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The bound that stopped the search with states left; null if none did.</summary>
    public (string Name, double Limit)? Halted { get; private set; }

    /// <summary>Whether a state may have been lost half-way, so that an empty frontier means nothing.</summary>
    public bool HasLostStates { get; set; }

    /// <summary>Whether a worker may still be running, in code that does not come back.</summary>
    public bool IsAbandoned { get; set; }

    public long Transitions => Workers.Sum(worker => worker.Transitions);

    public Expansion NewExpansion() =>
        new(System.Width, System.Witnesses.Count, Options.Fingerprint == FingerprintKind.Bits128);

    public void Find(Violation found)
    {
        Interlocked.CompareExchange(ref violation, found, null);
        stop.Cancel();
    }

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
        if (IsAbandoned)
        {
            return; // should the code come back after all, it must not find its table gone
        }

        stop.Dispose();
        Visited.Dispose();
        (Frontier as IDisposable)?.Dispose();
    }
}
