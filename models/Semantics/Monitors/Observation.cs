using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>The view of a monitor on a step while the step is taken.</summary>
public readonly ref struct Observation : IWords
{
    private readonly Expansion expansion;
    private readonly PropertyMonitor monitor;
    private readonly int stateBase;
    private readonly int witnessBase;
    private readonly int trialBase;
    private readonly int memoryWords;
    private readonly int ownWords;
    private readonly Func<Address, ulong>? memory;
    private readonly Judged judged;

    // Memory is a part of the state, unless it is given apart: on real threads it changes all the time.
    internal Observation(
        Expansion expansion,
        PropertyMonitor monitor,
        int stateBase,
        int witnessBase,
        int memoryWords,
        int ownWords,
        Func<Address, ulong>? memory = null,
        Judged judged = default,
        int trialBase = 0)
    {
        this.trialBase = trialBase;
        this.judged = judged;
        this.memoryWords = memoryWords;
        this.ownWords = ownWords;
        this.memory = memory;
        this.expansion = expansion;
        this.monitor = monitor;
        this.stateBase = stateBase;
        this.witnessBase = witnessBase;
    }

    /// <summary>A word of the monitor's own state.</summary>
    public ulong this[int index]
    {
        get => expansion.Get(Position(index));
        set => expansion.Set(Position(index), value);
    }

    /// <summary>The value of a word of the monitor's own state before the step.</summary>
    public ulong Before(int index) => expansion.Parent[Position(index)];

    /// <summary>The value of a word of memory after the step's operation.</summary>
    public ulong Read(Address address) => memory is null ? expansion.Get(address.Index) : memory(address);

    /// <summary>
    /// What a vCPU itself last knows of a word after the step's operation: what it has written and nobody else sees yet, or else what memory
    /// holds. Where writes are seen at once it is the same.
    /// </summary>
    public ulong ReadBy(int vcpu, Address address) =>
        memory is null && expansion.Scratch is Turn turn ? turn.ReadBy(vcpu, address) : Read(address);

    /// <summary>What a word of memory held before the step.</summary>
    public ulong ReadBefore(Address address) =>
        memory is null ? expansion.Parent[address.Index] : memory(address);

    /// <summary>Memory and the machine after the step's operation.</summary>
    public Memory MemoryAfter => MemoryOf(expansion.State(expansion.Count));

    /// <summary>Memory and the machine before the step.</summary>
    public Memory MemoryBefore => MemoryOf(expansion.Parent);

    /// <summary>The words of the state before the step, those of memory first.</summary>
    internal ReadOnlySpan<ulong> StateBefore => expansion.Parent;

    /// <summary>Counts one of the monitor's witnesses.</summary>
    /// <param name="index">Its index among the monitor's witnesses.</param>
    public void Witness(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)monitor.Witnesses.Count, nameof(index));
        if (judged.IsAll)
        {
            expansion.Witness(witnessBase + index);
        }
    }

    /// <summary>Counts that the step exercises one of the monitor's properties.</summary>
    /// <param name="index">The index among the monitor's trials.</param>
    /// <param name="vcpu">The vCPU that exercises it.</param>
    public void Try(int index, int vcpu)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)monitor.Trials.Count, nameof(index));
        if (judged.IsAll)
        {
            expansion.Try(trialBase + index, vcpu);
        }
    }

    /// <summary>Reports that the step violates the monitor's property.</summary>
    /// <param name="message">What is wrong, in a sentence.</param>
    /// <param name="evidence">What the sentence is about, as values.</param>
    public void Violate(string message, Evidence? evidence = null) => Violate(monitor.Property, message, evidence);

    /// <summary>Reports that the step violates one of several properties of the monitor.</summary>
    /// <param name="property">The property.</param>
    /// <param name="message">What is wrong, in a sentence.</param>
    /// <param name="evidence">What the sentence is about, as values.</param>
    public void Violate(string property, string message, Evidence? evidence = null)
    {
        if (judged.Has(property))
        {
            expansion.Violate(new Violation(ViolationKind.Monitor, property, message) { Evidence = evidence });
        }
    }

    private Memory MemoryOf(ReadOnlySpan<ulong> state) => new(state[..memoryWords], state.Slice(memoryWords, ownWords));

    // Beside a monitor's words are those of the next one, and then the continuations.
    private int Position(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)monitor.StateWords, nameof(index));
        return stateBase + index;
    }
}
