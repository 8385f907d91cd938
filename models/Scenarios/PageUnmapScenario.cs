using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Models.Machines.StageTwo;
using Interlock.Models.Mutants.Unmaps;
using Interlock.Models.Programs;
using Interlock.Models.Systems;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Scenarios;

/// <summary>The engine takes a page away from a VM while the VM uses it on other vCPUs, and later gives it back.</summary>
public sealed class PageUnmapScenario : Scenario
{
    private const string Round = "round";
    private const ulong Secret = 2;
    private const ulong DataPage = 1;

    /// <inheritdoc/>
    public override string Name => "page-unmap";

    /// <inheritdoc/>
    public override string Summary =>
        "The engine unmaps a page, the host uses it and gives it back, for ever, while a VM reads and writes it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("guests", 1, 1, 3, "vCPUs on which the VM runs"),
        new("ets", 0, 0, 1, "whether the CPUs have FEAT_ETS2"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["assertions", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants => UnmapMutants.All;

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        Func<Cpu, UnmapTarget, Step> unmap = variant is null
            ? UnmapCandidates.Shipped
            : Variant(UnmapCandidates.All, variant);
        var layout = new PageLayout(Pages: 2, Levels: 1, Entries: 2);
        var geometry = new Geometry(1, 2);
        var leaf = Descriptor.Leaf(geometry, Level.Last, new PageIndex(DataPage).Address, LeafAttributes.OwnedMemory).Bits;

        var program = new Program();
        var entry = program.Word("table[0]", leaf);
        program.Word("table[1]");
        var page = program.Word("page[0]");
        program.Word("page[1]");
        var vm = new Vttbr(new Vmid(1), default);
        var target = new UnmapTarget(entry, 0, vm, new Vttbr(new Vmid(2), default));
        program.Run(1, cpu => Recycle(cpu, unmap, target, page, leaf));
        program.Run(sizes["guests"], cpu => Use(cpu, vm));
        program.MustProgress(Round);
        program.MustSee("guest-read");
        program.MustSee("guest-wrote");
        program.MustSee("guest-faulted");
        return program.AsSystem(new StageTwoMachine(layout, sizes["ets"] == 1));
    }

    // Between the unmap and the map the page is the host's: it puts a secret there, and relies on finding it again.
    private static async Step Recycle(
        Cpu cpu, Func<Cpu, UnmapTarget, Step> unmap, UnmapTarget target, Address page, ulong leaf)
    {
        while (true)
        {
            await unmap(cpu, target);
            await cpu.Store(page, Secret);
            cpu.Assert(await cpu.Load(page) == Secret, "nobody else writes to a page that was taken away");
            await cpu.Store(page, 0);
            await cpu.Store(target.Entry, leaf, MemoryOrder.Release);
            await cpu.Dsb(DsbKind.Ishst);
            cpu.Note(Round);
        }
    }

    private static async Step Use(Cpu cpu, Vttbr vm)
    {
        await cpu.WriteVttbr(vm.Value);
        await cpu.Isb();
        while (true)
        {
            if (await cpu.Choose(2) == 0)
            {
                var read = await cpu.GuestLoad(0);
                cpu.Assert(read != Secret, "a VM does not see what is in a page after it was taken away");
                cpu.Note(GuestFault.Is(read) ? "guest-faulted" : "guest-read");
            }
            else if (!GuestFault.Is(await cpu.GuestStore(0, 1)))
            {
                cpu.Note("guest-wrote");
            }

            cpu.Note(Round);
        }
    }
}
