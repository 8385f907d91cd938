namespace Interlock.Litmus;

/// <summary>What a step of a thread can do: every outcome, as a memory and a thread.</summary>
/// <param name="test">The test whose threads are run.</param>
internal sealed class Interpreter(LitmusTest test)
{
    private readonly Dictionary<ulong, int> words = test.Locations.Select((location, word) => (location.Address, word))
        .ToDictionary(entry => entry.Address, entry => entry.word);

    private readonly Dictionary<ulong, CodeWord> code = test.Lines.ToDictionary(line => line.Address);

    private readonly int only = OnlySize(test);

    /// <summary>The outcomes of a vCPU's next step.</summary>
    public IEnumerable<(SharedMemory After, ThreadState Next)> Step(SharedMemory memory, int vcpu, ThreadState thread) =>
        test.Code[thread.Next] switch
        {
            Instruction.Nop => [(memory, thread.Advance())],
            Instruction.Compute compute => [(memory, Computed(thread, compute).Advance())],
            Instruction.Select select => [(memory, thread.Set(select.Into, Chosen(thread, select)).Advance())],
            Instruction.Branch branch => [Branch(memory, vcpu, thread, branch)],
            Instruction.Skip skip => Skip(memory, thread, skip),
            Instruction.Jump jump => [Jump(memory, vcpu, thread, jump)],
            Instruction.Fence fence => memory.Fence(vcpu, fence.Kind).Select(after => (after, thread.Advance())),
            Instruction.Load load => Load(memory, vcpu, thread, load),
            Instruction.Store { Status: null } store => memory.Store(vcpu, Written(vcpu, thread, store)).Select(after => (after, thread.Advance())),
            Instruction.Store store => StoreExclusive(memory, vcpu, thread, store),
            Instruction.Atomic atomic => Atomic(memory, vcpu, thread, atomic),
            Instruction.Fault fault => [(memory, thread.Set(fault.Told, new Held(1)) with { Next = test.Code.Length - 1 })],
            var other => throw new InvalidOperationException($"There is no step {other.GetType().Name}."),
        };

    /// <summary>Whether a thread's next step has one outcome, and touches nothing but the thread's own registers and views.</summary>
    public bool IsLocal(ThreadState thread) => test.Code[thread.Next] is Instruction.Nop or Instruction.Compute or Instruction.Select
        or Instruction.Branch or Instruction.Jump or Instruction.Fault or Instruction.Skip { MayStay: false };

    /// <summary>The word that a thread's next step accesses; -1 if it accesses none.</summary>
    public int Accessed(ThreadState thread) => test.Code[thread.Next] switch
    {
        Instruction.Load load => words.GetValueOrDefault(Address(thread, load.At).Value, -1),
        Instruction.Store store => words.GetValueOrDefault(Address(thread, store.At).Value, -1),
        Instruction.Atomic atomic => words.GetValueOrDefault(Address(thread, atomic.At).Value, -1),
        _ => -1,
    };

    private static ThreadState Computed(ThreadState thread, Instruction.Compute compute)
    {
        var (left, right) = (thread.Of(compute.Left), thread.Of(compute.Right));
        var value = Calculation.Of(compute.Operator, left.Value, right.Value, compute.Bits);
        var after = thread.Set(compute.Into, Held.From(value, left, right));
        return compute.SetsFlags
            ? after.Set(RegisterNames.Flags, Held.From(Calculation.Flags(compute.Operator, left.Value, right.Value, compute.Bits), left, right))
            : after;
    }

    private static Held Chosen(ThreadState thread, Instruction.Select select)
    {
        var chosen = thread.Of(Calculation.Holds(select.If, thread.Flags.Value) ? select.Left : select.Right);
        return select.If == Test.Always ? chosen : chosen with { Picked = chosen.Picked | thread.Flags.All };
    }

    private static (SharedMemory After, ThreadState Next) Branch(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction.Branch branch)
    {
        var tested = branch.Tested is { } operand ? thread.Of(operand) : thread.Flags;
        var isTaken = branch switch
        {
            { If: Test.Always } => true,
            { Tested: not null } => (branch.If == Test.Equal) == (tested.Value == 0),
            _ => Calculation.Holds(branch.If, tested.Value),
        };
        return (
            branch.If == Test.Always ? memory : memory.Branch(vcpu, tested.All),
            thread with { Next = isTaken ? branch.Target : thread.Next + 1 });
    }

    private static IEnumerable<(SharedMemory After, ThreadState Next)> Skip(SharedMemory memory, ThreadState thread, Instruction.Skip skip)
    {
        if (skip.MayStay)
        {
            yield return (memory, thread.Advance());
        }

        yield return (memory, thread with { Next = thread.Next + skip.Distance });
    }

    // A return from a thread that was not called ends it.
    private (SharedMemory After, ThreadState Next) Jump(SharedMemory memory, int vcpu, ThreadState thread, Instruction.Jump jump)
    {
        var to = thread.Get(jump.To);
        if (to.Value == 0 && jump.To == RegisterNames.Link)
        {
            return (memory, thread with { Next = test.Code.Length - 1 });
        }

        return code.TryGetValue(to.Value, out var line)
            ? (memory.Branch(vcpu, to.All), thread with { Next = line.First })
            : throw new LitmusFormatException(test.Code[thread.Next].Line, $"there is no code at {to.Value:x}");
    }

