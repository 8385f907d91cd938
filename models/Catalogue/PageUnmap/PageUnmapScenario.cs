using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Semantics.Machines.Native;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Unmaps;

/// <summary>The engine takes a page away from a VM while the VM uses it on other vCPUs, and later gives it back.</summary>
public sealed class PageUnmapScenario : Scenario
{
    private const string Round = "round";
    private const ulong Secret = 2;

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
        ["assertions", "no-tlb-conflict", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = UnmapMutants.All.Listed();

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var tables = new OnePageTables(new Geometry(1, 2), new Ipa(0));
        return Drawn(Program(sizes, variant, tables), new StageTwoTranslation(tables.Layout, sizes["ets"] == 1), sizes["guests"] + 1);
    }

    private ConcurrentProgram Program(Sizes sizes, string? variant, OnePageTables tables)
    {
        Func<Cpu, UnmapTarget, Step> unmap = variant is null
            ? Shipped
            : Variant(UnmapMutants.All.Parts(), variant);
        var program = new ConcurrentProgram();
        var (entry, page) = tables.AddTo(program);
        var (ipa, leaf) = (tables.Ipa, tables.Leaf);
        var vm = new Vttbr(new Vmid(1), default);
        var target = new UnmapTarget(entry, ipa, vm, new Vttbr(new Vmid(2), default));
        program.Run(1, cpu => Recycle(cpu, unmap, target, page, leaf));
        program.Run(sizes["guests"], cpu => Use(cpu, vm, ipa));
        program.MustProgress(Round);
        program.MustSee("guest-read");
        program.MustSee("guest-wrote");
        program.MustSee("guest-faulted");
        return program;
    }

    // The engine's own unmap.
    private static async Step Shipped(Cpu cpu, UnmapTarget target)
    {
        var slot = new Slot(target.Entry, Descriptor.Invalid(Level.Last, OwnerId.Host));
        await new TableWriter(new TlbMaintenance(default)).Break(cpu, slot, OwnerId.Host, new Ipa(target.Ipa), new Regime(target.Vm, true));
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

    private static async Step Use(Cpu cpu, Vttbr vm, ulong ipa)
    {
        await cpu.WriteVttbr(vm.Value);
        await cpu.Isb();
        while (true)
        {
            if (await cpu.Choose(2) == 0)
            {
                var read = await cpu.GuestLoad(ipa);
                cpu.Assert(read != Secret, "a VM does not see what is in a page after it was taken away");
                cpu.Note(GuestFault.Is(read) ? "guest-faulted" : "guest-read");
            }
            else if (!GuestFault.Is(await cpu.GuestStore(ipa, 1)))
            {
                cpu.Note("guest-wrote");
            }

            cpu.Note(Round);
        }
    }

    /// <summary>On real threads the tables have the size that they have on hardware.</summary>
    /// <inheritdoc/>
    public override ConcurrentProgram ForThreads(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var tables = new OnePageTables(Geometry.Native, new Ipa(0x7F12_3456_7000));
        var program = Program(sizes, variant, tables);
        program.TranslateThreads((machine, seed) => new SoftwareMmu(machine, tables.Layout, sizes["ets"] == 1, seed));
        return program;
    }

    private static TransitionSystem Drawn(ConcurrentProgram program, StageTwoTranslation translation, int vcpus)
    {
        var pictures = new TablePictures(translation);
        program.DrawBy(memory => new StatePicture(
            [new PageBox(0, "engine", "table of the VM"), new PageBox(1, (memory[default] & 1) == 0 ? "host" : "VM", string.Empty)],
            [pictures.Regime(memory, "VM", "VMID 1", new Vttbr(new Vmid(1), default).Value)],
            pictures.Vcpus(memory, vcpus, vttbr => vttbr == 0 ? "host" : "VM")));
        program.Tell(new MemoryFact("page is mapped", "page tables", [default], [], memory => (memory[default] & 1) == 0 ? "no" : "yes"));
        return program.AsSystem(translation);
    }
}
