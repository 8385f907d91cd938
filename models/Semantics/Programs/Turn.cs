using System.Runtime.CompilerServices;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>
/// One vCPU's pending operation in one state, as the machine sees it. The machine begins an outcome, writes what the
/// operation changes, completes it with its result, and ends the outcome; and so on for each outcome there is. An
/// operation without outcomes is not enabled.
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

    /// <summary>Whose turn it is.</summary>
    public int Vcpu { get; private set; }

    /// <summary>How many vCPUs there are.</summary>
    public int VcpuCount => system.VcpuCount;

    /// <summary>The operation to perform.</summary>
    public Operation Operation { get; private set; } = null!;

    /// <summary>The state, before the operation.</summary>
    public Memory Before => system.MemoryOf(expansion.Parent);

    /// <summary>The outcome that has been begun, as far as it is written.</summary>
    public Memory Now => system.MemoryOf(expansion.State(expansion.Count));

    /// <summary>What a word of memory holds in the state, before the operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Read(Address address) => expansion.Parent[address.Index];

    /// <summary>
    /// Whether a word of memory holds a value in the state: the value wraps as it would if it were written there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(Address address, ulong value) => Read(address) == Wrap(address, value);

    /// <summary>What a word of memory holds once something is added; it wraps at its modulus, above and below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Sum(Address address, ulong addend) => system.Sum(address, Read(address), addend);

    /// <summary>What a word of the machine's own holds in the state, before the operation.</summary>
    public ulong ReadOwn(int index) => expansion.Parent[system.MachineBase + index];

    /// <summary>What a word of memory holds in the outcome that has been begun.</summary>
    public ulong ReadNow(Address address) => expansion.Get(address.Index);

    /// <summary>What a word of the machine's own holds in the outcome that has been begun.</summary>
    public ulong ReadOwnNow(int index) => expansion.Get(system.MachineBase + index);

    /// <summary>The operation that another vCPU waits with; null if it has finished.</summary>
    public Operation? PendingOf(int vcpu) => system.Local(expansion.Parent, vcpu).Pending;

    /// <summary>Begins an outcome.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin() => expansion.Begin(Vcpu, choice++);

    /// <summary>What a value becomes where it is written to a word of memory: it wraps at the word's modulus.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Wrap(Address address, ulong value) => system.Wrap(address, value);

    /// <summary>Whether the environment may be as unkind as that.</summary>
    public bool Allows(Licences licence) => (system.Program.Licences & licence) != 0;

    /// <summary>
    /// Says that the environment takes the outcome that has been begun for no reason: it may, and never has to, so nothing can be hoped of it.
    /// See <see cref="Successor.IsUnprovoked"/>.
    /// </summary>
    public void IsUnprovoked() => expansion.MarkUnprovoked();

    /// <summary>Whether a property is judged.</summary>
    public bool Judges(string property) => system.Judges(property);

    /// <summary>Says that the outcome that has been begun breaks a property of the machine's own.</summary>
    public void Violate(string property, string message) =>
        expansion.Violate(new Violation(ViolationKind.Monitor, property, $"{system.Actors[Vcpu]}: {message}"));

    /// <summary>A word's name, for a message.</summary>
    public string NameOf(Address address) => system.Program.Words[address.Index].Name;

    /// <summary>Writes a word of memory, which wraps at its modulus.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Address address, ulong value) => expansion.Set(address.Index, system.Wrap(address, value));

    /// <summary>Writes a word of the machine's own.</summary>
    public void WriteOwn(int index, ulong value)
    {
        if (ReadOwnNow(index) != value)
        {
            expansion.Set(system.MachineBase + index, value);
        }
    }

    /// <summary>Shows the monitors what a guest's access meets in the outcome that has been begun; then complete it.</summary>
    public void Show(in GuestAccess access)
    {
        system.ObserveGuest(expansion, Vcpu, access);
        Shown?.Add(access);
    }

    /// <summary>What was shown, an access an outcome; null unless somebody wants to know.</summary>
    internal List<GuestAccess>? Shown { get; init; }

    /// <summary>Says that a guest's access reaches a word of memory in the outcome that has been begun.</summary>
    public void Reach(Address address)
    {
        expansion.Reach(address.Index);
        system.Reach(expansion, Vcpu, address);
    }

    /// <summary>Answers the operation: the vCPU's code runs on to its next operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Complete(ulong result)
    {
        expansion.Answer(result);
        system.Observe(expansion, Vcpu, Operation);
        system.Run(expansion, Vcpu, local, result, afresh);
    }

    /// <summary>
    /// Ends the sleep of another vCPU. Its code runs on within this step, unless others hear of what it does then: that it does in a step
    /// of its own, as real threads would, so that no two vCPUs are heard in one step.
    /// </summary>
    public void Wake(int vcpu) => system.Wake(expansion, vcpu, system.Local(expansion.Parent, vcpu), afresh);

    /// <summary>Puts the vCPU to sleep in its operation: the step is taken, the operation is not answered yet.</summary>
    /// <param name="result">What a reader is shown as the step's result.</param>
    public void Sleep(ulong result)
    {
        expansion.Answer(result);
        system.ObserveSleep(expansion, Vcpu, Operation);
    }

    /// <summary>Ends the outcome.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End() => expansion.End();

    internal void Start(int vcpu, LocalState of, bool runAfresh)
    {
        Vcpu = vcpu;
        local = of;
        Operation = of.Pending!;
        choice = 0;
        afresh = runAfresh;
    }
}
