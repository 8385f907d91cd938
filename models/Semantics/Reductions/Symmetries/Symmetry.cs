using Interlock.Sync;

namespace Interlock.Semantics.Reductions.Symmetries;

/// <summary>
/// A group of permutations of names that make no difference, such as those of pages, VMs and CPUs: each permutation maps a state to one
/// that behaves equally up to names (Ip and Dill, "Better verification through symmetry", 1996). A permutation moves words and changes
/// the names within them. The search keeps one state per orbit, the set of images of a state.
/// </summary>
/// <remarks>
/// <para>Soundness. Call two states equivalent if one is an image of the other. If equivalent states can take the same steps, to equivalent
/// states or to the same violation, then they reach the same violations, deadlocks and witnesses, and a search may continue from either
/// (a bisimulation: Clarke, Enders, Filkorn and Jha, "Exploiting symmetry in temporal logic model checking", 1996). The search may
/// replace any state, or leave it as it is; which of the equivalent states it continues with changes the savings, and not the
/// result.</para>
/// <para>So a replacement must be equivalent and need not be canonical. The declaration of a symmetry guarantees that it is one, and that
/// monitors, predicates and witnesses are invariant under it. Tests of each declaration compare the steps of states and of their images.
/// Properties that are not symmetric are refused: goals of one vCPU if vCPUs are permuted, and liveness properties. Names that code
/// holds are never inspected: <see cref="RenamedCode"/> says how code is permuted.</para>
/// </remarks>
public abstract class Symmetry
{
    /// <summary>The number of permutations; the first is the identity.</summary>
    public abstract int Count { get; }

    /// <summary>The words that can differ between a state and its images, of memory and then of the machine, in the order in which
    /// states are compared.</summary>
    public abstract IReadOnlyList<int> Words { get; }

    /// <summary>A permutation in words: each name with its image.</summary>
    public abstract string Text(int renaming);

    /// <summary>The image of a vCPU.</summary>
    public abstract int VcpuOf(int renaming, int vcpu);

    /// <summary>The image of a word of memory.</summary>
    public abstract Address WordOf(int renaming, Address word);

    /// <summary>The image of the result of an operation, which may be a name that the code learns.</summary>
    public abstract ulong Answer(int renaming, Operation operation, ulong result);

    /// <summary>
    /// The permutations that must not change a state, because code is about to choose between names by their numbers: if it takes the
    /// lowest of several free names, permuting those must make no difference.
    /// </summary>
    /// <param name="state">The words of memory, then the machine's.</param>
    public virtual ReadOnlySpan<int> Indifferent(ReadOnlySpan<ulong> state) => [];

    /// <summary>Whether names can be permuted in a state; the same for all its images.</summary>
    /// <param name="state">The words of memory, then the machine's.</param>
    public abstract bool Admits(ReadOnlySpan<ulong> state);

    /// <summary>The value of a word in the image of a state.</summary>
    /// <param name="renaming">The index of the permutation.</param>
    /// <param name="state">The words of memory before the permutation, then the machine's.</param>
    /// <param name="word">The word.</param>
    public abstract ulong Image(int renaming, ReadOnlySpan<ulong> state, int word);

    /// <summary>
    /// The number by which states are ordered, from the value of a word. It depends on content only: a number whose meaning differs
    /// from search to search would make counts differ.
    /// </summary>
    public virtual ulong Key(int word, ulong value) => value;
}
