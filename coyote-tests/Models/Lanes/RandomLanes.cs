using System.Collections.Immutable;
using Interlock.Semantics.Programs;
using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Lanes;

/// <summary>What an instruction of <see cref="RandomLanes"/> does with its vCPU's accumulator.</summary>
internal enum Act
{
    Leave,
    Tell,
    LoadSecret,
    StoreSecret,
    Load,
    Store,
    StoreConstant,
    See,
    Remark,
    Acquire,
    Release,
    Await,
    Signal,
    JumpIfZero,

    // Only where there is another vCPU to wake, or to be woken by.
    Sleep,
    WakeByValue,
    WakeAll,
}

/// <summary>An instruction.</summary>
/// <param name="Act">What it does.</param>
/// <param name="Word">On which public word.</param>
/// <param name="Target">Where a jump goes: anywhere.</param>
internal readonly record struct Line(Act Act, int Word, int Target);

/// <summary>A small program, drawn at random, whose first vCPU has a secret bit, with loops, a lock and events.</summary>
internal sealed record RandomLanes(ImmutableArray<ImmutableArray<Line>> Vcpus)
{
    /// <summary>The victim's word.</summary>
    public const int Secrets = 0;

    /// <summary>The first of the words that can be seen.</summary>
    public const int FirstPublic = 1;

    /// <summary>The word of the lock.</summary>
    public const int Lock = FirstPublic + PublicWords;

    private const int PublicWords = 2;

    // Before them is a page, of two words: guests have no tables, so their accesses fault.
    private const int FirstOfProgram = 2;

    public static RandomLanes Draw(Random random, int vcpus) => new(
        [.. Enumerable.Range(0, vcpus).Select(vcpu => Draw(random, isVictim: vcpu == 0, isAlone: vcpus == 1))]);

    public ConcurrentProgram Build()
    {
        var program = new ConcurrentProgram();
        for (var word = 0; word < FirstOfProgram + Lock + 1; word++)
        {
            program.Word($"word{word}");
        }

        for (var vcpu = 0; vcpu < Vcpus.Length; vcpu++)
        {
            var (lines, isVictim) = (Vcpus[vcpu], vcpu == 0);
            program.Run(1, cpu => Interpret(cpu, lines, isVictim));
        }

        return program;
    }

    public override string ToString() => string.Join(" || ", Vcpus.Select(lines => string.Join("; ", lines)));

    // What can be seen, jumps that may lead around it, and waiting for others more often than the rest. The other vCPU lets go of the lock
    // in the end, and signals: few programs come to a deadlock.
    private static ImmutableArray<Line> Draw(Random random, bool isVictim, bool isAlone)
    {
        var length = random.Next(3, isVictim ? 8 : 5);
        var first = isAlone ? Act.Leave : isVictim ? Act.LoadSecret : Act.Load;
        Act Any() => !isAlone && random.Next(4) == 0 ? isVictim ? Act.WakeByValue : Act.Sleep : random.Next(6) switch
        {
            0 => Act.See,
            1 or 2 => Act.JumpIfZero,
            3 => isVictim && !isAlone ? Act.Await : Act.Signal,
            _ => (Act)random.Next((int)first, (int)Act.JumpIfZero + 1),
        };
        return
        [
            .. Enumerable.Range(0, length).Select(at => new Line(
                isVictim && at == 0 ? Act.LoadSecret : Any(),
                random.Next(PublicWords),
                random.Next(3) > 0 ? random.Next(at + 1, length + 1) : random.Next(at + 1))),
            .. isVictim ? Enumerable.Empty<Line>() : [new Line(Act.Release, 0, 0), new Line(Act.Signal, 0, 0)],
            .. isAlone ? Enumerable.Empty<Line>() : [new Line(Act.StoreConstant, 0, 0), new Line(Act.WakeAll, 0, 0), new Line(Act.StoreConstant, 1, 0), new Line(Act.WakeAll, 1, 0)],
        ];
    }

    private static async Step Interpret(Cpu cpu, ImmutableArray<Line> lines, bool isVictim)
    {
        if (isVictim)
        {
            await Secret.Store(cpu, Word(Secrets), await Secret.Choose(cpu, 2));
        }

        ulong accumulator = 0;
        var at = 0;
        while (at < lines.Length)
        {
            var line = lines[at];
            var word = Word(FirstPublic + line.Word);
            at = line.Act == Act.JumpIfZero && accumulator == 0 ? line.Target : at + 1;
            switch (line.Act)
            {
                case Act.Leave:
                    await Secret.GuestLoad(cpu, 0);
                    break;
                case Act.Tell:
                    await Released.Load(cpu, word);
                    break;
                case Act.LoadSecret:
                    accumulator = await Secret.Load(cpu, Word(Secrets));
                    break;
                case Act.StoreSecret:
                    await Secret.Store(cpu, Word(Secrets), accumulator);
                    break;
                case Act.Load:
                    accumulator = await cpu.Load(word);
                    break;
                case Act.Store:
                    await cpu.Store(word, accumulator);
                    break;
                case Act.StoreConstant:
                    await cpu.Store(word, 1);
                    break;
                case Act.See:
                    accumulator = await Seen.Load(cpu, word);
                    break;
                case Act.Remark:
                    await cpu.Fence();
                    cpu.Note("remark", accumulator);
                    break;
                case Act.Acquire:
                    while (await cpu.CompareExchange(Word(Lock), 0, 1) != 0)
                    {
                        cpu.Pause();
                    }

                    break;
                case Act.Release:
                    await cpu.Store(Word(Lock), 0);
                    break;
                case Act.Await:
                    await cpu.WaitForEvent();
                    break;
                case Act.Signal:
                    await cpu.SendEvent();
                    break;
                case Act.JumpIfZero:
                    await cpu.Fence();
                    break;
                case Act.Sleep:
                    await cpu.Wait(word, 0);
                    cpu.Note("awake");
                    break;
                case Act.WakeByValue:
                    await cpu.WakeOne(Word(FirstPublic + (int)accumulator));
                    break;
                case Act.WakeAll:
                    await cpu.WakeAll(word);
                    break;
            }
        }
    }

    private static Address Word(int word) => new(FirstOfProgram + word);
}
