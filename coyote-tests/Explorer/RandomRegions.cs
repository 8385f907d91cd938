using System.Collections.Immutable;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>What a line of a <see cref="RandomRegions"/> program does.</summary>
internal enum Act
{
    Acquire,
    Release,
    Load,
    Store,
    Add,
    Choose,
    SkipIf,
    Note,
    AssertNot,
    SendEvent,
    WaitForEvent,
    Wait,
    WakeOne,
    Tlbi,
    Dsb,
    Isb,
    GuestLoad,
    GuestStore,
}

/// <summary>A line of a <see cref="RandomRegions"/> program.</summary>
/// <param name="Act">What it does.</param>
/// <param name="Word">On which word.</param>
/// <param name="Operand">What to store, add, choose below, report as an event, or compare the accumulator with.</param>
/// <param name="Skip">How many lines a jump leaves out.</param>
internal readonly record struct Line(Act Act, int Word = 0, ulong Operand = 0, int Skip = 0)
{
    public override string ToString() => $"{Act} w{Word} {Operand}{(Skip > 0 ? $" skip {Skip}" : string.Empty)}";
}

/// <summary>
/// A small program with locks, words that they guard, words of which nothing is said, choices and assertions, drawn at
/// random; some break the discipline. On the stage 2 machine the first words are a table and a page of data.
/// </summary>
/// <param name="HasTables">Whether it runs on the stage 2 machine.</param>
/// <param name="IsEndless">Whether the code is run for ever.</param>
/// <param name="Monitored">Which of two monitors watch, a bit each.</param>
/// <param name="Vcpus">The lines of each vCPU.</param>
internal sealed record RandomRegions(
    bool HasTables, bool IsEndless, int Monitored, ImmutableArray<ImmutableArray<Line>> Vcpus)
{
    // The words: table (2), data (2), locks a and b, guarded by a, by b, by both; one a vCPU's own; two of which nothing is said.
    public const int LockA = 4;
    public const int LockB = 5;
    public const int ByA = 6;
    public const int ByB = 7;
    public const int ByBoth = 8;
    public const int Own = 9;
    public const int Free = 12;
    private const int Words = 14;
    private const ulong Modulus = 3;
    private const ulong Leaf = 0x17C3; // of page 1: readable, writable, accessed

    public static RandomRegions Draw(Random random)
    {
        var hasTables = random.Next(4) == 0;
        var isEndless = random.Next(4) == 0;
        var vcpus = random.Next(5) == 0 ? 3 : 2;
        return new RandomRegions(hasTables, isEndless, Math.Max(0, random.Next(8) - 4), [.. Enumerable.Range(0, vcpus)
            .Select(vcpu => Code(random, vcpu, hasTables, isEndless, vcpus == 3 ? 1 : random.Next(1, 4)))]);
    }

    public ConcurrentProgram Build(bool merged, bool ranked = false)
    {
        var program = new ConcurrentProgram();
        for (var word = 0; word < Words; word++)
        {
            program.Word($"w{word}", word == 0 ? Leaf : 0, word is < 2 or LockA or LockB ? 0 : Modulus);
        }

        var (a, b) = (new Address(LockA), new Address(LockB));
        program.Lock(a, ranked ? 1 : 0);
        program.Lock(b, ranked ? 2 : 0);
        program.GuardWalked(new Address(0), a);
        program.GuardWalked(new Address(1), a);
        program.Guard(new Address(ByA), a);
        program.Guard(new Address(ByB), b);
        program.Guard(new Address(ByBoth), a, b);
        for (var vcpu = 0; vcpu < 3; vcpu++)
        {
            program.Private(new Address(Own + vcpu), vcpu);
        }

        var isEndless = IsEndless;
        foreach (var code in Vcpus)
        {
            var hasGuest = code.Any(line => line.Act is Act.GuestLoad or Act.GuestStore);
            program.Run(1, cpu => Interpret(cpu, code, isEndless, hasGuest));
        }

        if ((Monitored & 1) != 0)
        {
            program.Watch(new NoteOrder());
        }

        if ((Monitored & 2) != 0)
        {
            program.Watch(new AccessOrder([new(LockA), new(ByA), new(ByBoth)]));
        }

        program.MustProgress(IsEndless ? "round" : null);
        program.Always("free words differ", memory => memory[new Address(Free)] != 2 || memory[new Address(Free + 1)] != 2);
        if (merged)
        {
            program.MergeLockRegions();
        }

        return program;
    }

    public Machine Machine() =>
        new(null, HasTables ? new StageTwoTranslation(new PageLayout(Pages: 2, Levels: 1, Entries: 2)) : null);

    public override string ToString() => string.Join('\n', Vcpus
        .Select((code, vcpu) => $"vcpu{vcpu}: {string.Join("; ", code)}")
        .Prepend($"tables {HasTables}, endless {IsEndless}, monitors {Monitored}"));

    private static ImmutableArray<Line> Code(Random random, int vcpu, bool hasTables, bool isEndless, int segments)
    {
        var code = new List<Line>();
        if (isEndless)
        {
            code.Add(new Line(Act.Choose, 0, (ulong)random.Next(1, 3)));
        }

        for (var segment = 0; segment < segments; segment++)
        {
            List<Line> lines = random.Next(3) > 0
                ? Region(random, vcpu, hasTables)
                : [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Outside(random, vcpu, hasTables))];
            if (random.Next(4) == 0)
            {
                code.Add(new Line(Act.Choose, 0, 2));
                code.Add(new Line(Act.SkipIf, 0, 1, lines.Count));
            }

            code.AddRange(lines);
        }

        if (random.Next(8) == 0)
        {
            code.RemoveAt(random.Next(isEndless ? 1 : 0, code.Count)); // a forgotten line: often a lock
        }

        return [.. code];
    }

    private static List<Line> Region(Random random, int vcpu, bool hasTables)
    {
        List<int> locks = random.Next(4) switch { 0 => [LockA], 1 => [LockB], 2 => [LockA, LockB], _ => [LockB, LockA] };
        if (random.Next(3) > 0)
        {
            locks.Sort(); // most programs respect an order
        }

        var lines = new List<Line>();
        foreach (var @lock in locks)
        {
            lines.Add(new Line(Act.Acquire, @lock));
            if (random.Next(4) == 0)
            {
                lines.Add(Outside(random, vcpu, hasTables));
            }
        }

        for (var count = random.Next(1, 4); count > 0; count--)
        {
            lines.Add(random.Next(5) == 0 ? Outside(random, vcpu, hasTables) : Inside(random, locks, hasTables));
            if (random.Next(4) == 0)
            {
                lines.Add(new Line(Act.Note, 0, (ulong)random.Next(3)));
            }
        }

        if (random.Next(2) == 0)
        {
            locks.Reverse();
        }

        foreach (var @lock in locks)
        {
            lines.Add(new Line(Act.Release, @lock));
            if (random.Next(5) == 0)
            {
                lines.Add(Outside(random, vcpu, hasTables));
            }
        }

        return lines;
    }

    private static Line Inside(Random random, List<int> locks, bool hasTables)
    {
        var (a, b) = (locks.Contains(LockA), locks.Contains(LockB));
        var act = random.Next(3) switch { 0 => Act.Load, 1 => Act.Store, _ => Act.Add };
        List<int> words = [.. a ? [ByA] : Array.Empty<int>(), .. b ? [ByB] : Array.Empty<int>()];
        if ((a && b) || act == Act.Load)
        {
            words.Add(ByBoth);
        }

        if (hasTables && a && random.Next(2) == 0)
        {
            return new Line(act == Act.Load ? Act.Load : Act.Store, random.Next(2), random.Next(2) == 0 ? 0 : Leaf);
        }

        return new Line(act, words[random.Next(words.Count)], (ulong)random.Next(1, 3));
    }

    private static Line Outside(Random random, int vcpu, bool hasTables)
    {
        var word = Free + random.Next(2);
        var operand = (ulong)random.Next(3);
        if (hasTables && random.Next(2) == 0)
        {
            return random.Next(6) switch
            {
                0 => new Line(Act.Tlbi),
                1 => new Line(Act.Dsb),
                2 => new Line(Act.Isb),
                3 => new Line(Act.GuestStore, 0, operand),
                4 => new Line(Act.Load, 2 + random.Next(2)),
                _ => new Line(Act.GuestLoad),
            };
        }

        return random.Next(40) switch
        {
            < 6 => new Line(Act.Load, word),
            < 10 => new Line(Act.Store, word, operand),
            < 14 => new Line(Act.Add, word, 1),
            < 17 => new Line(Act.Store, Own + vcpu, operand),
            < 20 => new Line(Act.Load, Own + vcpu),
            < 24 => new Line(Act.Note, 0, operand),
            < 29 => new Line(Act.AssertNot, 0, operand),
            < 33 => new Line(Act.Choose, 0, 2),
            < 36 => new Line(Act.SendEvent),
            36 => new Line(Act.WaitForEvent),
            37 => new Line(Act.Wait, word),
            _ => new Line(Act.WakeOne, word),
        };
    }

    private static async Step Interpret(Cpu cpu, ImmutableArray<Line> code, bool isEndless, bool hasGuest)
    {
        if (hasGuest)
        {
            await cpu.WriteVttbr(1UL << 48);
            await cpu.Isb();
        }

        do
        {
            ulong accumulator = 0;
            var at = 0;
            while (at < code.Length)
            {
                var line = code[at++];
                var word = new Address(line.Word);
                switch (line.Act)
                {
                    case Act.Acquire:
                        await new SpecificationLock(word).Acquire(cpu);
                        break;
                    case Act.Release:
                        await new SpecificationLock(word).Release(cpu, 0);
                        break;
                    case Act.Load:
                        accumulator = await cpu.Load(word);
                        break;
                    case Act.Store:
                        await cpu.Store(word, line.Operand);
                        break;
                    case Act.Add:
                        accumulator = await cpu.FetchAdd(word, line.Operand);
                        break;
                    case Act.Choose:
                        accumulator = await cpu.Choose((int)line.Operand);
                        break;
                    case Act.SkipIf:
                        at += accumulator == line.Operand ? line.Skip : 0;
                        break;
                    case Act.Note:
                        cpu.Note("said", line.Operand);
                        break;
                    case Act.AssertNot:
                        cpu.Assert(accumulator != line.Operand || line.Operand == 0, $"line {at}: {accumulator}");
                        break;
                    case Act.SendEvent:
                        await cpu.SendEvent();
                        break;
                    case Act.WaitForEvent:
                        await cpu.WaitForEvent();
                        break;
                    case Act.Wait:
                        await cpu.Wait(word, line.Operand);
                        break;
                    case Act.WakeOne:
                        accumulator = await cpu.WakeOne(word);
                        break;
                    case Act.Tlbi:
                        await cpu.Tlbi(TlbiKind.Vmalls12e1is);
                        break;
                    case Act.Dsb:
                        await cpu.Dsb(DsbKind.Ish);
                        break;
                    case Act.Isb:
                        await cpu.Isb();
                        break;
                    case Act.GuestLoad:
                        accumulator = await cpu.GuestLoad(0);
                        break;
                    case Act.GuestStore:
                        await cpu.GuestStore(0, line.Operand);
                        break;
                }
            }

            if (isEndless)
            {
                cpu.Note("round");
            }
        }
        while (isEndless);
    }
}
