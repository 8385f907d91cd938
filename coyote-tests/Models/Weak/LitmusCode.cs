using System.Collections.Immutable;
using System.Globalization;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>An access or a fence of a <see cref="LitmusCode"/>.</summary>
/// <param name="Kind">Load, store, exchange, fetch-add or fence.</param>
/// <param name="Word">The word, 0 or 1.</param>
/// <param name="Value">What is written or added.</param>
/// <param name="Order">The ordering.</param>
internal readonly record struct LitmusAccess(OperationKind Kind, int Word, ulong Value, MemoryOrder Order)
{
    public bool Reads => Kind is not (OperationKind.Store or OperationKind.Fence);
}

/// <summary>Straight threads without dependencies, as a litmus test of AArch64 with LSE and as code: written apart, and the same.</summary>
internal sealed record LitmusCode(ImmutableArray<ImmutableArray<LitmusAccess>> Threads)
{
    public const int Words = 2;

    public static LitmusCode Draw(Random random)
    {
        var threads = random.Next(2, 4);
        return new LitmusCode([.. Enumerable.Range(0, threads).Select(_ =>
            Enumerable.Range(0, random.Next(1, threads == 2 ? 5 : 4)).Select(_ => DrawAccess(random)).ToImmutableArray())]);
    }

    /// <summary>How many reads there are: each is told at the end.</summary>
    public int Reads => Threads.Sum(thread => thread.Count(access => access.Reads));

    /// <summary>The test as a file.</summary>
    public string File()
    {
        var initial = string.Concat(Threads.Select((_, thread) => $"{thread}:X1=x; {thread}:X3=y; {thread}:X8=1; {thread}:X9=2;\n"));
        var columns = Threads.Select(thread => thread.Select((access, at) => Text(access, $"W{20 + at}")).ToList()).ToList();
        var rows = Enumerable.Range(0, columns.Max(column => column.Count)).Select(row =>
            $" {string.Join(" | ", columns.Select(column => row < column.Count ? column[row] : string.Empty))} ;\n");
        var heads = string.Join(" | ", columns.Select((_, thread) => $"P{thread}"));
        return $"AArch64 drawn\n{{\n{initial}}}\n {heads} ;\n{string.Concat(rows)}exists (x=1)\n";
    }

    /// <summary>An end of the litmus test, by the values that its search tells, as the values that are read and then those of the words.</summary>
    public string EndOf(string values)
    {
        var (told, at, end) = (values.Split(' '), 0, new List<string>());
        foreach (var thread in Threads)
        {
            var reads = thread.Count(access => access.Reads);
            end.AddRange(told.Skip(at + 1).Take(reads)); // in the order of registers: X1, X20..., X3, X8, X9
            at += 4 + reads;
        }

        return string.Join(' ', end.Concat(told.Skip(at)));
    }

    /// <summary>The same as a program: each read is stored to a word of its own, which orders nothing.</summary>
    public ConcurrentProgram Program(Func<Memory, bool> atEnd)
    {
        var program = new ConcurrentProgram();
        program.Word("x");
        program.Word("y");
        var next = Words;
        foreach (var thread in Threads)
        {
            var first = next;
            next += thread.Count(access => access.Reads);
            for (var word = first; word < next; word++)
            {
                program.Word(string.Create(CultureInfo.InvariantCulture, $"read{word - Words}"));
            }

            program.Run(1, cpu => Perform(cpu, thread, first));
        }

        program.Finally("collected", atEnd);
        return program;
    }

    private static async Step Perform(Cpu cpu, ImmutableArray<LitmusAccess> code, int results)
    {
        var result = results;
        for (var at = 0; at < code.Length; at++)
        {
            var access = code[at];
            var word = new Address(access.Word);
            switch (access.Kind)
            {
                case OperationKind.Fence:
                    await cpu.Fence(access.Order);
                    break;
                case OperationKind.Store:
                    await cpu.Store(word, access.Value, access.Order);
                    break;
                default:
                    var read = access.Kind == OperationKind.Load ? await cpu.Load(word, access.Order)
                        : access.Kind == OperationKind.Exchange ? await cpu.Exchange(word, access.Value, access.Order)
                        : await cpu.FetchAdd(word, access.Value, access.Order);
                    await cpu.Store(new Address(result++), read, MemoryOrder.Relaxed);
                    break;
            }
        }
    }

    private static LitmusAccess DrawAccess(Random random)
    {
        var (word, value) = (random.Next(Words), (ulong)random.Next(1, 3));
        MemoryOrder Any(params MemoryOrder[] orders) => orders[random.Next(orders.Length)];
        return random.Next(8) switch
        {
            0 or 1 or 2 => new(OperationKind.Load, word, 0, Any(MemoryOrder.Relaxed, MemoryOrder.Relaxed, MemoryOrder.Acquire, MemoryOrder.SequentiallyConsistent)),
            3 or 4 or 5 => new(OperationKind.Store, word, value, Any(MemoryOrder.Relaxed, MemoryOrder.Relaxed, MemoryOrder.Release)),
            6 => new(
                random.Next(2) == 0 ? OperationKind.Exchange : OperationKind.FetchAdd,
                word,
                value,
                Any(MemoryOrder.Relaxed, MemoryOrder.Acquire, MemoryOrder.Release, MemoryOrder.AcquireRelease)),
            _ => new(OperationKind.Fence, 0, 0, Any(MemoryOrder.SequentiallyConsistent, MemoryOrder.Acquire)),
        };
    }

    private static string Text(LitmusAccess access, string into)
    {
        var (at, value) = (access.Word == 0 ? "[X1]" : "[X3]", access.Value == 1 ? "W8" : "W9");
        var order = access.Order switch { MemoryOrder.Acquire => "A", MemoryOrder.Release => "L", MemoryOrder.AcquireRelease => "AL", _ => string.Empty };
        return access.Kind switch
        {
            OperationKind.Load => $"{access.Order switch { MemoryOrder.Relaxed => "LDR", MemoryOrder.Acquire => "LDAPR", _ => "LDAR" }} {into},{at}",
            OperationKind.Store => $"{(access.Order == MemoryOrder.Relaxed ? "STR" : "STLR")} {value},{at}",
            OperationKind.Fence => access.Order == MemoryOrder.Acquire ? "DMB LD" : "DMB SY",
            OperationKind.Exchange => $"SWP{order} {value},{into},{at}",
            _ => $"LDADD{order} {value},{into},{at}",
        };
    }
}
