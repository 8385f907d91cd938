using Interlock.Litmus.Formats;
using Interlock.Litmus.Memories;

namespace Interlock.Litmus;

/// <summary>What an instruction can do: every outcome, as a memory and a thread.</summary>
internal static class Interpreter
{
    /// <summary>The outcomes of an instruction.</summary>
    public static IEnumerable<(SharedMemory After, ThreadState Next)> Step(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction instruction) => instruction switch
        {
            Instruction.Nop => [(memory, thread.Advance())],
            Instruction.Compute compute => [(memory, thread.Set(compute.Into, Value(thread, compute)).Advance())],
            Instruction.Compare compare => [(memory, (thread with { Flags = Difference(thread, compare) }).Advance())],
            Instruction.Select select => [(memory, thread.Set(select.Into, Chosen(thread, select)).Advance())],
            Instruction.Branch branch => [Branch(memory, vcpu, thread, branch)],
            Instruction.Fence fence => memory.Fence(vcpu, fence.Kind).Select(after => (after, thread.Advance())),
            Instruction.Load load => Load(memory, vcpu, thread, load),
            Instruction.Store { Status: null } store => memory.Store(vcpu, Written(memory, thread, store)).Select(after => (after, thread.Advance())),
            Instruction.Store store => StoreExclusive(memory, vcpu, thread, store),
            Instruction.Atomic atomic => Atomic(memory, vcpu, thread, atomic),
            _ => throw new InvalidOperationException($"There is no instruction {instruction.GetType().Name}."),
        };

    private static Held Value(ThreadState thread, Instruction.Compute compute)
    {
        var (left, right) = (thread.Of(compute.Left), thread.Of(compute.Right));
        return Held.From(Calculate(compute.Operator, left.Value, right.Value), left, right);
    }

    private static ulong Calculate(Arithmetic arithmetic, ulong left, ulong right) => arithmetic switch
    {
        Arithmetic.Move => left,
        Arithmetic.Add => left + right,
        Arithmetic.Subtract => left - right,
        Arithmetic.And => left & right,
        Arithmetic.Or => left | right,
        Arithmetic.Xor => left ^ right,
        Arithmetic.Clear => left & ~right,
        Arithmetic.ShiftLeft => left << (int)right,
        Arithmetic.ShiftRight => left >> (int)right,
        Arithmetic.Equal => left == right ? 1UL : 0,
        Arithmetic.NotEqual => left != right ? 1UL : 0,
    };

    private static Held Difference(ThreadState thread, Instruction.Compare compare)
    {
        var (left, right) = (thread.Of(compare.Left), thread.Of(compare.Right));
        return Held.From(left.Value - right.Value, left, right);
    }

    private static bool Holds(Test test, ulong value) => test switch
    {
        Test.Always => true,
        Test.Equal => value == 0,
        Test.NotEqual => value != 0,
    };

    private static Held Chosen(ThreadState thread, Instruction.Select select)
    {
        var chosen = thread.Of(Holds(select.If, thread.Flags.Value) ? select.Left : select.Right);
        return chosen with { Picked = chosen.Picked | thread.Flags.Data | thread.Flags.Picked };
    }

    private static (SharedMemory After, ThreadState Next) Branch(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction.Branch branch)
    {
        var tested = branch.Tested is { } operand ? thread.Of(operand) : thread.Flags;
        return (
            branch.If == Test.Always ? memory : memory.Branch(vcpu, tested.Data | tested.Picked),
            thread with { Next = Holds(branch.If, tested.Value) ? branch.Target : thread.Next + 1 });
    }

    private static IEnumerable<(SharedMemory After, ThreadState Next)> Load(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction.Load load)
    {
        var (word, at) = Locate(memory, thread, load, load.At);
        var reading = new Reading(word, load.Order, at.Data, at.Picked, thread.Next, load.IsExclusive);
        return memory.Load(vcpu, reading).Select(outcome => (outcome.After, Told(thread, load.Into, outcome.Value)));
    }

    // A result has the number of its instruction: code runs forward only.
    private static ThreadState Told(ThreadState thread, string? into, ulong value) =>
        thread.Set(into, new Held(value, 1UL << thread.Next)).Advance();

    private static Writing Written(SharedMemory memory, ThreadState thread, Instruction.Store store)
    {
        var (word, at) = Locate(memory, thread, store, store.At);
        var value = thread.Of(store.Value);
        return new Writing(word, value.Value, store.Order, at.Data, at.Picked, value.Data, value.Picked | at.Picked);
    }

    private static IEnumerable<(SharedMemory After, ThreadState Next)> StoreExclusive(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction.Store store)
    {
        foreach (var after in memory.StoreExclusive(vcpu, Written(memory, thread, store)))
        {
            yield return (after, thread.Set(store.Status, default).Advance());
        }

        yield return (memory.FailExclusive(vcpu), thread.Set(store.Status, new Held(1)).Advance());
    }

    private static IEnumerable<(SharedMemory After, ThreadState Next)> Atomic(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction.Atomic atomic)
    {
        var (word, at) = Locate(memory, thread, atomic, atomic.At);
        var operand = thread.Of(atomic.Value);
        var expected = atomic.Expected is { } wanted ? thread.Of(wanted) : default;

        // An atomic without a result, the ST-form, does not order what follows (Arm ARM B2.3.3); a compare-and-swap always has one.
        var isDiscarded = atomic.Into is null && atomic.Update != Update.CompareAndSwap;
        var reading = new Reading(word, atomic.Read, at.Data, at.Picked, thread.Next, IsDiscarded: isDiscarded);
        Writing? Write(ulong value) => atomic.Update == Update.CompareAndSwap && value != expected.Value ? null : new Writing(
            word,
            Updated(atomic.Update, value, operand.Value),
            atomic.Write,
            at.Data,
            at.Picked,
            operand.Data,
            operand.Picked | at.Picked | expected.Data | expected.Picked,
            DependsOnRead: atomic.Update is not (Update.Swap or Update.CompareAndSwap));
        var ordersAfter = atomic is { Read: ReadOrder.Acquire, Write: WriteOrder.Release } && !isDiscarded;
        return memory.Update(vcpu, reading, Write, ordersAfter).Select(outcome => (outcome.After, Told(thread, atomic.Into, outcome.Value)));
    }

    private static ulong Updated(Update update, ulong value, ulong operand) => update switch
    {
        Update.Swap or Update.CompareAndSwap => operand,
        Update.Add => value + operand,
        Update.Or => value | operand,
        Update.Clear => value & ~operand,
        Update.Xor => value ^ operand,
    };

    private static (int Word, Held At) Locate(SharedMemory memory, ThreadState thread, Instruction instruction, Place place)
    {
        var (origin, offset) = (thread.Of(place.Base), thread.Of(place.Offset));
        var address = origin.Value + offset.Value;
        var word = LocationNames.At(address);
        return word >= 0 && word < memory.Words
            ? (word, Held.From(address, origin, offset))
            : throw new LitmusFormatException(instruction.Line, $"there is no location at the address {address:x}, which can be computed here");
    }
}
