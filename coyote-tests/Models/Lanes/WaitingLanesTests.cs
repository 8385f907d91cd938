using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Lanes;

/// <summary>Programs in which it depends on the secret whether a vCPU waits for another one, and others that look as if it did.</summary>
public sealed class WaitingLanesTests
{
    private static readonly Address SecretWord = new(0);
    private static readonly Address Public = new(1);
    private static readonly Address Other = new(2);
    private static readonly Address Flag = new(3);
    private static readonly Address SecondFlag = new(4);
    private static readonly Address SpinLock = new(5);
    private static readonly Address Tickets = new(6);
    private static readonly Address Serving = new(7);

    public static TheoryData<string> Leaks => [.. Leaking.Keys];

    public static TheoryData<string> Safe => [.. Harmless.Keys];

    private static Dictionary<string, Func<Cpu, Step>[]> Leaking { get; } = new()
    {
        ["for a flag"] = [cpu => IfSecret(cpu, WaitsForFlag), SetsFlag],
        ["for an event"] = [cpu => IfSecret(cpu, WaitsForEvent), SendsEvent],
        ["to be woken"] = [cpu => IfSecret(cpu, Sleeps), Wakes],
        ["for a ticket lock that another one holds at times"] = [cpu => IfSecret(cpu, TakesTicketLock), TakesTicketLockForEver],
        ["for a lock that another one holds at times"] = [cpu => IfSecret(cpu, TakesSpinLock), TakesSpinLockForEver],
        ["for another flag"] = [WaitsForOneOfTwo, SetsFlag],
        ["so that another one waits for it"] = [ShowsUnderLock, TakesSpinLockForEver],
        ["for what comes after different values are released"] = [cpu => IfSecret(cpu, WaitsForFlag), ReleasesAndSetsFlag],
    };

