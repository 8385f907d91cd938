using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Beem;

/// <summary>A lock of the BEEM benchmark (Pelánek 2007) among three processes, with the properties published for it.</summary>
internal abstract class BeemLock<TState> : Model<TState>
    where TState : IEquatable<TState>
{
    /// <summary>How many processes there are.</summary>
    protected const int Processes = 3;

    [Stateless("It counts for a test, and nothing that is explored depends on it.")]
    private readonly HashSet<TState> stopped = [];

    public override IReadOnlyList<string> Actors { get; } = ["process0", "process1", "process2"];

    public override IReadOnlyList<(string Name, Func<TState, bool> Holds)> Invariants =>
        [("mutual-exclusion", state => Enumerable.Range(0, Processes).Count(process => IsCritical(state, process)) <= 1)];

    public override IReadOnlyList<LivenessProperty<TState>> Liveness => Asked is var (property, fairness)
        ? [Property(property, fairness)]
        : [];

    /// <summary>Which liveness property to check, and under which fairness; null for none.</summary>
    public (string Property, Fairness Fairness)? Asked { get; init; }

    /// <summary>Whether a deadlock is an end like any other.</summary>
    public bool DeadlockIsEnd { get; init; }

    /// <summary>How many states without steps were seen.</summary>
    public int Deadlocks => stopped.Count;

    public override bool MayEnd(TState state)
    {
        if (!Enabled(state).Any())
        {
            stopped.Add(state); // the tests that read it search with one worker
        }

        return DeadlockIsEnd;
    }

    public override IEnumerable<ModelAction<TState>> Enabled(TState state)
    {
        for (var process = 0; process < Processes; process++)
        {
            foreach (var (name, next) in Steps(state, process))
            {
                yield return new ModelAction<TState>(process, name, next);
            }
        }
    }

    /// <summary>The steps of a process.</summary>
    protected abstract IEnumerable<(string Name, TState Next)> Steps(TState state, int process);

    /// <summary>Whether a process has left its own business and not yet entered its critical section.</summary>
    protected abstract bool IsWaiting(TState state, int process);

    /// <summary>Whether a process is in its critical section.</summary>
    protected abstract bool IsCritical(TState state, int process);

    private LivenessProperty<TState> Property(string property, Fairness fairness) => property switch
    {
        "p2" => new(property, fairness, state => IsCritical(state, 0), state => IsWaiting(state, 0)),
        "p3" => new(property, fairness, state => IsCritical(state, 0), state => !IsCritical(state, 0)),
        "p4" => new(property, fairness, state => Enumerable.Range(0, Processes).Any(process => IsCritical(state, process))),
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, null),
    };
}
