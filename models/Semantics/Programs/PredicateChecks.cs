using System.Threading;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Programs;

/// <summary>Checks a program's predicates in every state and in final states, and counts the values of parts of memory.</summary>
internal sealed class PredicateChecks(ConcurrentProgram program, Judged judged)
{
    private readonly PredicateTrial[] invariants =
        [.. program.Invariants.Where(invariant => judged.Has(invariant.Name)).Select(invariant => new PredicateTrial(invariant.Guarded()))];

    private readonly Predicate[] finals = [.. program.Finals.Where(final => judged.Has(final.Name)).Select(final => final.Guarded())];
    private long finished; // states of some execution: it is said of the system, and no execution sees it

    /// <summary>Whether there is nothing to check.</summary>
    public bool IsEmpty { get; } = program.Invariants.Count + program.Finals.Count + program.Counts.Count == 0;

    /// <summary>The properties of final states that no checked state could violate.</summary>
    public IEnumerable<string> NeverChecked =>
        Interlocked.Read(ref finished) > 0 ? [] : finals.Select(final => $"'{final.Name}' when every vCPU has finished");

    /// <summary>The properties judged so far.</summary>
    /// <param name="steps">The number of steps taken.</param>
    public IEnumerable<JudgedProperty> Judgements(long steps) => invariants
        .Select(trial => new JudgedProperty(
            trial.Predicate.Name, trial.IsTested ? Math.Max(1, steps) : 0, trial.Condition, trial.Predicate.IsClaimedIfTested))
        .Concat(finals.Select(final => new JudgedProperty(final.Name, Interlocked.Read(ref finished), "a state in which every vCPU has finished")));

    /// <summary>The invariant that a state violates, or null.</summary>
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

    /// <summary>The predicate that a final state violates, or null.</summary>
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
