using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>One of two executions in one state, and its steps from there.</summary>
/// <param name="system">The program.</param>
/// <param name="observer">Who watches.</param>
internal sealed class Lane(ProgramSystem system, Observer observer)
{
    private readonly int observerBase = system.StateBaseOf(observer);
    private readonly List<Note> heard = [];

    /// <summary>Its steps.</summary>
    public Expansion Steps { get; } = new(system.Width, system.Witnesses.Count, wide: false, trialCount: system.Trials.Count);

    /// <summary>Works out its steps in a state.</summary>
    public void Expand(ReadOnlySpan<ulong> state, bool afresh) => system.Expand(state, Steps, afresh);

    /// <summary>The operation that a vCPU waits with; null if it has finished.</summary>
    public Operation? PendingOf(int vcpu) => system.Local(Steps.Parent, vcpu).Pending;

    /// <summary>A choice is made by whoever the environment is, so it is always seen unless it is private.</summary>
    public Visibility Of(Operation operation) => observer.Of(operation) is var visibility && visibility == Visibility.Hidden
        && operation.Kind == OperationKind.Choose ? Visibility.Seen : visibility;

    /// <summary>What a private step is once it is known what it reaches: a guest's access may leave private memory.</summary>
    public Visibility LeadsTo(int step)
    {
        var operation = PendingOf(Steps[step].Actor)!;
        return !operation.Kind.IsGuest()
            ? Visibility.Private
            : observer.LeadsTo(
                Steps.Parent.Slice(observerBase, observer.StateWords), system.MemoryOf(Steps.Parent), operation, ReachedBy(step));
    }

    /// <summary>What an access tells beside its answer.</summary>
    public ulong Tells(int step) => observer.Tells(
        system.MemoryOf(Steps.Parent),
        Steps[step].Actor,
        PendingOf(Steps[step].Actor)!,
        ReachedBy(step));

    /// <summary>
    /// What code remarks in a step, in order: the code of the vCPU whose step it is, since one that is woken remarks nothing before a step
    /// of its own. It is overwritten by the next call.
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
