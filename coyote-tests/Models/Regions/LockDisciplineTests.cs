using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Regions;

/// <summary>Code that is nearly right, with its lock regions merged and without.</summary>
public sealed class LockDisciplineTests
{
    private const string Discipline = "lock-discipline";

    [Fact]
    public void A_lock_region_in_a_loop_is_right() => Region.Verified(Count, Count);

    [Fact]
    public void Nested_locks_may_be_released_in_any_order() => Region.Verified(Nest, NestAndReleaseInTurn);

    [Fact]
    public void A_word_of_two_locks_may_be_read_under_either() => Region.Verified(ReadUnderB, Nest);

    [Fact]
    public void A_word_of_two_locks_is_not_written_under_one()
    {
        var (plain, merged) = Region.Violated(Discipline, WriteUnderOne, Nest);

        Assert.StartsWith("vcpu0 writes 'byBoth' without 'b', which ", plain, StringComparison.Ordinal);
        Assert.StartsWith("vcpu0 writes 'byBoth' without 'b', which ", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forgotten_acquire_is_found() => Assert.Equal(
        (
            "vcpu0 reads 'byA' and holds none of its locks: 'a', which is free",
            "vcpu0 reads 'byA' and holds none of its locks: 'a', which is free"),
        Region.Violated(Discipline, ForgetAcquire, Count));

    [Fact]
    public void A_lock_is_not_released_twice() => Assert.Equal(
        "vcpu0 releases 'a', which is free", Region.Violated(Discipline, ReleaseTwice).Merged);

    [Fact]
    public void Nobody_releases_anothers_lock() =>
        Region.Violated(Discipline, Count, async (cpu, region) => await Region.Release(cpu, region.A));

    [Fact]
    public void A_lock_word_is_not_to_look_at() =>
        Region.Violated(Discipline, Count, async (cpu, region) => await cpu.Load(region.A));

    [Fact]
    public void Nobody_takes_a_lock_for_another() =>
        Region.Violated(Discipline, async (cpu, region) => await cpu.CompareExchange(region.A, 0, 2), Count);

    [Fact]
    public void A_word_of_ones_own_is_nobody_elses()
    {
        var (plain, merged) = Region.Explore(
            (program, region) => program.Private(region.Flag, 0),
            async (cpu, region) => await cpu.Store(region.Flag, 1),
            async (cpu, region) => await cpu.Load(region.Flag));

        Assert.Equal((Discipline, Discipline), (plain.Violation?.Property, merged.Violation?.Property));
    }

    [Fact]
    public void A_deadlock_by_the_order_of_locks_is_found()
    {
        var (plain, merged) = Region.Violated("deadlock-freedom", Nest, NestTheOtherWay);

        Assert.Equal(plain, merged);
        Assert.Contains("vcpu0 waits for 'b', which vcpu1 holds, at", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_is_never_released_is_found() => Assert.Contains(
        "vcpu1 waits for 'a', which vcpu0 holds, " +
        "at", Region.Violated("deadlock-freedom", ForgetRelease, Count).Merged, StringComparison.Ordinal);

    [Fact]
    public void A_lock_that_is_taken_twice_is_found() => Region.Violated("deadlock-freedom", TakeTwice);

    [Fact]
    public void A_choice_of_what_waits_for_ever_is_found() =>
        Region.Violated("deadlock-freedom", ForgetRelease, ChooseWhetherToCount);

    [Fact]
    public void A_choice_of_what_waits_for_ever_is_found_while_others_go_on()
    {
        var (plain, merged) = Region.Explore(
            (program, _) => program.MustProgress("round"), ForgetRelease, ChooseWhetherToCount, Spin);

        Assert.Equal((ViolationKind.Livelock, ViolationKind.Livelock), (plain.Violation?.Kind, merged.Violation?.Kind));
        Assert.Contains("vcpu1 can never", merged.Violation!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_attempt_that_is_not_made_again_is_refused()
    {
        var (plain, merged) = Region.Explore(TryOnce, Count);

        Assert.Contains("A declared lock waits", plain.Error, StringComparison.Ordinal);
        Assert.Contains("A declared lock waits", merged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Declarations_that_do_not_go_together_are_refused()
    {
        var program = Region.Of((_, _) => { });
        var (a, b, byA, flag) = (new Address(0), new Address(1), new Address(2), new Address(4));

        Assert.Throws<ArgumentException>(() => program.Guard(flag));
        Assert.Throws<ArgumentException>(() => program.Guard(flag, byA));
        Assert.Throws<ArgumentException>(() => program.Lock(a));
        Assert.Throws<ArgumentException>(() => program.Private(new Address(99), 0));
        Assert.Throws<ArgumentException>(() => program.GuardWalkedWhile(flag, byA, value => value > 0, b));
    }

    [Fact]
    public void Sleeping_on_a_declared_word_is_refused() => Assert.Contains(
        "declares how it is accessed",
        Region.Explore(async (cpu, region) => await cpu.Wait(region.ByA, 0)).Merged.Error,
        StringComparison.Ordinal);

    private static async Step Count(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        for (var round = 0; round < 3; round++)
        {
            await cpu.Store(region.ByA, await cpu.Load(region.ByA) + 1);
        }

        await Region.Release(cpu, region.A);
    }

    private static async Step Nest(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        await Region.Acquire(cpu, region.B);
        await cpu.FetchAdd(region.ByBoth, 1);
        await Region.Release(cpu, region.B);
        await Region.Release(cpu, region.A);
    }

    private static async Step NestAndReleaseInTurn(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        await Region.Acquire(cpu, region.B);
        await cpu.FetchAdd(region.ByBoth, 1);
        await Region.Release(cpu, region.A);
        cpu.Assert(await cpu.Load(region.ByBoth) > 0, "it was written");
        await Region.Release(cpu, region.B);
    }

    private static async Step NestTheOtherWay(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.B);
        await Region.Acquire(cpu, region.A);
        await cpu.FetchAdd(region.ByBoth, 1);
        await Region.Release(cpu, region.A);
        await Region.Release(cpu, region.B);
    }

    private static async Step ReadUnderB(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.B);
        var seen = await cpu.Load(region.ByBoth);
        cpu.Assert(await cpu.Load(region.ByBoth) == seen, "nobody writes meanwhile");
        await Region.Release(cpu, region.B);
    }

    private static async Step WriteUnderOne(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        await cpu.Store(region.ByBoth, 1);
        await Region.Release(cpu, region.A);
    }

    private static async Step ForgetAcquire(Cpu cpu, Region region) => await cpu.Load(region.ByA);

    private static async Step ForgetRelease(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        await cpu.FetchAdd(region.ByA, 1);
        cpu.Note("round");
    }

    private static async Step ReleaseTwice(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        await Region.Release(cpu, region.A);
        await Region.Release(cpu, region.A);
    }

    private static async Step TakeTwice(Cpu cpu, Region region)
    {
        await Region.Acquire(cpu, region.A);
        await Region.Acquire(cpu, region.A);
    }

    private static async Step ChooseWhetherToCount(Cpu cpu, Region region)
    {
        while (true)
        {
            if (await cpu.Choose(2) == 0)
            {
                await Count(cpu, region);
            }

            cpu.Note("round");
        }
    }

    private static async Step Spin(Cpu cpu, Region region)
    {
        while (true)
        {
            await cpu.Load(region.Flag);
            cpu.Note("round");
        }
    }

    private static async Step TryOnce(Cpu cpu, Region region)
    {
        if (await cpu.CompareExchange(region.A, 0, (ulong)cpu.Index + 1) == 0)
        {
            await Region.Release(cpu, region.A);
        }
    }
}
