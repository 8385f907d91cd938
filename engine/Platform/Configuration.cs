using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;

namespace Interlock.Engine.Platform;

/// <summary>The configuration of an engine. It never changes while the engine runs.</summary>
/// <param name="Pages">Pages of memory that the host, VMs and their tables share among them; at least 1.</param>
/// <param name="Cpus">Physical CPUs; at least 1.</param>
/// <param name="Vms">VMs that can exist at a time; at least 1.</param>
/// <param name="VcpusPerVm">vCPUs that a VM can have; at least 1.</param>
/// <param name="Host">The shape of the host's table tree; it must reach every page.</param>
/// <param name="Guest">The shape of a VM's table tree.</param>
/// <param name="Vmids">VMIDs beside the host's, which is zero; at least 1.</param>
/// <param name="Generations">Rollovers after which VMIDs are taken from every VM by hand; at least 1.</param>
/// <param name="MostShares">Guest mappings that one page of the host's may have; at least 1.</param>
public sealed record Configuration(
    int Pages,
    int Cpus,
    int Vms,
    int VcpusPerVm,
    Geometry Host,
    Geometry Guest,
    int Vmids,
    int Generations,
    int MostShares)
{
    /// <summary>
    /// General registers of a CPU that the host and guests share, and that are switched when a guest is entered or left. They are words of
    /// memory here; zero where an exploration does not look at them.
    /// </summary>
    public int Registers { get; init; }

    /// <summary>Whether a CPU that leaves a guest drops the guest's entries from its TLB and caches, so that they leave no trace.</summary>
    public bool FlushesOnLeave { get; init; }

    /// <summary>Entries of a table, of the host as of VMs; a page has as many words.</summary>
    public int Entries => Guest.EntriesPerTable;

    /// <summary>The same configuration, once its numbers are known to go together.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public Configuration Checked()
    {
        Require(Pages >= 1 && Cpus >= 1 && Vms >= 1 && VcpusPerVm >= 1, "There is at least one of everything.");
        Require(Vms <= OwnerId.MostGuests, "An annotation cannot name so many VMs.");
        Require(Vmids >= 1 && Vmids <= 63, "A word has a bit for every VMID but zero.");
        Require(Registers is >= 0 and <= 31, "A CPU has 31 general registers.");
        Require(Generations >= 1 && MostShares >= 1, "A count that cannot reach one counts nothing.");
        Require(Host.EntriesPerTable == Guest.EntriesPerTable, "Tables of the host and of VMs are pages of one size.");
        Require((ulong)Pages * PageIndex.PageSize <= Host.IpaLimit, "The host's tree does not reach every page.");
        return this;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
