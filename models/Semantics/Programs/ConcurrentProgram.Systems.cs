using Interlock.Semantics.Machines;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>What can be explored of it.</summary>
public sealed partial class ConcurrentProgram
{
    /// <summary>The program as an explorer sees it, on a machine.</summary>
    /// <param name="machine">
    /// What operations do; the sequentially consistent machine if null. Predicates and monitors may ask the same machine
    /// what its own words mean.
    /// </param>
    /// <param name="only">The one property that is judged; null for all. See <see cref="TransitionSystem.JudgedBy"/>.</param>
    /// <exception cref="ArgumentException">What is declared of locks does not suit the program.</exception>
    /// <exception cref="UnsupportedStateException">Lock regions cannot be merged, on this machine or with these properties.</exception>
    public TransitionSystem AsSystem(Machine? machine = null, string? only = null)
    {
        machine ??= new Machine();
        var judged = new Judged(only);
        return MergesLockRegions ? new MergedSystem(this, machine, judged)
            : Discipline is not null ? new GuardedSystem(this, machine, judged: judged)
            : new ProgramSystem(this, machine, judged: judged);
    }

    /// <summary>
    /// Pairs of executions of the program that an observer must not be able to tell apart: see <see cref="TwoLanes"/>. The observer is
    /// watching from then on.
    /// </summary>
    /// <param name="observer">Who must not learn what is private.</param>
    /// <param name="machine">What operations do; the sequentially consistent machine if null.</param>
    /// <exception cref="UnsupportedStateException">The program asks for what is not defined of two executions.</exception>
    public TransitionSystem AsTwoLanes(Observer observer, Machine? machine = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return new TwoLanes(this, observer, machine ?? new Machine());
    }
}
