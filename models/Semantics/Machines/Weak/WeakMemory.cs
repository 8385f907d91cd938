using System.Collections.Concurrent;
using System.Threading;
using Interlock.Semantics.Memories;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.Weak;

/// <summary>
/// A memory in which vCPUs see writes late, for one program. One word of a state is the number of the memory; the words of memory hold the
/// values that are latest in coherence order, so that predicates and monitors mean what they say. What an operation can do to a memory is
/// worked out once and remembered. Of a load that spins, outcomes that only let the vCPU see more can be dropped: see <c>dropsSpins</c>.
/// </summary>
[Stateless("Remembered answers, which follow from what was asked; no execution sees how many there are.")]
internal sealed partial class WeakMemory : MemoryModel
{
    private const int Word = Waiting.Words; // no translation is before it: that is refused

    private readonly Architecture architecture;
    private readonly ConcurrentProgram program;
    private readonly bool dropsSpins;
    private readonly InternedMemories memories = new();
    private readonly ConcurrentDictionary<Question, Answer[]> answers = new();
    private readonly ConcurrentDictionary<(ulong Memory, ulong Ended), ulong> canonical = new();
    private readonly SharedMemory initial;
    private long cuts;

    /// <summary>A memory for a program.</summary>
    /// <param name="architecture">Which.</param>
    /// <param name="program">The program: its words and vCPUs.</param>
    /// <param name="dropsSpins">
    /// Whether an outcome of a load after which everything but what the vCPU has seen is as before leads back to the same state. What the vCPU
    /// can do after it, it can do before it, so nothing that breaks a safety property is missed. Of what stays reachable it says nothing.
    /// </param>
    public WeakMemory(Architecture architecture, ConcurrentProgram program, bool dropsSpins)
    {
        (this.architecture, this.program, this.dropsSpins) = (architecture, program, dropsSpins);
        initial = architecture.Begin([.. program.Words.Select(word => word.Wrap(word.Initial))], program.Vcpus.Count);
    }

    /// <inheritdoc/>
    public override string Name => architecture.Name;

    /// <inheritdoc/>
    public override string Terms => architecture.Terms;

