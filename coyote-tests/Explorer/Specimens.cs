using Interlock.CoyoteTests.Models.Beem;
using Interlock.CoyoteTests.Truth;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>A small system for each thing that a search can come to.</summary>
internal static class Specimens
{
    private static readonly Dictionary<string, Func<TransitionSystem>> ByName = new()
    {
        ["verified program"] = () => TruthRow.All.Single(row => row.ToString() == "W2 N=3, loop").Optimized(),
        ["verified model"] = () => new Peterson().AsSystem(),
        ["verified liveness"] = () => new Mcs(mutant: false) { Asked = ("p2", Fairness.Weak) }.AsSystem(),
        ["assertion"] = () => Of(program =>
        {
            var word = program.Word("word");
            program.Run(3, cpu => Increment(cpu, word, claim: true));
        }),
        ["invariant"] = () => Of(program =>
        {
            var word = program.Word("word");
            program.Run(3, cpu => Increment(cpu, word, claim: false));
            program.Finally("no-lost-update", memory => memory[word] == 3);
        }),
        ["monitor"] = () => Of(program =>
        {
            var word = program.Word("word");
            program.Run(3, cpu => Acquire(cpu, word));
            program.Watch(new MutualExclusion(3));
        }),
        ["deadlock"] = () => new Mcs(mutant: true).AsSystem(),
        ["livelock"] = () => Of(program =>
        {
            var word = program.Word("word");
            program.Run(3, cpu => Acquire(cpu, word));
            program.MustProgress();
        }),
        ["liveness"] = () => new Peterson { Asked = ("p3", Fairness.None) }.AsSystem(),
        ["liveness of a program"] = () => Of(program =>
        {
            var mutex = new FutexMutex(program.Word("word"));
            program.Run(3, cpu => Contend(cpu, mutex));
            program.MustRespond("starvation-freedom", LockNotes.Requested, LockNotes.Acquired, Fairness.Strong);
        }),
        ["liveness where it ends"] = () =>
            new Mcs(mutant: true) { Asked = ("p4", Fairness.Strong), DeadlockIsEnd = true }.AsSystem(),
        ["verified regions"] = () => Regions(wrong: false),
        ["deadlock of regions"] = () => Regions(wrong: true),
        ["run-time error"] = () => Of(program =>
        {
            var word = program.Word("word");
            program.Run(2, cpu => Divide(cpu, word));
        }),
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static TransitionSystem Named(string name) => ByName[name]();

    private static TransitionSystem Of(Action<ConcurrentProgram> build)
    {
        var program = new ConcurrentProgram();
        build(program);
        return program.AsSystem();
    }

    // For ever, each vCPU chooses which of two locks to take, or both; if one takes them the other way round, they block.
    private static TransitionSystem Regions(bool wrong) => Of(program =>
    {
        var (a, b, both) = (program.Word("a"), program.Word("b"), program.Word("both", modulus: 3));
        program.Lock(a);
        program.Lock(b);
        program.Guard(both, a, b);
        program.Run(2, cpu => Choose(cpu, a, b, both));
        program.Run(1, cpu => wrong ? Choose(cpu, b, a, both) : Choose(cpu, a, b, both));
        program.MustProgress("round");
        program.MergeLockRegions();
    });

    private static async Step Choose(Cpu cpu, Address first, Address second, Address both)
    {
        while (true)
        {
            var (takesFirst, takesSecond) = (await cpu.Choose(2) == 0, await cpu.Choose(2) == 0);
            if (takesFirst)
            {
                await new SpecificationLock(first).Acquire(cpu);
            }

            if (takesSecond)
            {
                await new SpecificationLock(second).Acquire(cpu);
            }

            if (takesFirst && takesSecond)
            {
                await cpu.FetchAdd(both, 1);
            }

            if (takesFirst)
            {
                await new SpecificationLock(first).Release(cpu, 0);
            }

            if (takesSecond)
            {
                await new SpecificationLock(second).Release(cpu, 0);
            }

            cpu.Note("round");
        }
    }

    private static async Step Increment(Cpu cpu, Address word, bool claim)
    {
        var seen = await cpu.Load(word, MemoryOrder.Relaxed);
        await cpu.Store(word, seen + 1, MemoryOrder.Relaxed);
        var after = await cpu.Load(word, MemoryOrder.Relaxed);
        if (claim)
        {
            cpu.Assert(after > seen, "the counter grew");
        }
    }

    // Looks and takes in two steps, and never gives back.
    private static async Step Acquire(Cpu cpu, Address word)
    {
        cpu.Note(LockNotes.Requested);
        while (await cpu.Load(word, MemoryOrder.Acquire) != 0)
        {
        }

        await cpu.Store(word, 1, MemoryOrder.Relaxed);
        cpu.Note(LockNotes.Acquired);
    }

    /// <summary>Asks for a lock again and again.</summary>
    public static async Step Contend(Cpu cpu, ILock candidate)
    {
        while (true)
        {
            cpu.Note(LockNotes.Requested);
            var token = await candidate.Acquire(cpu);
            cpu.Note(LockNotes.Acquired);
            await candidate.Release(cpu, token);
        }
    }

    private static async Step Divide(Cpu cpu, Address word)
    {
        var seen = await cpu.FetchAdd(word, 1, MemoryOrder.Relaxed);
        await cpu.Store(word, 7 / (1 - seen), MemoryOrder.Relaxed);
    }
}
