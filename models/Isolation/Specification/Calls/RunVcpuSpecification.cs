using Interlock.Engine.Results;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>
/// The VM has a VMID of this generation: the one that it had, or one that was free, and the engine chooses which. What it did while
/// none was free is judged as asking for a rollover and as the rollover.
/// </summary>
internal sealed class RunVcpuSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held) => held.Loaded.IsSome
        ? []
        : [new(HypercallError.NotFound, "the CPU has a vCPU loaded", "it has none")];

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => HasVmid(held)
        ? [Component.Table]
        : [Component.Table, Component.Vm(held.Loaded.Vm)];

    public override string? Objection(CallRecord call, Components held, Components seen) =>
        HasVmid(held) || Free(held.Table!).Any()
            ? base.Objection(call, held, seen)
            : "the VM has no VMID and none is free, the engine answered ok";

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        if (HasVmid(held))
        {
            return held;
        }

        var (vm, table) = (held.Loaded.Vm, held.Table!);
        var free = Free(table).ToList();
        var chosen = free.Contains(seen.Table!.Vms[vm].Vmid.Vmid) ? seen.Table.Vms[vm].Vmid.Vmid : free[0];
        var given = new GivenVmid(chosen, table.Generation);
        return (held with { Table = table with { Taken = table.Taken | (1UL << chosen) } })
            .With(vm, held.Vm(vm)! with { Vmid = given })
            .With(vm, table.Vms[vm] with { Vmid = given });
    }

    private static bool HasVmid(Components held) =>
        held.Table is not null && held.Table.Vms[held.Loaded.Vm].Vmid.IsOf(held.Table.Generation);

    private IEnumerable<int> Free(TableState table) => Enumerable.Range(1, Bounds.Vmids).Where(vmid => !table.IsTaken(vmid));
}