    private static Dictionary<string, Func<Cpu, Step>[]> Harmless { get; } = new()
    {
        ["for a flag in both"] = [cpu => Waits(cpu, WaitsForFlag), SetsFlag],
        ["for an event in both"] = [cpu => Waits(cpu, WaitsForEvent), SendsEvent],
        ["to be woken in both"] = [cpu => Waits(cpu, Sleeps), Wakes],
        ["for a ticket lock in both"] = [cpu => Waits(cpu, TakesTicketLock), TakesTicketLockForEver],
        ["for a lock that nobody else takes"] = [cpu => IfSecret(cpu, TakesTicketLock), TakesSpinLockForEver],
        ["and does more under the lock in one"] = [DoesMoreUnderLock, TakesSpinLockForEver],
        ["for ever in both, at different places"] = [HangsAnywhere, SetsFlag],
        ["for what comes after a value is released that is the same"] = [cpu => Waits(cpu, WaitsForFlag), ReleasesZeroAndSetsFlag],
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void Who_waits_in_one_execution_only_is_seen(string name)
    {
        var report = Explore(Leaking[name]);

        Assert.Equal((Verdict.Violated, "confidentiality"), (report.Verdict, report.Violation?.Property));
    }

    [Theory]
    [MemberData(nameof(Safe))]
    public void Who_waits_in_both_or_for_itself_is_not(string name)
    {
        var report = Explore(Harmless[name]);

        Assert.True(report.Verdict == Verdict.Verified, $"{report.Verdict}: {report.Violation?.Message ?? report.Error}");
    }

    // The lock is declared: an attempt to take it while it is held is no step at all.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void So_it_is_where_an_attempt_to_take_a_lock_is_no_step(bool isTakenInBoth)
    {
        var program = Program([isTakenInBoth ? DoesMoreUnderLock : cpu => IfSecret(cpu, TakesSpinLock), TakesSpinLockForEver]);
        program.Lock(SpinLock, 1);

        var report = new Exploration(program.AsTwoLanes(new Bystander())).Run();

        Assert.Equal(isTakenInBoth ? Verdict.Verified : Verdict.Violated, report.Verdict);
    }

    [Fact]
    public void A_difference_says_who_waits_and_where()
    {
        var report = Explore(Leaking["for a flag"]);

        Assert.Matches(
            @"^vcpu0 goes on at \S+Seen\.cs:\d+ in the \w+ execution; in the \w+ one, at \S+\.cs:\d+, it does not come there by itself$",
            report.Violation!.Message);
    }

    private static Report Explore(Func<Cpu, Step>[] vcpus) => new Exploration(Program(vcpus).AsTwoLanes(new Bystander())).Run();

    private static ConcurrentProgram Program(Func<Cpu, Step>[] vcpus)
    {
        var program = new ConcurrentProgram();
        foreach (var word in (string[])["secret", "public", "other", "flag", "second flag", "lock"])
        {
            program.Word(word);
        }

        program.Word("tickets", modulus: 4);
        program.Word("serving", modulus: 4);
        foreach (var vcpu in vcpus)
        {
            program.Run(1, vcpu);
        }

        return program;
    }

    private static async Step IfSecret(Cpu cpu, Func<Cpu, Step> waits)
    {
        if (await Choose(cpu) == 1)
        {
            await waits(cpu);
        }

        await Seen.Load(cpu, Public);
    }

    private static async Step Waits(Cpu cpu, Func<Cpu, Step> waits)
    {
        await Choose(cpu);
        await waits(cpu);
        await Seen.Load(cpu, Public);
    }

    private static async Step<ulong> Choose(Cpu cpu)
    {
        var secret = await Secret.Choose(cpu, 2);
        await Secret.Store(cpu, SecretWord, secret);
        return secret;
    }

    private static async Step WaitsForFlag(Cpu cpu)
    {
        while (await cpu.Load(Flag) == 0)
        {
            cpu.Pause();
        }
    }

    private static async Step WaitsForOneOfTwo(Cpu cpu)
    {
        var flag = await Choose(cpu) == 1 ? Flag : SecondFlag;
        while (await cpu.Load(flag) == 0)
        {
            cpu.Pause();
        }

        await Seen.Load(cpu, Public);
    }

    private static async Step WaitsForEvent(Cpu cpu) => await cpu.WaitForEvent();

    private static async Step Sleeps(Cpu cpu) => await cpu.Wait(Flag, 0);

    private static async Step TakesTicketLock(Cpu cpu) => await TakeAndRelease(cpu, new TicketLock(Tickets, Serving));

    private static async Step TakesSpinLock(Cpu cpu) => await TakeAndRelease(cpu, new SpecificationLock(SpinLock));

    private static async Step TakeAndRelease(Cpu cpu, ILock taken) => await taken.Release(cpu, await taken.Acquire(cpu));

    private static async Step DoesMoreUnderLock(Cpu cpu)
    {
        var secret = await Choose(cpu);
        var taken = new SpecificationLock(SpinLock);
        var token = await taken.Acquire(cpu);
        if (secret == 1)
        {
            await cpu.Load(Other);
            await cpu.Load(Flag);
        }

        await taken.Release(cpu, token);
        await Seen.Load(cpu, Public);
    }

    private static async Step ShowsUnderLock(Cpu cpu)
    {
        var taken = new SpecificationLock(SpinLock);
        if (await Choose(cpu) == 0)
        {
            await Seen.Load(cpu, Public);
            return;
        }

        var token = await taken.Acquire(cpu);
        await Seen.Load(cpu, Public);
        await taken.Release(cpu, token);
    }

    private static async Step HangsAnywhere(Cpu cpu)
    {
        if (await Choose(cpu) == 1)
        {
            while (true)
            {
                await cpu.Fence();
            }
        }

        while (true)
        {
            await cpu.Load(Other);
        }
    }

    private static async Step SetsFlag(Cpu cpu)
    {
        await Seen.Load(cpu, Other);
        await cpu.Store(Flag, 1);
        await cpu.Store(SecondFlag, 1);
    }

    private static async Step SendsEvent(Cpu cpu)
    {
        await Seen.Load(cpu, Other);
        await cpu.SendEvent();
    }

    private static async Step Wakes(Cpu cpu)
    {
        await SetsFlag(cpu);
        await cpu.WakeAll(Flag);
    }

    private static async Step ReleasesAndSetsFlag(Cpu cpu)
    {
        await Released.Load(cpu, SecretWord);
        await SetsFlag(cpu);
    }

    private static async Step ReleasesZeroAndSetsFlag(Cpu cpu)
    {
        await Released.Load(cpu, Other);
        await SetsFlag(cpu);
    }

    private static async Step TakesTicketLockForEver(Cpu cpu)
    {
        while (true)
        {
            await TakesTicketLock(cpu);
            await Seen.Load(cpu, Other);
        }
    }

    private static async Step TakesSpinLockForEver(Cpu cpu)
    {
        while (true)
        {
            await TakesSpinLock(cpu);
            await Seen.Load(cpu, Other);
        }
    }
}
