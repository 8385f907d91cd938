using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer.Growth;

/// <summary>Programs that have no end of states, each for one reason, and programs that look like them and have an end.</summary>
internal static class GrowingCode
{
    /// <summary>An endless program: what grows in it, and what of that is said.</summary>
    public static IReadOnlyDictionary<string, (Func<TransitionSystem> System, string[] Says)> Endless { get; } =
        new Dictionary<string, (Func<TransitionSystem>, string[])>
        {
            ["word"] = (() => Of(2, Counting), ["the word 'word'", "modulus"]),
            ["local"] = (() => Of(1, Rounds), ["the local 'round' of GrowingCode.Rounds", "GrowingCode.cs:", "bound the rounds"]),
            ["field of a local"] = (() => Of(1, InStruct), ["the local 'pair.Right' of GrowingCode.InStruct"]),
            ["parameter"] = (() => Of(1, (cpu, word) => FromParameter(cpu, word, 0)), ["the local 'number' of GrowingCode.FromParameter"]),
            ["event count"] = (() => Of(2, Notified), ["the word 'word'", "the local 'seen' of GrowingCode.Notified"]),
            ["ticket lock"] = (
                Tickets,
                ["the word 'next'", "the word 'serving'", "the local 'ticket' of TicketLock.Acquire", "sync/Primitives/TicketLock.cs:"]),
            ["monitor"] = (Watched, ["the monitor of 'counts notes'"]),
            ["calls"] = (() => Of(2, Deeper), ["the depth of calls of vcpu", "GrowingCode.Deeper", "bound its depth"]),
        };

    /// <summary>Programs that close, however long that takes.</summary>
    public static IReadOnlyDictionary<string, Func<TransitionSystem>> Bounded { get; } = new Dictionary<string, Func<TransitionSystem>>
    {
        ["small"] = () => Of(2, Twice),
        ["rounds"] = () => Of(1, (cpu, word) => UpTo(cpu, word, 1_000_000)),
        ["rounds of two"] = () => Of(2, (cpu, word) => UpTo(cpu, word, 3_000_000_000)),
        ["word below"] = () => Of(2, (cpu, word) => WhileBelow(cpu, word, 1UL << 40)),
        ["word with a modulus"] = () => Of(2, Counting, modulus: 1 << 20),
        ["small modulus"] = () => Of(2, Counting, modulus: 16),
        ["counting down"] = () => Of(1, Down),
        ["calls to a depth"] = () => Of(1, (cpu, word) => DownTo(cpu, word, 5000)),
    };

    /// <summary>A count that ends: after more states than those from which on a search may be ended.</summary>
    public static TransitionSystem LongButEnding() => Of(1, (cpu, word) => WhileBelow(cpu, word, 60_000));

    private static TransitionSystem Of(int vcpus, Func<Cpu, Address, Step> code, ulong modulus = 0)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word", modulus: modulus);
        program.Run(vcpus, cpu => code(cpu, word));
        return program.AsSystem();
    }

    private static TransitionSystem Tickets()
    {
        var program = new ConcurrentProgram();
        var ticketLock = new TicketLock(program.Word("next"), program.Word("serving"));
        program.Run(2, cpu => Contend(cpu, ticketLock));
        return program.AsSystem();
    }

    private static TransitionSystem Watched()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => Noting(cpu, word));
        program.Watch(new NoteCount());
        return program.AsSystem();
    }

    private static async Step Counting(Cpu cpu, Address word)
    {
        while (true)
        {
            await cpu.FetchAdd(word, 1);
        }
    }

    private static async Step Rounds(Cpu cpu, Address word)
    {
        for (ulong round = 0; ; round++)
        {
            await cpu.Store(word, round & 1);
        }
    }

    private static async Step InStruct(Cpu cpu, Address word)
    {
        var pair = default(Pair);
        while (true)
        {
            await cpu.Store(word, 1);
            pair = new Pair(0, pair.Right + 1);
            cpu.Assert(pair.Left == 0, "it stays zero");
        }
    }

    private static async Step FromParameter(Cpu cpu, Address word, int number)
    {
        while (true)
        {
            await cpu.Store(word, 1);
            number++;
            cpu.Assert(number != -1, "it counts up");
        }
    }

    private static async Step Notified(Cpu cpu, Address word)
    {
        if (cpu.Index == 0)
        {
            while (true)
            {
                await cpu.FetchAdd(word, 1);
                await cpu.WakeAll(word);
            }
        }

        while (true)
        {
            var seen = await cpu.Load(word);
            await cpu.Fence();
            await cpu.Wait(word, seen);
        }
    }

    private static async Step Contend(Cpu cpu, TicketLock ticketLock)
    {
        while (true)
        {
            await ticketLock.Release(cpu, await ticketLock.Acquire(cpu));
        }
    }

    private static async Step Noting(Cpu cpu, Address word)
    {
        while (true)
        {
            await cpu.Store(word, 0);
            cpu.Note("note");
        }
    }

    private static async Step Deeper(Cpu cpu, Address word)
    {
        await cpu.Load(word);
        await Deeper(cpu, word);
        await cpu.Store(word, 1);
    }

    private static async Step Twice(Cpu cpu, Address word)
    {
        await cpu.FetchAdd(word, 1);
        await cpu.FetchAdd(word, 1);
    }

    private static async Step UpTo(Cpu cpu, Address word, ulong rounds)
    {
        for (ulong round = 0; round < rounds; round++)
        {
            await cpu.FetchAdd(word, 1);
        }
    }

    private static async Step WhileBelow(Cpu cpu, Address word, ulong end)
    {
        while (await cpu.Load(word) < end)
        {
            await cpu.FetchAdd(word, 1);
        }
    }

    private static async Step Down(Cpu cpu, Address word)
    {
        for (var left = 1UL << 40; left > 0; left--)
        {
            await cpu.Store(word, 1);
        }
    }

    private static async Step DownTo(Cpu cpu, Address word, int depth)
    {
        await cpu.Load(word);
        if (depth > 0)
        {
            await DownTo(cpu, word, depth - 1);
        }

        await cpu.Store(word, 1);
    }

    private readonly record struct Pair(ulong Left, ulong Right);

    /// <summary>A monitor that counts without end.</summary>
    private sealed class NoteCount : PropertyMonitor
    {
        public override string Property => "counts notes";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("counts notes", "it objects to nothing")];

        public override int StateWords => 1;

        public override void OnNote(Observation step, int vcpu, Note note) => step[0]++;
    }
}
