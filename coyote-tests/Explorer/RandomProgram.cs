using System.Collections.Immutable;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>What an instruction of a <see cref="RandomProgram"/> does.</summary>
internal enum Code
{
    Load,
    Store,
    StoreAccumulator,
    CompareExchange,
    Exchange,
    FetchAdd,
    Fence,
    Choose,
    WaitForEvent,
    SendEvent,
    Wait,
    WakeOne,
    WakeAll,
    JumpIfEqual,
    JumpIfNot,
    FetchOr,
    FetchAnd,
    FetchXor,
    FetchMin,
    FetchMax,
    TimedWait,
}

/// <summary>An instruction on an accumulator.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Word">On which word.</param>
/// <param name="Operand">What to store, exchange, add, choose below, or compare the accumulator with.</param>
/// <param name="Expected">What a compare-exchange or a wait expects.</param>
/// <param name="Target">Where a jump goes.</param>
internal readonly record struct Instruction(Code Code, int Word, ulong Operand, ulong Expected, int Target)
{
    public bool IsJump => Code is Code.JumpIfEqual or Code.JumpIfNot;

    /// <summary>Whether what the accumulator held before is lost once the operation has answered.</summary>
    public bool Overwrites => Code is Code.Load or Code.CompareExchange or Code.Exchange or Code.FetchAdd or Code.Choose
        or Code.WakeOne or Code.WakeAll or >= Code.FetchOr;
}

