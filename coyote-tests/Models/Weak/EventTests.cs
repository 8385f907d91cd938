using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>
/// An event (SEV) is no access: of all barriers DSB alone orders it after a store (Arm ARM B2.3.12). Where nothing does, the vCPU that is
/// woken may still read the old value, sleep again, and never be woken.
/// </summary>
public sealed class EventTests
{
    private enum Before
    {
        Nothing,
        Release,
        Dmb,
        DsbOfStores,
        Dsb,
        DsbOfItself,
        DsbTooEarly,
    }

    public static TheoryData<string> Profiles =>
        [.. MemoryModels.All.Keys.Where(name => name.StartsWith("armv8", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Only_a_dsb_orders_an_event_after_a_store(string profile)
    {
        Assert.Equal(Verdict.Violated, Wake(profile, Before.Nothing));
        Assert.Equal(Verdict.Violated, Wake(profile, Before.Release));
        Assert.Equal(Verdict.Violated, Wake(profile, Before.Dmb));
        Assert.Equal(Verdict.Violated, Wake(profile, Before.DsbOfItself));
        Assert.Equal(Verdict.Violated, Wake(profile, Before.DsbTooEarly));
        Assert.Equal(Verdict.Verified, Wake(profile, Before.DsbOfStores));
        Assert.Equal(Verdict.Verified, Wake(profile, Before.Dsb));
    }

    [Fact]
    public void In_one_order_of_all_steps_nothing_is_needed() => Assert.All(
        Enum.GetValues<Before>(), before => Assert.Equal(Verdict.Verified, Explore(SequentialConsistency.Instance, before)));

    private static Verdict Wake(string profile, Before before) => Explore(MemoryModels.All[profile], before);

    private static Verdict Explore(MemoryModel model, Before before)
    {
        var program = new ConcurrentProgram();
        var ready = program.Word("ready");
        program.Run(1, cpu => Send(cpu, ready, before));
        program.Run(1, cpu => Receive(cpu, ready));
        program.MustProgress();
        var report = new Exploration(program.AsSystem(new Machine(model))).Run();
        Assert.Null(report.Error);
        return report.Verdict;
    }

    private static async Step Send(Cpu cpu, Address ready, Before before)
    {
        if (before == Before.DsbTooEarly)
        {
            await cpu.Dsb(DsbKind.Ish);
        }

        await cpu.Store(ready, 1, before == Before.Release ? MemoryOrder.Release : MemoryOrder.Relaxed);
        switch (before)
        {
            case Before.Dmb:
                await cpu.Fence();
                break;
            case Before.DsbOfStores:
                await cpu.Dsb(DsbKind.Ishst);
                break;
            case Before.DsbOfItself:
                await cpu.Dsb(DsbKind.Nsh);
                break;
            case Before.Dsb:
                await cpu.Dsb(DsbKind.Ish);
                break;
        }

        await cpu.SendEvent();
    }

    private static async Step Receive(Cpu cpu, Address ready)
    {
        while (await cpu.Load(ready, MemoryOrder.Acquire) == 0)
        {
            await cpu.WaitForEvent();
        }
    }
}
