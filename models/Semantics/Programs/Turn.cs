using System.Runtime.CompilerServices;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>
/// The context in which the machine performs one vCPU's pending operation in one state. For each outcome, the machine
/// begins the outcome, writes the changes of the operation, completes the operation with its result, and ends the
/// outcome. An operation without outcomes is not enabled.
/// </summary>
public sealed class Turn
{
    private readonly ProgramSystem system;
    private readonly Expansion expansion;
    private bool afresh;
    private int choice;
    private LocalState local = null!;

    internal Turn(ProgramSystem system, Expansion expansion)
    {
        this.system = system;
        this.expansion = expansion;
    }

    /// <summary>The index of the vCPU that takes the step.</summary>
    public int Vcpu { get; private set; }

    /// <summary>The number of vCPUs.</summary>
    public int VcpuCount => system.VcpuCount;

    /// <summary>The operation to perform.</summary>
    public Operation Operation { get; private set; } = null!;

    /// <summary>The state before the operation.</summary>
    public Memory Before => system.MemoryOf(expansion.Parent);

    /// <summary>The current outcome, as far as it is written.</summary>
    public Memory Now => system.MemoryOf(expansion.State(expansion.Count));

    /// <summary>The value of a word of memory before the operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Read(Address address) => expansion.Parent[address.Index];

    /// <summary>
    /// Whether a word of memory holds a value before the operation; the value wraps at the word's modulus first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(Address address, ulong value) => Read(address) == Wrap(address, value);

    /// <summary>The sum of a word of memory and an addend; it wraps at the word's modulus, above and below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Sum(Address address, ulong addend) => system.Sum(address, Read(address), addend);

    /// <summary>What a word of memory would hold if something were added to a value that it held.</summary>
    internal ulong Sum(Address address, ulong held, ulong addend) => system.Sum(address, held, addend);

    /// <summary>What a word of the machine's own holds in the state, before the operation.</summary>
    public ulong ReadOwn(int index) => expansion.Parent[system.MachineBase + index];

    /// <summary>The value of a word of memory in the current outcome.</summary>
    public ulong ReadNow(Address address) => expansion.Get(address.Index);

    /// <summary>The value of one of the machine's own words in the current outcome.</summary>
    public ulong ReadOwnNow(int index) => expansion.Get(system.MachineBase + index);

    /// <summary>The pending operation of another vCPU; null if it has finished.</summary>
    public Operation? PendingOf(int vcpu) => system.Local(expansion.Parent, vcpu).Pending;

    /// <summary>Begins an outcome.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin() => expansion.Begin(Vcpu, choice++);

    /// <summary>A value wrapped at the modulus of a word of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Wrap(Address address, ulong value) => system.Wrap(address, value);

    /// <summary>Whether the environment has a licence.</summary>
    public bool Allows(Licences licence) => (system.Program.Licences & licence) != 0;

    /// <summary>
    /// Marks the current outcome as a step without cause: possible at any time, and never certain. See
    /// <see cref="Successor.IsUnprovoked"/>.
    /// </summary>
    public void IsUnprovoked() => expansion.MarkUnprovoked();

    /// <summary>Whether a property is judged.</summary>
    public bool Judges(string property) => system.Judges(property);

    /// <summary>Reports that the current outcome violates a property of the machine.</summary>
    public void Violate(string property, string message, Evidence? evidence = null) =>
        expansion.Violate(new Violation(ViolationKind.Monitor, property, $"{system.Actors[Vcpu]}: {message}") { Evidence = evidence });

    /// <summary>Says that the machine's own property was put to the test; see <see cref="Machines.Machine.OwnProperty"/>.</summary>
    public void Tries() => system.Try();

    /// <summary>A word's name, for a message.</summary>
    public string NameOf(Address address) => system.Program.Words[address.Index].Name;

    /// <summary>Writes a word of memory, which wraps at its modulus.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Address address, ulong value) => expansion.Set(address.Index, system.Wrap(address, value));

    /// <summary>Writes one of the machine's own words.</summary>
    public void WriteOwn(int index, ulong value)
    {
        if (ReadOwnNow(index) != value)
        {
            expansion.Set(system.MachineBase + index, value);
        }
    }

    /// <summary>Passes the guest access of the current outcome to the monitors, before the outcome is completed.</summary>
    public void Show(in GuestAccess access)
    {
        system.ObserveGuest(expansion, Vcpu, access);
        Shown?.Add(access);
    }

    /// <summary>The accesses passed to the monitors, one per outcome; null unless they are recorded.</summary>
    internal List<GuestAccess>? Shown { get; init; }

