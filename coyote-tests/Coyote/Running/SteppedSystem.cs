using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>
/// A program's memory, machine and monitors, without its code: somebody else runs that and says what it comes to. In the place of a
/// continuation the state has the operation that a vCPU waits with; where its code stands is on its own stack.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="machine">The machine.</param>
internal sealed class SteppedSystem(ConcurrentProgram program, Machine machine) : ProgramSystem(program, machine)
{
    // Where no code is: what a vCPU's local state is between the answer to one operation and the next operation.
    private static readonly Site Running = new("answered", 0);

    // Several executions, each under a Coyote of its own, may run at once.
    private readonly ConcurrentDictionary<Operation, LocalStep> known = new();
    private readonly ConcurrentDictionary<Site, ulong> places = new();
    private ulong placeCount;

    /// <summary>Memory as it is at first, as a step that has been begun; every vCPU's code has yet to come to an operation.</summary>
    public void Boot(Expansion step)
    {
        step.Reset(new ulong[Width]);
        step.Begin(0, 0);
        for (var word = 0; word < Program.Words.Count; word++)
        {
            step.Set(word, Program.Words[word].Wrap(Program.Words[word].Initial));
        }

        for (var vcpu = 0; vcpu < VcpuCount; vcpu++)
        {
            Take(step, vcpu, Known(new Operation(OperationKind.Fence, default, 0, 0, MemoryOrder.Relaxed, Running)));
        }
    }

    /// <summary>A vCPU's code has come to its next operation within the step: monitors receive the events on the way.</summary>
    /// <param name="step">The step.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="next">The operation; null at the end of the code.</param>
    /// <param name="notes">Its events.</param>
    /// <param name="fault">What it threw; null if nothing.</param>
    public void Arrive(Expansion step, int vcpu, Operation? next, IReadOnlyList<Note> notes, Exception? fault) =>
        Take(step, vcpu, notes.Count == 0 && fault is null && next is not null
            ? Known(next)
            : Locals.Begin(cpu => Ask(cpu, next, PlaceOf(next), notes, fault), new ModelCpu(vcpu)));

    /// <summary>Fills in the outcomes of one vCPU's operation; none if it is not enabled.</summary>
    public void Outcomes(ReadOnlySpan<ulong> state, int vcpu, Expansion into)
    {
        into.Reset(state);
        var local = Local(state, vcpu);
        if (local.Pending is { } pending && !IsHeldUp(state, vcpu, pending))
        {
            var turn = (Turn)(into.Scratch ??= new Turn(this, into));
            turn.Start(vcpu, local, runAfresh: false);
            Machine.Outcomes(turn);
        }
    }

    /// <summary>What a vCPU's operation was answered in an outcome; null if it was not answered.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    /// <param name="vcpu">The vCPU.</param>
    public ulong? Answer(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after, int vcpu) =>
        Local(before, vcpu) != Local(after, vcpu) ? Local(after, vcpu).Pending!.Operand : null;

    // As of the explorer's GuardedSystem: there an attempt is known by what its code does, here only by what it asks.
    internal override void Reach(Expansion expansion, int vcpu, Address address)
    {
        if (Program.Discipline?.GuestBreach(expansion.Parent, vcpu, address) is { } breach)
        {
            expansion.Violate(new Violation(ViolationKind.Monitor, DisciplineMonitor.Name, breach));
        }
    }

    internal override string? Waits(ReadOnlySpan<ulong> state, int vcpu) =>
        Local(state, vcpu).Pending is { } pending && IsHeldUp(state, vcpu, pending)
            ? $"waits for '{Program.Discipline!.NameOf(pending.Address)}', which vcpu{state[pending.Address.Index] - 1} holds,"
            : null;

    private bool IsHeldUp(ReadOnlySpan<ulong> state, int vcpu, Operation pending) =>
        Program.Discipline is { } discipline
        && LockDiscipline.Acquires(vcpu, pending)
        && discipline[pending.Address] is WordRule.Lock
        && state[pending.Address.Index] != 0;

    private void Take(Expansion step, int vcpu, LocalStep taken)
    {
        step.Set(LocalBase + vcpu, taken.Next.Id);
        Tell(step, vcpu, taken);
    }

    private LocalStep Known(Operation next) => known.GetOrAdd(
        next, operation => Locals.Begin(cpu => Ask(cpu, operation, PlaceOf(operation), [], null), new ModelCpu(0)));

    private ulong PlaceOf(Operation? operation) =>
        operation is null ? 0 : places.GetOrAdd(operation.Site, _ => Interlocked.Increment(ref placeCount));

    // The place is kept until the answer is there, for two operations that differ in nothing else to be two.
    private static async Step Ask(Cpu cpu, Operation? next, ulong place, IReadOnlyList<Note> notes, Exception? fault)
    {
        foreach (var note in notes)
        {
            cpu.Note(note.Name, note.Value);
        }

        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        if (next is not null)
        {
            var answer = await Access.Pending(next);
            await Access.Pending(new Operation(OperationKind.Fence, default, answer, place, MemoryOrder.Relaxed, Running));
        }
    }
}
