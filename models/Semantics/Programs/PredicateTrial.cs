using System.Threading;

namespace Interlock.Semantics.Programs;

/// <summary>
/// Whether a predicate was exercised in the states so far: its own condition holds in one of them, or a word that it reads has
/// changed. The reads of each evaluation are recorded until then, and not recorded any more afterwards.
/// </summary>
internal sealed class PredicateTrial(Predicate predicate)
{
    private readonly Lock gate = new();
    private ulong? first;
    private volatile bool isTested;

    /// <summary>The predicate.</summary>
    public Predicate Predicate => predicate;

    /// <summary>Whether it was exercised.</summary>
    public bool IsTested => isTested;

    /// <summary>The situation that exercises it, in words.</summary>
    public string Condition => predicate.Trial is null
        ? "two states in which what it reads differs"
        : "a state in which it could fail";

    /// <summary>Whether the predicate holds in a state.</summary>
    public bool Holds(Memory memory) => isTested ? predicate.Holds(memory) : Look(memory);

    private bool Look(Memory memory)
    {
        if (predicate.Trial is { } trial)
        {
            isTested |= trial(memory);
            return predicate.Holds(memory);
        }

        var read = new WordsRead();
        var holds = predicate.Holds(memory.TakenDown(read));
        lock (gate)
        {
            first ??= read.Hash;
            isTested |= first != read.Hash;
        }

        return holds;
    }
}