/// <summary>A small closed program, drawn at random, as instructions for each vCPU.</summary>
/// <param name="Initial">What each word holds at first.</param>
/// <param name="Moduli">Where each word wraps.</param>
/// <param name="Vcpus">The instructions of each vCPU.</param>
internal sealed record RandomProgram(
    ImmutableArray<ulong> Initial, ImmutableArray<ulong> Moduli, ImmutableArray<ImmutableArray<Instruction>> Vcpus)
{
    private const int MostInstructions = 6;

    /// <summary>Draws a program.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="isSleepy">Whether it is about sleeping above all, with every operation that there is.</param>
    public static RandomProgram Draw(Random random, bool isSleepy = false)
    {
        ImmutableArray<ulong> moduli = [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => (ulong)random.Next(2, 6))];
        ImmutableArray<ulong> initial = [.. moduli.Select(modulus => (ulong)random.Next((int)modulus))];
        var kinds = isSleepy ? Sleepy : Kinds(random);
        var shared = random.Next(3) == 0 ? Draw(random, moduli, kinds) : default;
        return new RandomProgram(initial, moduli, [.. Enumerable.Range(0, random.Next(2, 4))
            .Select(_ => shared.IsDefault ? Draw(random, moduli, kinds) : shared)]);
    }

    /// <summary>The program as the explorer knows programs, with every memory in which it ends.</summary>
    public ConcurrentProgram Build(Action<string> ends)
    {
        var program = new ConcurrentProgram();
        for (var word = 0; word < Moduli.Length; word++)
        {
            program.Word($"word{word}", Initial[word], Moduli[word]);
        }

        foreach (var code in Vcpus)
        {
            program.Run(1, cpu => Interpret(cpu, code));
        }

        program.Finally("collected", new Collector(Moduli.Length, ends).Collect);
        return program;
    }

    public override string ToString() => string.Join('\n', Vcpus
        .Select((code, vcpu) => $"vcpu{vcpu}: {string.Join("; ", code)}")
        .Prepend($"initial {string.Join(' ', Initial)}, moduli {string.Join(' ', Moduli)}"));

    private static Code[] Sleepy =>
    [
        Code.Load, Code.Store, Code.CompareExchange, Code.FetchAdd, Code.FetchOr, Code.FetchAnd, Code.FetchXor, Code.FetchMin,
        Code.FetchMax,
        Code.WaitForEvent, Code.WaitForEvent, Code.SendEvent, Code.Wait, Code.Wait, Code.Wait, Code.TimedWait, Code.TimedWait, Code.WakeOne,
        Code.WakeAll,
    ];

    // Some programs are about sleeping, some about events, some about neither, so that few block at once.
    private static Code[] Kinds(Random random)
    {
        Code[] plain = [Code.Load, Code.Load, Code.Store, Code.StoreAccumulator, Code.CompareExchange, Code.Exchange,
            Code.FetchAdd, Code.FetchAdd, Code.Fence, Code.Choose];
        return random.Next(4) switch
        {
            0 => plain,
            1 => [.. plain, Code.WaitForEvent, Code.WaitForEvent, Code.SendEvent, Code.SendEvent, Code.SendEvent],
            2 => [.. plain, Code.Wait, Code.Wait, Code.Wait, Code.WakeOne, Code.WakeOne, Code.WakeAll],
            _ => [.. Enum.GetValues<Code>().Where(code => code < Code.JumpIfEqual)],
        };
    }

    private static ImmutableArray<Instruction> Draw(Random random, ImmutableArray<ulong> moduli, Code[] kinds)
    {
        var code = new List<Instruction>();
        var length = random.Next(1, MostInstructions + 1);
        while (code.Count < length)
        {
            var word = random.Next(moduli.Length);
            var isJump = code.Count > 0 && random.Next(4) == 0;
            var target = random.Next(length + 1);

            // A jump goes forward, or back to an operation: a loop without one would never end.
            if (isJump && target <= code.Count && (target == code.Count || code[target].IsJump))
            {
                target = length;
            }

            code.Add(new Instruction(
                isJump ? Code.JumpIfEqual + random.Next(2) : kinds[random.Next(kinds.Length)],
                word,
                random.Next(8) == 0 ? ulong.MaxValue : (ulong)random.Next(1, 4),
                (ulong)random.Next((int)moduli[word] + 1),
                target));
        }

        return [.. code.Select(instruction => instruction.Code switch
        {
            Code.Choose => instruction with { Operand = Math.Min(instruction.Operand, 3) },
            Code.Store or Code.StoreAccumulator or Code.CompareExchange or Code.Exchange
                => instruction with { Operand = Math.Min(instruction.Operand, 7) },
            _ => instruction,
        })];
    }

    private static async Step Interpret(Cpu cpu, ImmutableArray<Instruction> code)
    {
        ulong accumulator = 0;
        var at = 0;
        while (at < code.Length)
        {
            var next = code[at++];
            var word = new Address(next.Word);
            switch (next.Code)
            {
                case Code.Load:
                    accumulator = await cpu.Load(word);
                    break;
                case Code.Store:
                    await cpu.Store(word, next.Operand);
                    break;
                case Code.StoreAccumulator:
                    await cpu.Store(word, accumulator + next.Operand);
                    break;
                case Code.CompareExchange:
                    accumulator = await cpu.CompareExchange(word, next.Expected, next.Operand);
                    break;
                case Code.Exchange:
                    accumulator = await cpu.Exchange(word, next.Operand);
                    break;
                case Code.FetchAdd:
                    accumulator = await cpu.FetchAdd(word, next.Operand);
                    break;
                case Code.Fence:
                    await cpu.Fence();
                    break;
                case Code.Choose:
                    accumulator = await cpu.Choose((int)next.Operand);
                    break;
                case Code.WaitForEvent:
                    await cpu.WaitForEvent();
                    break;
                case Code.SendEvent:
                    await cpu.SendEvent();
                    break;
                case Code.Wait:
                    await cpu.Wait(word, next.Expected);
                    break;
                case Code.WakeOne:
                    accumulator = await cpu.WakeOne(word);
                    break;
                case Code.WakeAll:
                    accumulator = await cpu.WakeAll(word);
                    break;
                case Code.FetchOr:
                    accumulator = await cpu.FetchOr(word, next.Operand);
                    break;
                case Code.FetchAnd:
                    accumulator = await cpu.FetchAnd(word, next.Operand);
                    break;
                case Code.FetchXor:
                    accumulator = await cpu.FetchXor(word, next.Operand);
                    break;
                case Code.FetchMin:
                    accumulator = await cpu.FetchMin(word, next.Operand);
                    break;
                case Code.FetchMax:
                    accumulator = await cpu.FetchMax(word, next.Operand);
                    break;
                case Code.TimedWait:
                    accumulator = await cpu.TimedWait(word, next.Expected);
                    break;
                case Code.JumpIfEqual:
                    at = accumulator == next.Operand ? next.Target : at;
                    break;
                case Code.JumpIfNot:
                    at = accumulator == next.Operand ? at : next.Target;
                    break;
            }
        }
    }

    [Stateless("What it collects no code reads.")]
    private sealed class Collector(int count, Action<string> ends)
    {
        public bool Collect(Memory memory)
        {
            var words = new ulong[count];
            for (var word = 0; word < count; word++)
            {
                words[word] = memory[new Address(word)];
            }

            ends(string.Join(' ', words));
            return true;
        }
    }
}
