using Interlock.Engine.Platform;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// While nobody moves memory, a VM reaches only pages that are its own or that the host has lent, and the host reaches only pages that
/// are its own or that a VM has lent. It is judged by the record of ownership alone, whatever tables say.
/// </summary>
internal sealed class NoForeignAccess(MemoryMap map) : PropertyMonitor
{
    private const int Lent = 2;
    private const int Borrowed = 3;
    private const int FirstGuest = 2;

    /// <inheritdoc/>
    public override string Property => "no-foreign-access";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
        [new("no-foreign-access", "a VM's access that reaches memory, or the host's while a page is not its own, and nobody moves memory")];

    /// <inheritdoc/>
    public override bool WatchesGuests => true;

    /// <inheritdoc/>
    public override void OnGuestAccess(Observation step, int vcpu, GuestAccess access)
    {
        var view = new EngineView(map, step.MemoryBefore);
        if (access.IsFault || !view.IsFree(map.HostLock) || !view.IsVmTableFree)
        {
            return;
        }

        var page = (ulong)access.Word.Index / (ulong)map.Configuration.Entries;
        var vmid = access.Vttbr >> 48;
        if (vmid != 0 || HasForeign(view))
        {
            step.Try(0, vcpu);
        }

        if (page >= (ulong)map.Configuration.Pages)
        {
            step.Violate($"vmid {vmid} reaches page {page}, which is the engine's", new ForeignAccess(vmid, (int)page));
        }
        else if (vmid == 0 && !view.HostMaps(page))
        {
            step.Violate($"the host reaches page {page}, which is not its own", new ForeignAccess(vmid, (int)page));
        }
        else if (vmid != 0 && !(view.VmOf(vmid) is { } vm && IsOf(view, page, vm.Value)))
        {
            step.Violate(
                $"vmid {vmid} reaches page {page}, which is not its own and not lent to it", new ForeignAccess(vmid, (int)page));
        }
    }

    private bool HasForeign(EngineView view)
    {
        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            if (!view.HostMaps((ulong)page))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(EngineView view, ulong page, int vm) =>
        view.HostState(page) is Lent or Borrowed || (!view.HostMaps(page) && view.Annotation(page) == vm + FirstGuest);
}

/// <summary>An access reaches a page that is neither its own nor lent to it.</summary>
/// <param name="Vmid">The VMID of the access; zero for the host.</param>
/// <param name="Page">The page.</param>
public sealed record ForeignAccess(ulong Vmid, int Page) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => [Concern.Page(Page), Concern.Vmids];
}