    /// <inheritdoc/>
    public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met) => architecture.Assumptions;

    /// <inheritdoc/>
    public override MemoryModel For(ConcurrentProgram of) => ReferenceEquals(of, program) ? this : WeakMemoryModel.Bind(architecture, of);

    /// <inheritdoc/>
    public override int OwnWords => 1;

    /// <inheritdoc/>
    public override int Buffers => architecture.HasBuffers ? program.Vcpus.Count : 0;

    /// <inheritdoc/>
    public override MemoryBound? Met => Interlocked.Read(ref cuts) is > 0 and var count
        ? new MemoryBound(architecture.BoundName, architecture.Bound, count)
        : null;

    /// <inheritdoc/>
    public override ulong Beginning(ulong ended) => Settled(memories.NumberOf(initial), ended);

    /// <inheritdoc/>
    public override bool IsAtRest(ReadOnlySpan<ulong> own) => memories[own[Word]].IsAtRest;

    /// <inheritdoc/>
    public override void Outcomes(Turn turn, Translation? translation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var operation = turn.Operation;
        var first = turn.Count;
        switch (operation.Kind)
        {
            case OperationKind.Woken or OperationKind.FlushCaches or OperationKind.Choose:
                SequentialConsistency.Instance.Outcomes(turn, null);
                break;
            case OperationKind.Fence:
            case OperationKind.Dsb:
            case var kind when kind.IsAccess():
                Perform(turn);
                break;
            case OperationKind.WaitForEvent:
                Waiting.ForEvent(turn);
                Rewrite(turn, first, architecture.ConsumeEvent(memories[turn.ReadOwn(Word)], turn.Vcpu), unprovoked: false);
                break;
            case OperationKind.SendEvent:
                Waiting.SendEvent(turn);
                Rewrite(turn, first, architecture.SendEvent(memories[turn.ReadOwn(Word)], turn.Vcpu)); // no write: no bound is met
                break;
            case OperationKind.Wait or OperationKind.TimedWait:
                Wait(turn, first);
                break;
            case OperationKind.WakeOne or OperationKind.WakeAll:
                Wake(turn, first);
                break;
            default:
                throw new UnsupportedStateException(operation.Kind.IsOfCount() || operation.Kind == OperationKind.WaitCount
                    ? $"event counts are explored under sequential consistency only, not under '{Name}'; {operation.Site} asks for {operation.Kind}."
                    : $"the memory model '{Name}' has no {operation.Kind}, which {operation.Site} asks for.");
        }

        Settle(turn, first);
    }

    /// <inheritdoc/>
    public override void Drain(Turn turn, int buffer)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (((StoreBuffers)memories[turn.ReadOwn(Word)]).Drain(buffer) is var (word, value, after))
        {
            turn.Begin();
            turn.WriteIfOther(new Address(word), value);
            turn.WriteOwn(Word, memories.NumberOf(after));
            turn.ShowLate(buffer, new Address(word), value);
            turn.End();
        }
    }

    /// <inheritdoc/>
    public override ulong ReadBy(ReadOnlySpan<ulong> own, int vcpu, Address address, ulong held) =>
        memories[own[Word]] is StoreBuffers buffers ? buffers.Load(vcpu, new Reading(address.Index, ReadOrder.Plain)).First().Value : held;

    private static Question QuestionOf(Turn turn) => new(
        turn.ReadOwn(Word),
        turn.Vcpu,
        turn.Operation.Kind,
        turn.Operation.Order,
        turn.Operation.Address.Index,
        turn.Operation.Operand,
        turn.Operation.Expected);

    // The same state: a vCPU that only the bound keeps from going on is not blocked, and what it might still reach nobody knows.
    private static void Cut(Turn turn)
    {
        turn.Begin();
        turn.MeetAll();
        turn.End();
    }

    private void Perform(Turn turn)
    {
        var operation = turn.Operation;
        var question = QuestionOf(turn);
        if (!answers.TryGetValue(question, out var known))
        {
            var worked = WorkOut(turn);
            if (answers.TryAdd(question, worked))
            {
                Interlocked.Add(ref cuts, worked.LongCount(answer => answer.IsCut));
            }

            known = answers[question];
        }

        foreach (var answer in known)
        {
            if (answer.IsCut)
            {
                Cut(turn);
                continue;
            }

            turn.Begin();
            if (operation.Kind.IsAccess())
            {
                turn.WriteIfOther(operation.Address, answer.Latest);
            }

            turn.WriteOwn(Word, answer.Memory);
            turn.Complete(answer.Result);
            if (dropsSpins && operation.Kind == OperationKind.Load && turn.DiffersOnlyAt(Word))
            {
                turn.WriteOwn(Word, question.Memory);
            }

            turn.End();
        }
    }

    private Answer[] WorkOut(Turn turn)
    {
        var (memory, word) = (memories[turn.ReadOwn(Word)], turn.Operation.Address);
        var ended = turn.EndedBefore;
        ulong? Written(ulong held) => turn.Operation.Kind switch
        {
            OperationKind.Store or OperationKind.Exchange => turn.Wrap(word, turn.Operation.Operand),
            OperationKind.CompareExchange =>
                held == turn.Wrap(word, turn.Operation.Expected) ? turn.Wrap(word, turn.Operation.Operand) : null,
            OperationKind.FetchAdd => turn.Wrap(word, turn.Sum(word, held, turn.Operation.Operand)),
            var kind => turn.Wrap(word, kind.Combine(held, turn.Wrap(word, turn.Operation.Operand))),
        };

        var worked = new List<Answer>();
        foreach (var (result, after) in architecture.Perform(memory, turn.Vcpu, turn.Operation, Written))
        {
            var settled = Canonical(after, ended);
            var answer = architecture.IsBeyond(settled)
                ? new Answer(0, 0, 0, IsCut: true)
                : new Answer(result, memories.NumberOf(settled), turn.Operation.Kind.IsAccess() ? settled.Newest(word.Index) : 0, IsCut: false);
            if (!worked.Contains(answer))
            {
                worked.Add(answer);
            }
        }

        return [.. worked];
    }

    private void Wait(Turn turn, int first)
    {
        if (turn.IsAsleep)
        {
            Waiting.OnWord(turn, holds: false);
        }
        else if (Architecture.Look(memories[turn.ReadOwn(Word)], turn.Vcpu, turn.Operation.Address.Index) is var (value, after))
        {
            Waiting.OnWord(turn, holds: value == turn.Wrap(turn.Operation.Address, turn.Operation.Expected));
            Rewrite(turn, first, after);
        }
    }

    private void Wake(Turn turn, int first)
    {
        if (Architecture.Synchronize(memories[turn.ReadOwn(Word)], turn.Vcpu) is not { } after)
        {
            return;
        }

        if (turn.Operation.Kind == OperationKind.WakeOne)
        {
            Waiting.WakeOne(turn);
        }
        else
        {
            Waiting.WakeAll(turn);
        }

        Rewrite(turn, first, after);
    }

    private void Rewrite(Turn turn, int first, SharedMemory after, bool unprovoked = true)
    {
        for (var outcome = first; outcome < turn.Count; outcome++)
        {
            if (unprovoked || !turn.IsUnprovokedAt(outcome))
            {
                turn.RewriteOwn(outcome, Word, memories.NumberOf(after));
            }
        }
    }

    // What has ended reads nothing any more, and does not keep old writes alive.
    private void Settle(Turn turn, int first)
    {
        for (var outcome = first; outcome < turn.Count; outcome++)
        {
            var number = turn.ReadOwnAt(outcome, Word);
            var settled = Settled(number, turn.EndedAt(outcome));
            if (settled != number)
            {
                turn.RewriteOwn(outcome, Word, settled);
            }
        }
    }

    private ulong Settled(ulong number, ulong ended) => canonical.TryGetValue((number, ended), out var known)
        ? known
        : canonical.GetOrAdd((number, ended), memories.NumberOf(Canonical(memories[number], ended)));

    private SharedMemory Canonical(SharedMemory memory, ulong ended)
    {
        var remainders = new Remainder[program.Vcpus.Count];
        for (var vcpu = 0; vcpu < remainders.Length; vcpu++)
        {
            remainders[vcpu] = new Remainder((ended >> vcpu & 1) != 0, Results: 0); // no operation depends on a result
        }

        return memory.Canonical(remainders);
    }

    // A memory also says which vCPUs have ended (Views.HasEnded is encoded), so the canonical form of what follows is the same for every
    // asker.
    private readonly record struct Question(
        ulong Memory, int Vcpu, OperationKind Kind, MemoryOrder Order, int Word, ulong Operand, ulong Expected);

    private readonly record struct Answer(ulong Result, ulong Memory, ulong Latest, bool IsCut);
}
