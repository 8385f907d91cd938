using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>One of two executions in one state, and its steps from there.</summary>
/// <param name="system">The program.</param>
/// <param name="observer">The observer.</param>
internal sealed class Lane(ProgramSystem system, Observer observer)
{
    private readonly int observerBase = system.StateBaseOf(observer);
    private readonly List<Note> heard = [];

    /// <summary>Its steps.</summary>
    public Expansion Steps { get; } = new(system.Width, system.Witnesses.Count, wide: false, trialCount: system.Trials.Count);

    /// <summary>Computes its steps in a state.</summary>
    public void Expand(ReadOnlySpan<ulong> state, bool afresh) => system.Expand(state, Steps, afresh);

    /// <summary>The pending operation of a vCPU; null if it has finished.</summary>
    public Operation? PendingOf(int vcpu) => system.Local(Steps.Parent, vcpu).Pending;

    /// <summary>The class of an operation. A choice of the environment is observed unless it is private.</summary>
    public Visibility Of(Operation operation) => observer.Of(operation) is var visibility && visibility == Visibility.Hidden
        && operation.Kind == OperationKind.Choose ? Visibility.Seen : visibility;

    /// <summary>The class of a private step, given the word that it reaches: a guest access may leave private memory.</summary>
    public Visibility LeadsTo(int step)
    {
        var operation = PendingOf(Steps[step].Actor)!;
        return !operation.Kind.IsGuest()
            ? Visibility.Private
            : observer.LeadsTo(
                Steps.Parent.Slice(observerBase, observer.StateWords), system.MemoryOf(Steps.Parent), operation, ReachedBy(step));
    }

    /// <summary>The observation of an access beside its result.</summary>
    public ulong Tells(int step) => observer.Tells(
        system.MemoryOf(Steps.Parent),
        Steps[step].Actor,
        PendingOf(Steps[step].Actor)!,
        ReachedBy(step));

    /// <summary>
    /// The events of a step, in order. They are events of the vCPU that takes the step, since a woken vCPU makes events in a step of its
    /// own only. The list is overwritten by the next call.
    /// </summary>
    public IReadOnlyList<Note> Heard(int step)
    {
        heard.Clear();
        foreach (var remark in system.Local(Steps.Parent, Steps[step].Actor).Heard(Steps[step].Result))
        {
            heard.Add(remark.Note);
        }

        return heard;
    }

    private Address? ReachedBy(int step) => Steps[step].Reached > 0 ? new Address(Steps[step].Reached - 1) : null;
}