    /// <summary>Records the word of memory that the guest access reaches in the current outcome.</summary>
    public void Reach(Address address)
    {
        expansion.Reach(address.Index);
        system.Reach(expansion, Vcpu, address);
    }

    /// <summary>Completes the operation with its result: the vCPU's code continues to its next operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Complete(ulong result)
    {
        expansion.Answer(result);
        system.Observe(expansion, Vcpu, Operation);
        system.Run(expansion, Vcpu, local, result, afresh);
    }

    /// <summary>
    /// Wakes another vCPU. Its code continues within this step unless it makes an event or throws. Then it continues in a step of its
    /// own, as a real thread would, so that one step has events of one vCPU only.
    /// </summary>
    public void Wake(int vcpu) => system.Wake(expansion, vcpu, system.Local(expansion.Parent, vcpu), afresh);

    /// <summary>Puts the vCPU to sleep in its operation: the step is taken, and the operation has no result yet.</summary>
    /// <param name="result">The result of the step that a reader is shown.</param>
    public void Sleep(ulong result)
    {
        expansion.Answer(result);
        system.ObserveSleep(expansion, Vcpu, Operation);
    }

    /// <summary>Ends the outcome.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End() => expansion.End();

    /// <summary>What a vCPU itself last knows of a word of memory in the outcome that has been begun.</summary>
    internal ulong ReadBy(int vcpu, Address address) =>
        system.Machine.ReadBy(system.Own(expansion.State(expansion.Count)), vcpu, address, ReadNow(address));

    /// <summary>Shows the monitors a write that reaches memory in the outcome that has been begun, and that a vCPU made earlier.</summary>
    internal void ShowLate(int vcpu, Address address, ulong value) => system.Observe(
        expansion, vcpu, new Operation(OperationKind.Store, address, value, 0, MemoryOrder.Relaxed, new Site(string.Empty, 0)));

    /// <summary>How many outcomes there are so far, of all turns in this state.</summary>
    internal int Count => expansion.Count;

    /// <summary>Whether the vCPU sleeps in its operation.</summary>
    internal bool IsAsleep => (ReadOwn(Waiting.Sleepers) >> Vcpu & 1) != 0;

    /// <summary>The vCPUs whose code has ended in the state, a bit each.</summary>
    internal ulong EndedBefore => system.EndedIn(expansion.Parent);

    /// <summary>The vCPUs whose code has ended in an outcome that has been ended, a bit each.</summary>
    internal ulong EndedAt(int outcome) => system.EndedIn(expansion.State(outcome));

    /// <summary>What a word of the machine's own holds in an outcome that has been ended.</summary>
    internal ulong ReadOwnAt(int outcome, int index) => expansion.State(outcome)[system.MachineBase + index];

    /// <summary>Whether the environment takes an outcome for no reason.</summary>
    internal bool IsUnprovokedAt(int outcome) => expansion[outcome].IsUnprovoked;

    /// <summary>Writes a word of the machine's own in an outcome that has been ended.</summary>
    internal void RewriteOwn(int outcome, int index, ulong value) => expansion.Rewrite(outcome, system.MachineBase + index, value);

    /// <summary>Writes a word of memory in the outcome that has been begun, if it holds another value.</summary>
    internal void WriteIfOther(Address address, ulong value)
    {
        if (Read(address) != value)
        {
            expansion.Set(address.Index, value);
        }
    }

    /// <summary>Says that the outcome that has been begun meets every goal.</summary>
    internal void MeetAll()
    {
        for (var goal = 0; goal < system.Goals.Count; goal++)
        {
            expansion.Meet(goal);
        }
    }

    /// <summary>Whether the outcome that has been begun is the state itself but for one word of the machine's own, and breaks nothing.</summary>
    internal bool DiffersOnlyAt(int index)
    {
        var at = system.MachineBase + index;
        var before = expansion.Parent;
        var now = expansion.State(expansion.Count);
        return expansion[expansion.Count] is { Violation: null, Goals: 0 }
            && before[..at].SequenceEqual(now[..at]) && before[(at + 1)..].SequenceEqual(now[(at + 1)..]);
    }

    /// <summary>Gives the turn to an actor that has no code: its steps answer nothing.</summary>
    internal void Start(int actor) => (Vcpu, local, Operation, choice) = (actor, null!, null!, 0);

    internal void Start(int vcpu, LocalState of, bool runAfresh)
    {
        Vcpu = vcpu;
        local = of;
        Operation = of.Pending!;
        choice = 0;
        afresh = runAfresh;
    }
}
