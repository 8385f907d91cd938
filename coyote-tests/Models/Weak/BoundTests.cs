using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>What a bound of a memory model cuts is said, and is no proof; what is wrong within it is found; nobody is stuck for it.</summary>
public sealed class BoundTests
{
    private static readonly Address Word = new(0);
    private static readonly Address Other = new(1);

    public static TheoryData<string> Models => ["tso", "armv8-lse"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Stores_without_end_are_cut_and_counted(string model)
    {
        var report = Explore(model, Writes, Reads);

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Equal(Bound.OfMemory, report.Bound!.Name);
        Assert.True(report.Bound.Cut > 0);
        Assert.Empty(report.Properties);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void What_is_wrong_within_it_is_found(string model)
    {
        var report = Explore(model, Writes, Doubts);

        Assert.Equal(Verdict.Violated, report.Verdict);
        Assert.Equal("assertions", report.Violation!.Property);
    }

    private static Report Explore(string model, params Func<Cpu, Step>[] vcpus)
    {
        var program = new ConcurrentProgram();
        program.Word("word", modulus: 4);
        program.Word("other", modulus: 4);
        foreach (var code in vcpus)
        {
            program.Run(1, code);
        }

        return new Exploration(program.AsSystem(new Machine(MemoryModels.All[model])), new SearchOptions(Workers: 1)).Run();
    }

    private static async Step Writes(Cpu cpu)
    {
        while (true)
        {
            await cpu.Store(Word, 1, MemoryOrder.Relaxed);
            await cpu.Store(Word, 2, MemoryOrder.Relaxed);
        }
    }

    private static async Step Reads(Cpu cpu)
    {
        await cpu.Load(Word, MemoryOrder.Relaxed);
        await cpu.Load(Other, MemoryOrder.Relaxed);
    }

    private static async Step Doubts(Cpu cpu) =>
        cpu.Assert(await cpu.Load(Word, MemoryOrder.Relaxed) != 2, "the second write is seen");
}
