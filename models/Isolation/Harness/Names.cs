using Interlock.Isolation.Symmetries;
using Interlock.Engine.Platform;

namespace Interlock.Isolation.Harness;

/// <summary>The names within a word, exchanged.</summary>
internal static class Names
{
    private const ulong Valid = 1;
    private const int OwnerShift = 2;
    private const ulong OwnerMask = 0xffUL << OwnerShift;
    private const int FirstGuestId = 2;
    private const ulong FirstCpuStatus = 2;

    /// <summary>What a word that holds names of a kind holds after an exchange.</summary>
    public static ulong Exchanged(Exchange exchange, Configuration configuration, WordRole role, ulong value) => role switch
    {
        WordRole.HostEntry => HostEntry(exchange, value),
        WordRole.OfPage => Entry(exchange, value),
        WordRole.Root => exchange.Page(value),
        WordRole.FirstSpare => value == 0 ? 0 : exchange.Page(value - 1) + 1,
        WordRole.Vcpu => value < FirstCpuStatus ? value : exchange.Cpu(value - FirstCpuStatus) + FirstCpuStatus,
        WordRole.Loaded => Loaded(exchange, configuration, value),
        WordRole.Vttbr => exchange.NamedVttbr(value),
        WordRole.Lock => value == 0 ? 0 : exchange.Cpu(value - 1) + 1,
        WordRole.Cpus => Cpus(exchange, value),
        _ => value,
    };

    private static ulong HostEntry(Exchange exchange, ulong entry)
    {
        if ((entry & Valid) != 0)
        {
            return exchange.Named(entry);
        }

        var owner = (int)((entry & OwnerMask) >> OwnerShift) - FirstGuestId;
        return owner < 0 || owner >= exchange.Vms.Length
            ? entry
            : (entry & ~OwnerMask) | ((ulong)(exchange.Vms[owner] + FirstGuestId) << OwnerShift);
    }

    // An entry of a VM's that is not valid is zero, or the link of a spare table to the next: twice what FirstSpare would hold.
    private static ulong Entry(Exchange exchange, ulong entry) =>
        (entry & Valid) != 0 ? exchange.Named(entry)
        : entry == 0 ? 0
        : (exchange.Page((entry >> 1) - 1) + 1) << 1;

    private static ulong Loaded(Exchange exchange, Configuration configuration, ulong value)
    {
        var perVm = (ulong)configuration.VcpusPerVm;
        return value == 0 ? 0 : (exchange.Vm((value - 1) / perVm) * perVm) + ((value - 1) % perVm) + 1;
    }

    private static ulong Cpus(Exchange exchange, ulong bits)
    {
        ulong moved = 0;
        for (var cpu = 0; bits >> cpu != 0 && cpu < exchange.Cpus.Length; cpu++)
        {
            moved |= ((bits >> cpu) & 1) << exchange.Cpus[cpu];
        }

        return moved;
    }
}
