using Interlock.Semantics.Machines;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>The members that <see cref="ProgramParts"/> uses.</summary>
internal partial class ProgramSystem
{
    public override StateParts? TakeApart() => new ProgramParts(this);

    public override string? WaitsFor(string witness) => program.Witnesses.Contains(witness)
        ? $"'{witness}' is seen when a vCPU's code remarks it, as cpu.Note(\"{witness}\"); it is demanded at {program.WhereDemanded(witness)}"
        : watchers.MonitorOf(witness) is { } monitor
            ? $"'{witness}' is seen by the monitor of '{monitor.Property}' ({monitor.GetType().Name})" + (monitor.Watched.Count == 0
                ? " in what code remarks"
                : $" in accesses of {string.Join(", ", monitor.Watched.Select(word => $"'{program.Words[word.Index].Name}'"))}")
            : null;

    public override IReadOnlyCollection<Operation> Operations => OperationsSeen;

    public override string MemoryTerms => machine.Terms;

    public override IReadOnlyDictionary<string, WordMeaning> Meanings => text.Meanings;

    public override MemoryBound? MemoryBoundMet => machine.Met;

    /// <summary>The vCPUs whose code has ended in a state, a bit each.</summary>
    internal ulong EndedIn(ReadOnlySpan<ulong> state)
    {
        ulong ended = 0;
        for (var vcpu = 0; vcpu < VcpuCount; vcpu++)
        {
            ended |= Local(state, vcpu).Pending is null ? 1UL << vcpu : 0;
        }

        return ended;
    }

    /// <summary>The machine's own words.</summary>
    internal ReadOnlySpan<ulong> Own(ReadOnlySpan<ulong> state) => state.Slice(MachineBase, ownWords);

    /// <summary>The guest accesses of the outcomes, in order; empty if the vCPU's operation is not a guest access.</summary>
    internal IReadOnlyList<GuestAccess> GuestAccesses(ReadOnlySpan<ulong> state, int vcpu)
    {
        var (local, outcomes) = (Local(state, vcpu), new Expansion(Width, Witnesses.Count, wide: false));
        var turn = new Turn(this, outcomes) { Shown = [] };
        if (local.Pending?.Kind.IsGuest() == true)
        {
            outcomes.Reset(state);
            turn.Start(vcpu, local, runAfresh: false);
            machine.Outcomes(turn);
        }

        return turn.Shown;
    }

    private bool AllFinished(ReadOnlySpan<ulong> state)
    {
        for (var vcpu = 0; vcpu < VcpuCount; vcpu++)
        {
            if (Local(state, vcpu).Pending is not null)
            {
                return false;
            }
        }

        return true;
    }

    // Beyond memory lie the words of the machine, the monitors and the continuations: none of them is the program's.
    private protected virtual void Refuse(Operation operation)
    {
        if ((uint)operation.Address.Index >= (uint)program.Words.Count && operation.Kind.HasWord())
        {
            throw new UnsupportedStateException(
                $"the {operation.Kind} at {operation.Site} is of {operation.Address}, and the program has " +
                $"{program.Words.Count} words. Take addresses from the program that the code runs in.");
        }
        else if (operation.Kind.HasWord())
        {
            RequireCount(operation);
        }
    }

    // The abstraction hides the number: code that knew the word's value could tell more than whether a reading is outdated.
    private void RequireCount(Operation operation)
    {
        var isCount = program.Words[operation.Address.Index].IsEventCount;
        var ofCounts = operation.Kind.IsOfCount() || operation.Kind == OperationKind.WaitCount;
        var word = program.Words[operation.Address.Index].Name;
        if (isCount && !ofCounts && !operation.Kind.IsWake() && operation.Kind != OperationKind.Woken)
        {
            throw new UnsupportedStateException(
                $"the {operation.Kind} at {operation.Site} is of '{word}', which is an event count: read, wait for and advance it by " +
                "ReadCount, WaitCount, HasAdvanced and AdvanceCount.");
        }

        if (ofCounts && !isCount)
        {
            throw new UnsupportedStateException(
                $"the {operation.Kind} at {operation.Site} is of a word, and '{word}' is no event count: make it by program.EventCount.");
        }
    }

    /// <summary>The number that stands for a continuation in state vectors.</summary>
    internal ulong NumberOf(Continuation continuation) => locals.NumberOf(continuation);

    /// <summary>The property of the monitor whose state includes a word; null if the word belongs to no monitor.</summary>
    internal string? MonitorAt(int word) => watchers.WithState
        .Where(watcher => word >= watcher.StateBase && word < watcher.StateBase + watcher.Monitor.StateWords)
        .Select(watcher => watcher.Monitor.Property)
        .FirstOrDefault();

    /// <summary>The name of the part of the machine's state that a word belongs to, after a colon; empty if it has no name.</summary>
    /// <param name="word">The position in the state vector.</param>
    /// <param name="one">A state.</param>
    /// <param name="other">A state with another value of the word.</param>
    internal string MachineNameOf(int word, ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        if (word < MachineBase || word >= MachineBase + ownWords)
        {
            return string.Empty;
        }

        var own = one.Slice(MachineBase, ownWords).ToArray();
        var before = machine.Describe(own, VcpuCount);
        own[word - MachineBase] = other[word];
        var differing = before.Zip(machine.Describe(own, VcpuCount)).Where(pair => pair.First != pair.Second);
        return differing.Select(pair => $": {pair.First.Name}").FirstOrDefault(string.Empty);
    }
}
