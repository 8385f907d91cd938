using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// Who must not learn what is private, and what of a program's steps it sees. As a monitor it may keep words of state, which say what is
/// private at the time.
/// </summary>
public abstract class Observer : PropertyMonitor
{
    /// <inheritdoc/>
    public override string Property => "confidentiality";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("confidentiality", "a step of one execution, or one of which something is seen, while the two differ")];

    /// <summary>What the victim may release, in words; each entry must have been used.</summary>
    public virtual IReadOnlyList<string> Releases => [];

    /// <summary>What the observer learns of an operation; a pure function.</summary>
    public abstract Visibility Of(Operation operation);

    /// <summary>
    /// Which of <see cref="Releases"/> an operation is: one that is <see cref="Visibility.Released"/>, or a private guest access that leaves
    /// private memory.
    /// </summary>
    public virtual int ReleaseOf(Operation operation) => 0;

    /// <summary>
    /// What a private guest access is once it is known what it reaches: <see cref="Visibility.Private"/> within private memory;
    /// <see cref="Visibility.Released"/> where the victim knows that it has no memory to itself; anything else where it has, or so it
    /// was told, and yet others are there: that is a leak.
    /// </summary>
    /// <param name="own">The words of the observer's state, before the access.</param>
    /// <param name="before">Memory before the access.</param>
    /// <param name="operation">The access.</param>
    /// <param name="word">The word that it reaches; null if it faults.</param>
    public virtual Visibility LeadsTo(ReadOnlySpan<ulong> own, Memory before, Operation operation, Address? word) =>
        word is null ? Visibility.Released : Visibility.Private;

    /// <summary>What an access that it sees tells it beside the answer, such as how long it took; equal numbers look alike.</summary>
    /// <param name="before">Memory and the machine before the access.</param>
    /// <param name="vcpu">Where it is made.</param>
    /// <param name="operation">The access.</param>
    /// <param name="word">The word that a guest's access reaches; null if it reaches none.</param>
    public virtual ulong Tells(Memory before, int vcpu, Operation operation, Address? word) => 0;
}
