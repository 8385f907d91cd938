using System.Collections.Immutable;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Monitors;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>What the engine may touch, and what nobody but its VM may change, each broken by a few operations and by no fewer.</summary>
public sealed class SafetyPropertyTests
{
    private const ulong InPage = 1;

    // Not broken, and not claimed either: there is nothing that could have broken it.
    private const string Untested = "untested";

    [Theory]
    [InlineData(VmStatus.Active, InPage, "integrity")]
    [InlineData(VmStatus.Active, 0, Untested)] // what is written was there
    [InlineData(VmStatus.Dying, InPage, Untested)]
    public void A_page_that_a_living_VM_has_to_itself_is_not_changed(VmStatus status, ulong written, string? property)
    {
        var setup = Small();
        var words = setup.Map.Vm(default);
        setup.Program.Watch(new Integrity(setup.Map));
        Run(
            setup,
            (new Address(0), 0UL),
            (words.Status, (ulong)status),
            (setup.Map.HostEntry(default), Descriptor.Invalid(Level.Last, OwnerId.Guest(0)).Bits),
            (new Address(0), written));

        Assert.Equal(property, Explore(setup));
    }

    [Theory]
    [InlineData(PageState.SharedBorrowed, Untested)] // the VM has lent it
    [InlineData(PageState.Owned, Untested)]
    public void A_page_that_the_host_can_reach_may_change(PageState state, string? property)
    {
        var setup = Small();
        setup.Program.Watch(new Integrity(setup.Map));
        var leaf = Descriptor.Leaf(setup.Map.Configuration.Host, Level.Last, default, LeafAttributes.OwnedMemory with { State = state });
        Run(
            setup,
            (setup.Map.Vm(default).Status, (ulong)VmStatus.Active),
            (setup.Map.HostEntry(default), leaf.Bits),
            (new Address(0), InPage));

        Assert.Equal(property, Explore(setup));
    }

    [Theory]
    [InlineData(true, true, null)]
    [InlineData(false, true, "integrity")]
    [InlineData(false, false, null)] // it is being made
    public void Registers_of_a_vcpu_are_changed_by_the_cpu_that_has_it_loaded(bool isLoaded, bool exists, string? property)
    {
        var setup = Small();
        setup.Program.Watch(new Integrity(setup.Map));
        Run(
            setup,
            (setup.Map.Vm(default).Vcpu(0), (ulong)(exists ? VcpuStatus.Ready : VcpuStatus.None)),
            (setup.Map.Loaded(0), isLoaded ? LoadedVcpu.Of(default, 0, 1).Word : 0),
            (setup.Map.Context(default, 0, 0), 1UL));

        Assert.Equal(property, Explore(setup));
    }

    [Theory]
    [InlineData("host", false, "memory-safety")]
    [InlineData("host", true, "memory-safety")]
    [InlineData("engine", true, null)]
    [InlineData("dying", true, null)]
    [InlineData("living", false, "memory-safety")]
    public void The_engine_touches_only_pages_of_its_own_and_of_the_dead(string owner, bool stores, string? property)
    {
        var setup = Small();
        var id = owner switch { "host" => OwnerId.Host, "engine" => OwnerId.Engine, _ => OwnerId.Guest(0) };
        setup.Program.Watch(new MemorySafety(setup.Map));
        Run(
            setup,
            (setup.Map.Vm(default).Status, (ulong)(owner == "dying" ? VmStatus.Dying : VmStatus.Active)),
            (setup.Map.HostEntry(default), Descriptor.Invalid(Level.Last, id).Bits),
            (new Address(0), stores ? 0UL : null));

        Assert.Equal(property, Explore(setup));
    }

    [Theory]
    [InlineData(3, "memory-safety")] // beside the entries of three pages there is one of none
    [InlineData(2, Untested)]
    public void Of_the_hosts_tables_only_entries_of_pages_are_touched(int entry, string? property)
    {
        var setup = new EngineSetup(SmallEngine.Of(pages: 3), LockForm.Shipped, isWatched: false);
        setup.Program.Watch(new MemorySafety(setup.Map));
        Run(setup, (new Address(setup.Map.HostEntry(default).Index + entry), 0UL));

        Assert.Equal(property, Explore(setup));
    }

    private static EngineSetup Small() => new(SmallEngine.Of(pages: 2) with { Registers = 1 }, LockForm.Shipped, isWatched: false);

    private static void Run(EngineSetup setup, params ImmutableArray<(Address Word, ulong? Value)> accesses) =>
        setup.Program.Run(1, cpu => Access(cpu, accesses));

    // Stores a value, or loads where there is none.
    private static async Step Access(Cpu cpu, ImmutableArray<(Address Word, ulong? Value)> accesses)
    {
        for (var at = 0; at < accesses.Length; at++)
        {
            await (accesses[at].Value is { } value ? cpu.Store(accesses[at].Word, value) : cpu.Load(accesses[at].Word));
        }
    }

    private static string? Explore(EngineSetup setup) => new Exploration(setup.AsSystem()).Run() switch
    {
        { Verdict: Verdict.Verified } => null,
        { Verdict: Verdict.Error, Error: { } error } => error.StartsWith("never put to the test: ", StringComparison.Ordinal) ? Untested : error,
        { } report => report.Violation?.Property ?? report.Verdict.ToString(),
    };
}
