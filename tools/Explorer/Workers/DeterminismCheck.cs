using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Workers;

/// <summary>Expands one state in many once more, running all code again, and compares successors word by word.</summary>
/// <param name="system">The system.</param>
/// <param name="again">Where to expand: as wide as what it is compared with, and used for nothing else.</param>
internal sealed class DeterminismCheck(TransitionSystem system, Expansion again)
{
    // Remembered steps are run again for one state in this many, the first among them.
    private const int Sample = 4096;

    private long expansions;

    /// <summary>Looks at an expansion, if its turn has come.</summary>
    /// <exception cref="NondeterminismException">The state has other successors now.</exception>
    public void Look(Expansion expansion)
    {
        if (++expansions % Sample == 1)
        {
            Compare(expansion);
        }
    }

    private void Compare(Expansion expansion)
    {
        system.Expand(expansion.Parent, again, afresh: true);
        var same = again.Count == expansion.Count;
        for (var successor = 0; same && successor < again.Count; successor++)
        {
            same = again[successor].Low == expansion[successor].Low
                && again[successor].High == expansion[successor].High
                && again[successor].Goals == expansion[successor].Goals
                && again[successor].Violation == expansion[successor].Violation
                && again[successor].IsUnprovoked == expansion[successor].IsUnprovoked
                && (again[successor].Actor, again[successor].Choice)
                    == (expansion[successor].Actor, expansion[successor].Choice)
                && again.State(successor).SequenceEqual(expansion.State(successor));
        }

        if (!same)
        {
            throw new NondeterminismException("a state was expanded twice and had different successors.");
        }

        if (expansion.Count > 0)
        {
            again.Reset(expansion.State(0));
            again.Begin(0, 0);
            if (again[0].Low != expansion[0].Low || again[0].High != expansion[0].High)
            {
                throw new NondeterminismException(
                    "a fingerprint that was kept in step differs from one worked out anew.");
            }
        }
    }
}
