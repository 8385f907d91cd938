using System.Threading;
using Interlock.Explorer.Liveness;
using Interlock.Explorer.States;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Search;

/// <summary>What the workers of one search share.</summary>
internal sealed class SearchRun : StoppableRun
{
    private Violation? violation;

    public SearchRun(TransitionSystem system, SearchOptions options, CancellationToken interrupt)
        : base(interrupt)
    {
        if (system.Goals.Count > 64)
        {
            throw new NotSupportedException($"goals are checked for at most 64, not {system.Goals.Count}.");
        }

        System = system;
        Options = options;
        Key = options.Seed is { } seed ? new FingerprintKey(seed) : FingerprintKey.Draw();
        LongestStretch = options.LongestStretch;
        MemoryShare = options.MemoryShare;
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

    /// <summary>The key of the fingerprints, of this run and of what is searched again because of it.</summary>
    public FingerprintKey Key { get; }

    public VisitedSet Visited { get; }

    public Frontier Frontier { get; }

    public IReadOnlyList<GraphLog>? Graphs { get; }

    public IReadOnlyList<LabelledLog>? Labels { get; }

    public IReadOnlyList<Worker> Workers { get; }

    /// <summary>What was found first; null if nothing was.</summary>
    public Violation? Violation => Volatile.Read(ref violation);

    public long Transitions => Workers.Sum(worker => worker.Transitions);

    /// <summary>How often each of the system's trials was seen.</summary>
    public IReadOnlyList<TrialCount> Trials =>
        [
            .. Enumerable.Range(0, System.Trials.Count)
                .Select(trial => Workers.Select(worker => worker.Trial(trial)).Aggregate((one, other) => one.And(other))),
        ];

    public Expansion NewExpansion() =>
        new(System.Width, System.Witnesses.Count, Options.Fingerprint == FingerprintKind.Bits128, Key, System.Trials.Count);

    public void Find(Violation found)
    {
        Interlocked.CompareExchange(ref violation, found, null);
        Cancel();
    }

    protected override void Release()
    {
        Visited.Dispose();
        (Frontier as IDisposable)?.Dispose();
    }
}
