using System.Collections.Immutable;
using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Explorer.Search;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Noninterference;
using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>Where a private access of a victim leads, by what the engine has done and by what it has said that it did.</summary>
public sealed class VictimsAccessTests
{
    private const string Private = "private";
    private const string Leaks = "leaks";
    private const string IsReleased = "released";
    private const string Released = "released: that it accesses what is not its own, and what it writes there";

    /// <summary>What is done before the access, and what it then is.</summary>
    public static TheoryData<string, string> Stories => new()
    {
        { "", IsReleased }, // there is nothing, and it faults
        { "give", Private },
        { "give-silently", Private }, // the engine's record says so
        { "say-given", Leaks }, // it faults, where the VM was told that it has memory
        { "lend", IsReleased },
        { "lend-silently", Leaks }, // the VM does not know that the host is there
        { "lend say-returned", Leaks },
        { "lend say-another-lent", Leaks },
        { "lend return", IsReleased },
        { "lend say-given", Private }, // the VM was told so, and what others see of the page is compared
        { "lend say-another-given", Leaks },
        { "give say-lent", Private }, // that the host lends what is given does not make it the host's
        { "give guest-lends", IsReleased },
        { "give guest-lends guest-takes-back", Private },
        { "give say-another-given", Private }, // both are the VM's
        { "lend-silently say-another-given", Leaks },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_private_access_is_what_the_engine_has_said(string story, string access)
    {
        var setup = Engine(cpus: 1);
        ImmutableArray<string> acts = [.. story.Split(' ')];
        setup.Program.Run(1, cpu => new Story(setup.Engine).Run(cpu, acts));

        Assert.Equal(access, AccessIn(setup));
    }

    // The VM comes to the page before the engine has answered the host that it is lent.
    [Theory]
    [InlineData("lend", IsReleased)]
    [InlineData("lend-silently", Leaks)]
    public void What_another_CPU_is_lending_is_lent(string act, string access)
    {
        var setup = Engine(cpus: 2);
        var ready = setup.Program.Word("ready");
        setup.Program.Run(1, cpu => new Story(setup.Engine).RunReady(cpu, ready));
        setup.Program.Run(1, cpu => new Story(setup.Engine).Lend(cpu, ready, act));

        Assert.Equal(access, AccessIn(setup));
    }

    private static EngineSetup Engine(int cpus) =>
        new(SmallEngine.Of(cpus, pages: 4), LockForm.SpecificationUnmerged, isWatched: false);

    private static string AccessIn(EngineSetup setup)
    {
        var victim = setup.Program.Word("victim", initial: 1);
        var report = new Exploration(setup.Program.AsTwoLanes(new VictimsObserver(setup.Map, victim), setup.Translation)).Run();

        Assert.True(report.Error is null || report.Error.Contains("never seen", StringComparison.Ordinal), report.Error);
        return report.Violation is not null ? Leaks : report.Witnesses[Released] > 0 ? IsReleased : Private;
    }

    // The VM has nothing but its root, and may be given page 1 at its first address.
    private sealed class Story(IsolationEngine engine)
    {
        private const ulong LastWord = 8;
        private readonly HostCalls host = new(engine);
        private readonly GuestCalls guest = new(engine);

        public async Step Run(Cpu cpu, ImmutableArray<string> acts)
        {
            await host.Boot(cpu);
            await host.CreateVm(cpu, 0);
            await host.CreateVcpu(cpu, 0, 0);
            await host.LoadVcpu(cpu, 0, 0);
            for (var act = 0; act < acts.Length; act++)
            {
                await AsHost(cpu, acts[act]);
            }

            await host.RunVcpu(cpu);
            for (var act = 0; act < acts.Length; act++)
            {
                await AsGuest(cpu, acts[act]);
            }

            await Secret.GuestStore(cpu, LastWord, await Secret.Choose(cpu, 2));
        }

        public async Step RunReady(Cpu cpu, Address ready)
        {
            await host.Boot(cpu);
            await host.CreateVm(cpu, 0);
            await host.CreateVcpu(cpu, 0, 0);
            await host.LoadVcpu(cpu, 0, 0);
            await host.RunVcpu(cpu);
            await cpu.Store(ready, 1);
            await Secret.GuestStore(cpu, LastWord, await Secret.Choose(cpu, 2));
        }

        public async Step Lend(Cpu cpu, Address ready, string act)
        {
            await host.Boot(cpu);
            while (await cpu.Load(ready) == 0)
            {
                cpu.Pause();
            }

            await AsHost(cpu, act);
        }

        private async Step AsHost(Cpu cpu, string act)
        {
            switch (act)
            {
                case "give":
                    await host.Donate(cpu, 0, 1, 0);
                    break;
                case "give-silently":
                    await engine.HostDonateGuest.Call(cpu, default, new HostPa(PageIndex.PageSize), default);
                    break;
                case "lend":
                    await host.Share(cpu, 0, 1, 0, writable: true);
                    break;
                case "lend-silently":
                    await engine.HostShareGuest.Call(cpu, default, new HostPa(PageIndex.PageSize), default, true);
                    break;
                case "return":
                    await host.Unshare(cpu, 0, 0);
                    break;
                case "say-given":
                    Say(cpu, Call.Donate, page: 1);
                    break;
                case "say-another-given":
                    Say(cpu, Call.Donate, page: 2);
                    break;
                case "say-lent":
                    Say(cpu, Call.Share, page: 1);
                    break;
                case "say-another-lent":
                    Say(cpu, Call.Share, page: 2);
                    break;
                case "say-returned":
                    Say(cpu, Call.Unshare, page: 0);
                    break;
            }
        }

        private async Step AsGuest(Cpu cpu, string act)
        {
            switch (act)
            {
                case "guest-lends":
                    await guest.Share(cpu, 0);
                    break;
                case "guest-takes-back":
                    await guest.Unshare(cpu, 0);
                    break;
            }
        }

        private static void Say(Cpu cpu, Call call, int page)
        {
            var record = new CallRecord(call, 0, page, 0, false, 0, 0);
            cpu.Note(record.Name, record.Value);
        }
    }
}
