using Interlock.Catalogue;
using Interlock.Engine.Stage2;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Monitors;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>
/// Each property of the engine is violated by an engine without one operation, in the scenario of that property; the production engine
/// passes in the same scenario, and so do benign variants.
/// </summary>
public sealed class EnginePropertyTests
{
    [Theory]
    [InlineData("vm-maps-own-or-borrowed", "unmap-access", "engine/Tables/TableWriter.cs", "cpu.Store(slot.Word, Descriptor.Invalid(")]
    [InlineData("no-stale-translation", "unmap-access", "engine/Tables/TlbMaintenance.cs", "cpu.Dsb(DsbKind.Ishst)")]
    [InlineData("no-stale-translation", "unmap-access", "engine/Tables/TlbMaintenance.cs", "cpu.Tlbi(TlbiKind.Ipas2e1is")]
    [InlineData("no-stale-translation", "unmap-access", "engine/Tables/TlbMaintenance.cs", "cpu.Dsb(DsbKind.Ish)")]
    [InlineData("no-stale-translation", "unmap-access", "engine/Tables/TlbMaintenance.cs", "cpu.Tlbi(TlbiKind.Vmalle1is")]
    [InlineData("no-stale-translation", "permit-fault", "engine/Tables/TlbMaintenance.cs", "cpu.Tlbi(TlbiKind.Vmalle1is")]
    [InlineData("no-stale-translation", "guest-share", "engine/Tables/TlbMaintenance.cs", "cpu.Tlbi(TlbiKind.Vmalle1is")]
    [InlineData("no-orphan-vmid", "teardown-run", "engine/Tables/TlbMaintenance.cs", "cpu.Tlbi(TlbiKind.Vmalls12e1is")]
    [InlineData("no-orphan-vmid", "rollover-load", "engine/Vms/Rollover.cs", "cpu.Tlbi(TlbiKind.Alle1is")]
    [InlineData("own-regime", "unmap-access", "engine/Vcpus/RunVcpu.cs", "cpu.WriteVttbr(vttbr.Value)")]
    [InlineData("own-regime", "concurrent-aborts", "engine/Vcpus/RunVcpu.cs", "cpu.WriteVttbr(core.Map.Host.Value)")]
    public void An_engine_without_one_operation_breaks_it(string property, string scenario, string file, string operation)
    {
        var report = Explore(scenario, $"without:{file}:{LineOf(file, operation)}");

        Assert.Equal((Verdict.Violated, property), (report.Verdict, report.Violation?.Property));
    }

    [Theory]
    [InlineData(false, "no-stale-table")]
    [InlineData(true, null)]
    public void A_table_that_is_cached_after_it_was_unlinked_is_found(bool forgets, string? property)
    {
        var setup = new EngineSetup(SmallEngine.Of(pages: 3), LockForm.Shipped, isWatched: false);
        var root = setup.Map.Word(setup.Map.Host.Root.Page, default);
        var tlbs = new TlbProperties(setup.Map, setup.Translation);
        setup.Program.Always("no-stale-table", tlbs.NoStaleTable, evidence: tlbs.StaleTables);
        setup.Program.Run(1, cpu => Unlink(cpu, root, setup.Map.HostLock, setup.Map.Host, forgets));

        var violation = new Exploration(setup.AsSystem()).Run().Violation;

        Assert.Equal(property, violation?.Property);
        Assert.Equal(root.Index, (violation?.Evidence as HeldWrongly)?.Entries[0].Entry.Source ?? root.Index);
        Assert.Equal(property is null, violation?.Evidence is not HeldWrongly);
    }

    [Theory]
    [InlineData("unmap-access")]
    [InlineData("guest-share")]
    [InlineData("teardown-run")]
    [InlineData("split-merge")]
    [InlineData("rollover-load")]
    [InlineData("map-unmap")]
    [InlineData("permit-fault")]
    public void The_engine_that_ships_passes(string scenario) => Assert.Equal(Verdict.Verified, Explore(scenario, null).Verdict);

    [Theory]
    [InlineData(false, "scrubbed")]
    [InlineData(true, null)]
    public void A_page_that_the_host_gets_with_something_in_it_is_found(bool scrubs, string? property)
    {
        var setup = Small();
        setup.Program.Watch(new Scrubbed(setup.Map));
        setup.Program.Run(1, cpu => Reclaim(cpu, setup.Map.HostEntry(default), new Address(1), scrubs));

        Assert.Equal(property, new Exploration(setup.AsSystem()).Run().Violation?.Property);
    }

    [Theory]
    [InlineData(0x4007ffUL, "no-foreign-access")]
    [InlineData(0x7ffUL, null)]
    public void An_access_to_what_is_not_its_own_is_found(ulong entry, string? property)
    {
        var setup = Small();
        setup.Program.Watch(new NoForeignAccess(setup.Map));
        setup.Program.Run(1, cpu => Reach(cpu, setup.Map.HostEntry(default), setup.Map.Host, entry & ~0x400000UL, entry > 0x7ff));

        var violation = new Exploration(setup.AsSystem()).Run().Violation;

        Assert.Equal(property, violation?.Property);
        Assert.Equal(property is null ? null : new ForeignAccess(0, 0), violation?.Evidence);
    }

