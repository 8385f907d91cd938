using System.Threading;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Programs;

/// <summary>What must hold of a program's memory in every state, or once every vCPU has finished, and what is counted of states.</summary>
internal sealed class PredicateChecks(ConcurrentProgram program, Judged judged)
{
    private readonly PredicateTrial[] invariants =
        [.. program.Invariants.Where(invariant => judged.Has(invariant.Name)).Select(invariant => new PredicateTrial(invariant.Guarded()))];

    private readonly Predicate[] finals = [.. program.Finals.Where(final => judged.Has(final.Name)).Select(final => final.Guarded())];
    private long finished; // states of some execution: it is said of the system, and no execution sees it

    /// <summary>Whether there is nothing to look at.</summary>
    public bool IsEmpty { get; } = program.Invariants.Count + program.Finals.Count + program.Counts.Count == 0;

    /// <summary>The properties of the end that no state which was checked could break.</summary>
    public IEnumerable<string> NeverChecked => Interlocked.Read(ref finished) > 0 ? [] : finals.Select(final => $"'{final.Name}' when every vCPU has finished");

    /// <summary>What has been judged of the states so far.</summary>
    /// <param name="steps">How many steps were taken.</param>
    public IEnumerable<JudgedProperty> Judgements(long steps) => invariants
        .Select(trial => new JudgedProperty(
            trial.Predicate.Name, trial.IsTested ? Math.Max(1, steps) : 0, trial.Condition, trial.Predicate.IsClaimedIfTested))
        .Concat(finals.Select(final => new JudgedProperty(final.Name, Interlocked.Read(ref finished), "a state in which every vCPU has finished")));

    /// <summary>What a state breaks of what must hold in every state; null if nothing.</summary>
    public Predicate? Broken(Memory memory)
    {
        foreach (var count in program.Counts)
        {
            count.See(memory);
        }

        foreach (var invariant in invariants)
        {
            if (!invariant.Holds(memory))
            {
                return invariant.Predicate;
            }
        }

        return null;
    }

    /// <summary>What a state breaks in which every vCPU has finished; null if nothing.</summary>
    public Predicate? BrokenAtEnd(Memory memory)
    {
        Interlocked.Increment(ref finished);
        foreach (var final in finals)
        {
            if (!final.Holds(memory))
            {
                return final;
            }
        }

        return null;
    }
}
