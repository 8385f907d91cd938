namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// The values that VTTBR_EL2 held since a vCPU's last context synchronization event, other than the one that it holds.
/// A write of a system register is only sure to be seen by what reads it indirectly, walks and TLBIs, after such an event
/// (Arm ARM D24.1.2, synchronization requirements for System registers): until then they may use any of these. Equal sets of one machine are one object with one number.
/// </summary>
internal sealed class VttbrSet(ulong number, ulong[] values)
{
    public ulong Number { get; } = number;

    public ulong[] Values { get; } = values;

    /// <summary>Whether one of them has a VMID.</summary>
    public bool HasVmid(ulong vmid)
    {
        foreach (var value in Values)
        {
            if (Walker.VmidOf(value) == vmid)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of them has its root table in a page.</summary>
    public bool HasRoot(ulong page)
    {
        foreach (var value in Values)
        {
            if (value != 0 && PageLayout.PageOf(value) == page)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A hash of the values, the same in every search.</summary>
    public ulong Content { get; } = values.Aggregate(1UL, ContentHash.Mix);
}
