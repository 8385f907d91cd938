using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// The party that must not learn private values, and its observations of a program's steps. As a monitor it may keep words of state,
/// which say what is private at the time.
/// </summary>
public abstract class Observer : PropertyMonitor
{
    /// <inheritdoc/>
    public override string Property => "confidentiality";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
        [new("confidentiality", "a step of one execution, or one of which something is seen, while the two differ")];

    /// <summary>The list of what the victim may declassify, in words; each entry must be used in some execution.</summary>
    public virtual IReadOnlyList<string> Releases => [];

    /// <summary>What the observer learns from an operation; a pure function.</summary>
    public abstract Visibility Of(Operation operation);

    /// <summary>
    /// The index in <see cref="Releases"/> of an operation: one that is <see cref="Visibility.Released"/>, or a private guest access that
    /// leaves private memory.
    /// </summary>
    public virtual int ReleaseOf(Operation operation) => 0;

    /// <summary>
    /// The class of a private guest access, given the word that it reaches: <see cref="Visibility.Private"/> within private memory;
    /// <see cref="Visibility.Released"/> if the victim knows that it has no private memory at the address; anything else if it has, or
    /// was told so, and the access reaches memory of others nevertheless: that is a leak.
    /// </summary>
    /// <param name="own">The words of the observer's state, before the access.</param>
    /// <param name="before">Memory before the access.</param>
    /// <param name="operation">The access.</param>
    /// <param name="word">The word that it reaches; null if it faults.</param>
    public virtual Visibility LeadsTo(ReadOnlySpan<ulong> own, Memory before, Operation operation, Address? word) =>
        word is null ? Visibility.Released : Visibility.Private;

    /// <summary>An observation of an access beside its result, such as its duration; equal numbers are indistinguishable.</summary>
    /// <param name="before">Memory and the machine before the access.</param>
    /// <param name="vcpu">The vCPU that makes it.</param>
    /// <param name="operation">The access.</param>
    /// <param name="word">The word that a guest access reaches; null if it reaches none.</param>
    public virtual ulong Tells(Memory before, int vcpu, Operation operation, Address? word) => 0;
}
