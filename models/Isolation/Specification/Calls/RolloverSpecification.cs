namespace Interlock.Isolation.Specifications.Calls;

/// <summary>
/// All VMIDs are taken from all VMs. Nobody makes this call: a CPU asks for it when it needs a VMID and none is free; and one CPU does it
/// while all the others wait for it.
/// </summary>
internal sealed class RolloverSpecification(Bounds bounds)
{
    /// <summary>Why a CPU may not have asked for a rollover, or joined in one; null if it may.</summary>
    public string? Asking(Components held, Components seen)
    {
        if (held.Table is not { } table)
        {
            return "the CPU had not taken the lock of the VM table";
        }

        return !held.Loaded.IsSome ? "the CPU has no vCPU loaded"
            : table.Vms[held.Loaded.Vm].Vmid.IsOf(table.Generation) ? $"{held.Loaded} has a VMID"
            : Enumerable.Range(1, bounds.Vmids).Any(vmid => !table.IsTaken(vmid)) ? "a VMID is free"
            : Difference.Of(held with { Table = table with { RolloverAsked = true } }, seen);
    }

    /// <summary>Why a rollover may not have been as it was; null if it may.</summary>
    public string? Rolling(Components held, Components seen)
    {
        if (held.Table is null || held.Host is null)
        {
            return "the locks of the VM table and the host were not both taken";
        }

        var next = (held.Table.Generation + 1) % bounds.Generations;
        var after = held with
        {
            Table = held.Table with { Generation = next, Taken = 0, RolloverAsked = false },
            Host = held.Host with { Generation = next },
        };

        // A generation number comes again: no VM may have a VMID of its first time left.
        for (var vm = 0; vm < bounds.Vms && next == 0; vm++)
        {
            if (held.Vm(vm) is not { } state)
            {
                return $"generations begin again and the lock of vm {vm} was not taken";
            }

            after = after.With(vm, state with { Vmid = default }).With(vm, after.Table!.Vms[vm] with { Vmid = default });
        }

        return held.Table.RolloverAsked ? Difference.Of(after, seen) : "nobody asked for it";
    }
}
