using Interlock.Engine.Addresses;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Explorer.Search;
using Interlock.Models.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Engine;

/// <summary>The engine's values are locals of explored code: they live across awaits and are compared by content.</summary>
public sealed class SteppedValueTests
{
    private static readonly Geometry Shape = new(2, 2);

    /// <summary>One vCPU walks while another takes the page away: the walk finds the page or a fault, and nothing else.</summary>
    [Fact]
    public void A_walk_races_with_an_unmap()
    {
        var program = new Program();
        var root = program.Word("root", Descriptor.Table(new Level(2), new PageIndex(1)).Bits);
        var leaf = program.Word("leaf", Descriptor.Leaf(Shape, Level.Last, new Pa(0x3000), LeafAttributes.OwnedMemory).Bits);
        var seen = program.Word("seen");
        program.Run(1, cpu => Translate(cpu, root, leaf, seen));
        program.Run(1, cpu => Unmap(cpu, leaf));
        program.MustSee("translated");
        program.MustSee("faulted");
        program.MustProgress();

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal((null, Verdict.Verified), (report.Error, report.Verdict));
    }

    private static async Step Translate(Cpu cpu, Address root, Address leaf, Address seen)
    {
        var input = new HostIpa(0).Decode(Shape.IpaLimit);
        var step = Walk.Start(new Geometry(2, 2), 16, new Pa(0), input.Value, AccessKind.Read);
        while (step.Walk is { } walk)
        {
            step = walk.Next(await cpu.Load(walk.Level.IsLast ? leaf : root));
        }

        await cpu.Store(seen, step.Translation is { } found ? found.Output.Value : 1);
        cpu.Note(step.Fault is { } fault ? "faulted" : "translated");
        cpu.Assert(step.Fault is null || step.Fault == new Stage2Fault(Stage2FaultKind.Translation, Level.Last), "the leaf alone changes");
        cpu.Assert(input.IsOk, "the range is proved");
    }

    private static async Step Unmap(Cpu cpu, Address leaf)
    {
        var old = Descriptor.Decode(await cpu.Load(leaf), Level.Last, new Geometry(2, 2));
        var owned = old.Kind is DescriptorKind.Page ? Result.Of(old) : Result.Refused<Descriptor>(HypercallError.NotFound);
        var broken = Descriptor.Invalid(Level.Last, OwnerId.Guest(1));
        await cpu.Store(leaf, broken.Bits);
        cpu.Assert(owned.IsOk && !BreakBeforeMake.IsRequired(owned.Value, broken), "a break needs no break");
    }
}
