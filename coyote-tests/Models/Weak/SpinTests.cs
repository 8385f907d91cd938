using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.Weak;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>Spins whose outcomes are dropped change no end and no verdict; they make states fewer.</summary>
public sealed class SpinTests
{
    private static readonly Address Data = new(0);
    private static readonly Address Flag = new(1);
    private static readonly Address Seen = new(2);

    [Theory]
    [InlineData(MemoryOrder.Release, MemoryOrder.Acquire, false)]
    [InlineData(MemoryOrder.Relaxed, MemoryOrder.Acquire, true)]
    [InlineData(MemoryOrder.Release, MemoryOrder.Relaxed, true)]
    [InlineData(MemoryOrder.Relaxed, MemoryOrder.Relaxed, true)]
    public void Ends_are_the_same_without_it(MemoryOrder store, MemoryOrder load, bool isStale)
    {
        var (with, without) = (Explore(store, load, dropsSpins: true), Explore(store, load, dropsSpins: false));

        Assert.Equal(without.Ends, with.Ends);
        Assert.Equal(isStale ? "0 2" : "2", string.Join(' ', with.Ends));
        Assert.True(with.States < without.States, $"{with.States} of {without.States} states");
    }

    private static (SortedSet<ulong> Ends, long States) Explore(MemoryOrder store, MemoryOrder load, bool dropsSpins)
    {
        var (program, ends) = (new ConcurrentProgram(), new Collector());
        program.Word("data");
        program.Word("flag");
        program.Word("seen");
        program.Run(1, cpu => Publish(cpu, store));
        program.Run(1, cpu => Wait(cpu, load));
        program.Finally("collected", ends.Collect);
        var machine = new Machine(new WeakMemory(new Armv8(AtomicProfile.Lse), program, dropsSpins));
        var report = new Exploration(program.AsSystem(machine), new SearchOptions(Workers: 1)).Run();
        Assert.Equal(Verdict.Verified, report.Verdict);
        return (ends.Ends, report.States);
    }

    private static async Step Publish(Cpu cpu, MemoryOrder order)
    {
        await cpu.Store(Data, 2, MemoryOrder.Relaxed);
        await cpu.Store(Flag, 1, MemoryOrder.Relaxed);
        await cpu.Store(Flag, 2, order);
    }

    private static async Step Wait(Cpu cpu, MemoryOrder order)
    {
        while (await cpu.Load(Flag, order) != 2)
        {
            cpu.Pause();
        }

        await cpu.Store(Seen, await cpu.Load(Data, MemoryOrder.Relaxed), MemoryOrder.Relaxed);
    }

    [Stateless("What it collects no code reads.")]
    private sealed class Collector
    {
        public SortedSet<ulong> Ends { get; } = [];

        public bool Collect(Memory memory)
        {
            Ends.Add(memory[Seen]);
            return true;
        }
    }
}