    private IEnumerable<(SharedMemory After, ThreadState Next)> Load(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction.Load load)
    {
        var at = Address(thread, load.At);
        if (code.TryGetValue(at.Value, out var instruction))
        {
            return [(memory, thread.Set(load.Into, at with { Value = instruction.Word }).Advance())];
        }

        var number = load.Into is null ? -1 : Number(thread, load);
        var reading = new Reading(Word(at, load, load.Bytes), load.Order, at.Data, at.Picked, number, load.IsExclusive);
        return memory.Load(vcpu, reading).Select(outcome => (outcome.After, thread.Set(
            load.Into,
            new Held(Loaded(load, outcome.Value), Bit(number))).Advance()));
    }

    private static ulong Loaded(Instruction.Load load, ulong value) => Calculation.Low(
        Calculation.Extended(load.Extension, Calculation.Low(value, load.Bytes * 8)), load.IsWord ? 32 : 64);

    private static int Number(ThreadState thread, Instruction instruction) => thread.NewResult is >= 0 and var number
        ? number
        : throw new LitmusFormatException(instruction.Line, "values of more than 64 reads are in use here");

    private static ulong Bit(int result) => result < 0 ? 0 : 1UL << result;

    private Writing Written(int vcpu, ThreadState thread, Instruction.Store store)
    {
        var at = Address(thread, store.At);
        var value = thread.Of(store.Value);
        return new Writing(
            Word(at, store, store.Bytes), Calculation.Low(value.Value, store.Bytes * 8), store.Order, at.Data, at.Picked, value.Data, value.Picked)
        {
            By = new Origin(vcpu, thread.Next),
        };
    }

    private IEnumerable<(SharedMemory After, ThreadState Next)> StoreExclusive(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction.Store store)
    {
        foreach (var after in memory.StoreExclusive(vcpu, Written(vcpu, thread, store)))
        {
            yield return (after, thread.Set(store.Status, default).Advance());
        }

        yield return (memory.FailExclusive(vcpu), thread.Set(store.Status, new Held(1)).Advance());
    }

    private IEnumerable<(SharedMemory After, ThreadState Next)> Atomic(
        SharedMemory memory, int vcpu, ThreadState thread, Instruction.Atomic atomic)
    {
        var at = Address(thread, atomic.At);
        var word = Word(at, atomic, atomic.Bytes);
        var bits = atomic.Bytes * 8;
        var operand = thread.Of(atomic.Value);
        var expected = atomic.Expected is { } wanted ? thread.Of(wanted) : default;
        bool Writes(ulong value) => atomic.Expected is null || Calculation.Low(value, bits) == Calculation.Low(expected.Value, bits);

        // An atomic without a result, such as the ST-forms, does not order what follows (Arm ARM B2.3, NoRet).
        var isDiscarded = atomic is { Into: null, Told: null };
        var number = isDiscarded ? -1 : Number(thread, atomic);
        var reading = new Reading(word, atomic.Read, at.Data, at.Picked, number, IsDiscarded: isDiscarded);
        Writing? Write(ulong value) => !Writes(value) ? null : new Writing(
            word,
            Calculation.Updated(atomic.Update, Calculation.Low(value, bits), operand.Value, bits),
            atomic.Write,
            at.Data,
            at.Picked,
            operand.Data,
            operand.Picked | expected.All,
            DependsOnRead: atomic.Update is not (Update.Swap or Update.CompareAndSwap))
        {
            By = new Origin(vcpu, thread.Next),
        };

        // What a compare-and-swap that wrote holds is what was expected; that it was so is picked by the read.
        Held Result(ulong value) => atomic.Expected is not null && Writes(value)
            ? expected with { Value = Calculation.Low(value, bits), Picked = expected.Picked | Bit(number) }
            : new Held(Calculation.Low(value, bits), Bit(number));
        var ordersAfter = atomic is { Read: ReadOrder.Acquire, Write: WriteOrder.Release } && !isDiscarded;
        return memory.Update(vcpu, reading, Write, ordersAfter).Select(outcome => (
            outcome.After,
            thread.Set(atomic.Into, Result(outcome.Value))
                .Set(atomic.Told, new Held(Writes(outcome.Value) ? 1UL : 0, 0, expected.All | Bit(number))).Advance()));
    }

    private static Held Address(ThreadState thread, Place place)
    {
        var (origin, offset) = (thread.Of(place.Base), thread.Of(place.Offset));
        return Held.From(origin.Value + offset.Value, origin, offset);
    }

    // Accesses of a part of a word are those of a word if they write nothing, or if the test has no others.
    private int Word(Held at, Instruction instruction, int bytes)
    {
        if (!words.TryGetValue(at.Value, out var word))
        {
            throw new LitmusFormatException(instruction.Line, $"there is no location at the address {at.Value:x}, which can be computed here");
        }

        var location = test.Locations[word];
        var isWider = bytes > location.Bytes && (location.IsElement || location.Bytes < 4) && test.Architecture != Architecture.C;
        var isNarrower = bytes < location.Bytes && instruction is not Instruction.Load && only != bytes;
        return isWider || isNarrower
            ? throw new LitmusFormatException(
                instruction.Line, $"{bytes} bytes of {location.Name}, which has {location.Bytes}: accesses of mixed size are not modelled")
            : word;
    }

    private static int OnlySize(LitmusTest test)
    {
        var sizes = test.Code.Select(instruction => instruction switch
        {
            Instruction.Load load => load.Bytes,
            Instruction.Store store => store.Bytes,
            Instruction.Atomic atomic => atomic.Bytes,
            _ => 0,
        }).Where(bytes => bytes > 0).Distinct().ToList();
        return sizes.Count == 1 ? sizes[0] : 0;
    }
}
