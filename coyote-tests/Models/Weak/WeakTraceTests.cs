using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>A counterexample under weak memory is recorded with its memory model, and replays under it byte for byte.</summary>
public sealed class WeakTraceTests
{
    [Fact]
    public void It_replays_under_its_memory_model_and_no_other()
    {
        var scenario = ScenarioList.Find("ticket-lock");
        var sizes = new Sizes(scenario, new Dictionary<string, int> { ["vcpus"] = 2, ["modulus"] = 2, ["armv8-lse"] = 1 });
        var report = new Exploration(scenario.Build(sizes), new SearchOptions(Workers: 1)).Run();
        var trace = Recording.Record(scenario, sizes, null, report.Counterexample!);

        var read = TraceFile.Read(TraceFile.Write(trace));

        Assert.Equal("armv8/lse", read.Memory);
        Assert.Equal(TraceFile.Write(trace), TraceFile.Write(read));
        Assert.Null(Recording.Confirm(read, ScenarioList.All).Divergence);
        var strong = read.Parameters.Where(size => size.Key != "armv8-lse").ToDictionary(size => size.Key, size => size.Value);
        Assert.Contains("'armv8/lse'", Recording.Confirm(read with { Parameters = strong }, ScenarioList.All).Divergence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffer_takes_steps_of_its_own_and_a_store_that_waits_in_it_is_not_seen()
    {
        var program = new ConcurrentProgram();
        var (left, right) = (program.Word("left"), program.Word("right"));
        program.Run(1, cpu => Claim(cpu, left, right));
        program.Run(1, cpu => Claim(cpu, right, left));
        program.Watch(new Interlock.Semantics.Monitors.MutualExclusion(2));
        var system = program.AsSystem(new Interlock.Semantics.Machines.Machine(Interlock.Semantics.Machines.MemoryModels.Tso()));
        var report = new Exploration(system, new SearchOptions(Workers: 1)).Run();
        var replay = new Replay(system, 0);
        foreach (var choice in report.Counterexample!.Schedule)
        {
            replay.Take(choice);
        }

        Assert.Equal("mutual-exclusion", report.Violation!.Property);
        Assert.Equal(["vcpu0", "vcpu1", "vcpu0's buffer", "vcpu1's buffer"], system.Actors);
        Assert.Equal(4, replay.Steps.Count); // two stores into buffers, two loads of what memory still holds
        var drained = replay.Take(new Choice(2, 0));
        Assert.Equal("lets left = 1 reach memory", drained.Operation);
        Assert.Contains(drained.Changes, change => change is { Name: "left", Before: "0", After: "1" });
    }

    // Dekker's first half: without a fence between the store and the load, both see nobody.
    private static async Step Claim(Cpu cpu, Address mine, Address other)
    {
        await cpu.Store(mine, 1, MemoryOrder.Release);
        if (await cpu.Load(other, MemoryOrder.Acquire) == 0)
        {
            cpu.Note("acquired");
        }
    }
}