    [Theory]
    [InlineData(false, "lock-order")]
    [InlineData(true, null)]
    public void Locks_out_of_order_are_found(bool inOrder, string? property)
    {
        var setup = Small();
        var (host, vm) = (new SpecificationLock(setup.Map.HostLock), new SpecificationLock(setup.Map.Vm(default).Lock));
        setup.Program.Watch(new LockOrderMonitor(setup.Map));
        setup.Program.Run(1, cpu => inOrder ? TakeBoth(cpu, host, vm) : TakeBoth(cpu, vm, host));

        Assert.Equal(property, new Exploration(setup.AsSystem()).Run().Violation?.Property);
    }

    [Theory]
    [InlineData(false, "tables-under-lock")]
    [InlineData(true, null)]
    public void A_table_that_is_written_without_the_lock_is_found(bool locks, string? property)
    {
        var setup = Small();
        var host = new SpecificationLock(setup.Map.HostLock);
        setup.Program.Watch(new TablesUnderLock(setup.Map, setup.Translation, tellsHolder: true));
        setup.Program.Run(1, cpu => WriteEntry(cpu, locks ? host : null, setup.Map.HostEntry(default), setup.Map.Host));

        Assert.Equal(property, new Exploration(setup.AsSystem()).Run().Violation?.Property);
    }

    [Theory]
    [InlineData(false, "break-before-make")]
    [InlineData(true, null)]
    public void An_entry_that_is_remapped_without_a_break_is_found(bool breaks, string? property)
    {
        var setup = Small();
        setup.Program.Watch(new BreakBeforeMakeMonitor(setup.Map, setup.Translation));
        setup.Program.Run(1, cpu => Remap(cpu, setup.Map.HostEntry(default), setup.Map.Host, breaks));

        Assert.Equal(property, new Exploration(setup.AsSystem()).Run().Violation?.Property);
    }

    private static EngineSetup Small() => new(SmallEngine.Of(pages: 2), LockForm.Shipped, isWatched: false);

    private static async Step TakeBoth(Cpu cpu, SpecificationLock first, SpecificationLock second)
    {
        await first.Acquire(cpu);
        await second.Acquire(cpu);
        await second.Release(cpu, 0);
        await first.Release(cpu, 0);
    }

    private static async Step Reclaim(Cpu cpu, Address entry, Address lastWord, bool scrubs)
    {
        await cpu.Store(entry, Descriptor.Invalid(Level.Last, OwnerId.Guest(0)).Bits);
        await cpu.Store(lastWord, scrubs ? 0UL : 1);
        await cpu.Store(entry, 0);
    }

    // A TLB still holds what the entry said before it was given away.
    private static async Step Reach(Cpu cpu, Address entry, Vttbr regime, ulong leaf, bool givesAway)
    {
        await cpu.WriteVttbr(regime.Value);
        await cpu.Isb();
        await cpu.Store(entry, leaf);
        if (givesAway)
        {
            await cpu.Store(entry, Descriptor.Invalid(Level.Last, OwnerId.Guest(0)).Bits);
        }

        await cpu.GuestLoad(0);
    }

    // The lock's two words differ while the table is unlinked and may still be cached.
    private static async Step Unlink(Cpu cpu, Address entry, Address hostLock, Vttbr regime, bool forgets)
    {
        await cpu.WriteVttbr(regime.Value);
        await cpu.Isb();
        await cpu.Store(hostLock, 1);
        await cpu.Store(entry, 0);
        await cpu.Dsb(DsbKind.Ishst);
        if (forgets)
        {
            await cpu.Tlbi(TlbiKind.Vmalls12e1is);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Isb();
        }

        await cpu.Store(hostLock, 0);
    }

    private static async Step WriteEntry(Cpu cpu, SpecificationLock? host, Address entry, Vttbr regime)
    {
        await cpu.WriteVttbr(regime.Value);
        await cpu.Isb();
        if (host is not null)
        {
            await host.Acquire(cpu);
        }

        await cpu.Store(entry, 0x3ff);
    }

    private static async Step Remap(Cpu cpu, Address entry, Vttbr regime, bool breaks)
    {
        await cpu.WriteVttbr(regime.Value);
        await cpu.Isb();
        await cpu.Store(entry, 0x7ff);
        if (breaks)
        {
            await cpu.Store(entry, 0);
            await cpu.Dsb(DsbKind.Ishst);
            await cpu.Tlbi(TlbiKind.Ipas2e1is);
            await cpu.Dsb(DsbKind.Ish);
            await cpu.Tlbi(TlbiKind.Vmalle1is);
            await cpu.Dsb(DsbKind.Ish);
        }

        await cpu.Store(entry, 0x17ff);
    }

    private static Report Explore(string name, string? variant)
    {
        var scenario = ScenarioList.Find(name);
        return new Exploration(scenario.Build(
            new Sizes(scenario, new Dictionary<string, int> { ["locks"] = (int)LockForm.Specification }), variant)).Run();
    }

    // The first line of a file that asks for an operation.
    private static int LineOf(string file, string operation) =>
        Array.FindIndex(File.ReadAllLines(Repo.PathOf(file)), line => line.Contains(operation, StringComparison.Ordinal)) + 1;
}
