using System.Threading;

namespace Interlock.Semantics.Programs;

/// <summary>
/// Whether a predicate was put to the test in the states so far: its own condition says so, or something that it reads was not always
/// the same. Until that is known each evaluation is looked at; from then on nothing is.
/// </summary>
internal sealed class PredicateTrial(Predicate predicate)
{
    private readonly Lock gate = new();
    private ulong? first;
    private volatile bool isTested;

    /// <summary>The predicate.</summary>
    public Predicate Predicate => predicate;

    /// <summary>Whether it was.</summary>
    public bool IsTested => isTested;

    /// <summary>What must have been seen.</summary>
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
