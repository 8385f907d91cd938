using Interlock.Explorer.Search;
using Interlock.Semantics.Programs;
using Interlock.Semantics.SelfComposition;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>A verdict says what the environment was assumed not to do, where the code could have met it.</summary>
public sealed class AssumptionTests
{
    private const string Orders = "memory is sequentially consistent: the weaker memory orders that the code names were not looked at";
    private const string Wakes = "no wake-up is spurious";
    private const string Events = "WFE completes with an event only";

    [Fact]
    public void Nothing_is_assumed_of_what_the_code_never_does() => Assert.Empty(Assumed(async (cpu, word) =>
    {
        await cpu.Store(word, 1);
        await cpu.Load(word);
        await cpu.SendEvent();
        await cpu.WakeAll(word);
    }));

    [Fact]
    public void An_order_that_is_named_and_not_looked_at() => Assert.Equal(
        [Orders], Assumed(async (cpu, word) => await cpu.Store(word, 1, MemoryOrder.Release)));

    [Fact]
    public void A_fence_that_is_named_and_not_looked_at() =>
        Assert.Equal([Orders], Assumed(async (cpu, _) => await cpu.Fence(MemoryOrder.Acquire)));

    [Fact]
    public void Wake_ups() => Assert.Equal([Wakes], Assumed(async (cpu, word) => await cpu.Wait(word, 1)));

    [Fact]
    public void Events_of_the_processor() => Assert.Equal([Events], Assumed(async (cpu, _) =>
    {
        await cpu.SendEvent();
        await cpu.WaitForEvent();
    }));

    [Fact]
    public void Of_pairs_of_executions_too()
    {
        var report = new Exploration(Program(async (cpu, word) => await cpu.Wait(word, 1)).AsTwoLanes(new Bystander())).Run();

        Assert.Equal([Wakes], report.Assumptions);
    }

    private static IReadOnlyList<string> Assumed(Func<Cpu, Address, Step> code) =>
        new Exploration(Program(code).AsSystem()).Run().Assumptions;

    private static ConcurrentProgram Program(Func<Cpu, Address, Step> code)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => code(cpu, word));
        return program;
    }
}
