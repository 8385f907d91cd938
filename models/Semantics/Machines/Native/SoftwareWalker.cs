using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync.Native;

namespace Interlock.Semantics.Machines.Native;

/// <summary>Table walks of memory as it is, from the root or from behind a table that is cached (Arm ARM D8.2).</summary>
internal sealed class SoftwareWalker(NativeMachine machine, PageLayout layout, MmuOdds odds)
{
    private readonly TreeShape guests = TreeShape.Of(layout, vmid: 1);
    private readonly TreeShape host = TreeShape.Of(layout, vmid: 0);

    public static ulong VmidOf(ulong vttbr) => vttbr >> 48;

    /// <summary>
    /// Walks for an address and caches some of what it meets. False where it meets no valid leaf, which is never cached.
    /// The vCPU's lock is held.
    /// </summary>
    public bool Walk(VcpuTranslation vcpu, ulong ipaPage, out CachedDescriptor leaf)
    {
        leaf = default;
        var (vttbr, vmid) = (vcpu.Vttbr, VmidOf(vcpu.Vttbr));
        ref readonly var shape = ref vmid == 0 ? ref host : ref guests;
        if (vttbr == 0 || !shape.Contains(ipaPage))
        {
            return false;
        }

        var (page, level) = (PageLayout.PageOf(vttbr), 0);
        if (vcpu.Choices.Happens(odds.UseCached)
            && vcpu.Tlb.Find(vmid, ipaPage, tables: true, vcpu.Choices, out var table))
        {
            (page, level) = (PageLayout.PageOf(table.Descriptor), table.Level + 1);
        }

        for (; layout.Has(page); level++)
        {
            var spanBits = shape.SpanBits(level);
            var source = layout.Word(page, shape.IndexOf(ipaPage, level));
            var descriptor = machine.Peek(source);
            var met = new CachedDescriptor(
                TlbForm.Walk, vmid, ipaPage >> spanBits << spanBits, spanBits, level, descriptor, source.Index);
            if (HardwareDescriptor.IsTable(descriptor, level == shape.LastLevel))
            {
                Keep(vcpu, met);
                page = PageLayout.PageOf(descriptor);
                continue;
            }

            if (!HardwareDescriptor.IsLeaf(descriptor, level == shape.LastLevel)
                || !HardwareDescriptor.IsAccessible(descriptor))
            {
                return false;
            }

            leaf = met with { Form = TlbForm.Stage2 };
            Keep(vcpu, leaf);
            Keep(vcpu, met with { Form = TlbForm.Combined });
            return true;
        }

        return false; // a table where there is no memory
    }

    private void Keep(VcpuTranslation vcpu, in CachedDescriptor met)
    {
        if (vcpu.Choices.Happens(odds.Cache))
        {
            vcpu.Tlb.Add(met, vcpu.Choices);
        }
    }
}
