using Interlock.Sync;

namespace Interlock.Semantics.Reductions.Symmetries;

/// <summary>
/// Names that can be exchanged without making a difference, such as those of pages, VMs and CPUs: a group of renamings, each of which
/// makes of a state another that goes on as it does but for names (Ip and Dill, "Better verification through symmetry", 1996). A
/// renaming moves words and changes the names within them. The search keeps one state of those that are renamings of each other.
/// </summary>
/// <remarks>
/// <para>Why nothing is missed. Say that two states are alike if one is a renaming of the other. If whatever one of them can do the
/// other can, coming to states that are alike or to the same violation, then they reach the same violations, deadlocks and witnesses, and
/// a search may go on from either (a bisimulation: Clarke, Enders, Filkorn and Jha, "Exploiting symmetry in temporal logic model
/// checking", 1996). It may do so at any state and leave it at any other. Which of the states that are alike it goes on with makes no
/// difference to what is found, only to how much is saved.</para>
/// <para>So a renaming must be right and need not be the best: whoever declares a symmetry answers for that it is one, and for monitors,
/// predicates and witnesses that do not tell names apart. It is tested where it is declared, by comparing what states and their renamings
/// can do. What is not symmetric is refused: goals of one vCPU where vCPUs are renamed, and what must happen on fair
/// executions. What names code holds is never looked at: <see cref="RenamedCode"/> says how code is renamed.</para>
/// </remarks>
public abstract class Symmetry
{
    /// <summary>How many renamings there are; the first exchanges nothing.</summary>
    public abstract int Count { get; }

    /// <summary>The words that can differ between a state and its renamings, of memory and then of the machine, in the order in which
    /// states are compared.</summary>
    public abstract IReadOnlyList<int> Words { get; }

    /// <summary>A renaming in words: who becomes whom.</summary>
    public abstract string Text(int renaming);

    /// <summary>Which vCPU a vCPU becomes.</summary>
    public abstract int VcpuOf(int renaming, int vcpu);

    /// <summary>Which word of memory a word becomes.</summary>
    public abstract Address WordOf(int renaming, Address word);

    /// <summary>What an operation answers after a renaming, given what it answered before: a name that code learns of.</summary>
    public abstract ulong Answer(int renaming, Operation operation, ulong result);

    /// <summary>
    /// The renamings that must not change a state, because code is about to choose between names by their numbers: if it takes
    /// the lowest of several that are free, exchanging those must make no difference.
    /// </summary>
    /// <param name="state">The words of memory, then the machine's.</param>
    public virtual ReadOnlySpan<int> Indifferent(ReadOnlySpan<ulong> state) => [];

    /// <summary>Whether names can be exchanged in a state; the same for all its renamings.</summary>
    /// <param name="state">The words of memory, then the machine's.</param>
    public abstract bool Admits(ReadOnlySpan<ulong> state);

    /// <summary>What a word holds after a renaming.</summary>
    /// <param name="renaming">The renaming.</param>
    /// <param name="state">The words of memory before it, then the machine's.</param>
    /// <param name="word">The word.</param>
    public abstract ulong Image(int renaming, ReadOnlySpan<ulong> state, int word);

    /// <summary>
    /// A number by which states are put in order, of what a word holds. It depends on the content alone: a number that
    /// stands for something in one search, and for something else in the next, would make counts differ.
    /// </summary>
    public virtual ulong Key(int word, ulong value) => value;
}
