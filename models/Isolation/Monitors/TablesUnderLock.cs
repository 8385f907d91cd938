using Interlock.Engine.Platform;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// What a table walker can come to is written only while the host's lock is held, and never by a guest or by the host itself. Where the
/// lock tells its holder, the writer must be the one.
/// </summary>
internal sealed class TablesUnderLock(MemoryMap map, StageTwoTranslation translation, bool tellsHolder) : PropertyMonitor
{
    /// <inheritdoc/>
    public override string Property => "tables-under-lock";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("tables-under-lock", "a write of the engine to a table")];

    /// <inheritdoc/>
    public override bool WatchesLoads => false;

    /// <inheritdoc/>
    public override bool WatchesGuests => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; } =
        [.. Enumerable.Range(0, map.AllPages * map.Configuration.Entries).Select(word => new Address(word))];

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        var view = new EngineView(map, step.MemoryBefore);
        var isHeld = tellsHolder ? view[map.HostLock] == (ulong)vcpu + 1 : !view.IsFree(map.HostLock);
        if (view.IsTable((ulong)operation.Address.Index / (ulong)map.Configuration.Entries))
        {
            step.Try(0, vcpu);
        }

        if (!isHeld && IsInReach(step, operation.Address))
        {
            step.Violate(
                $"vcpu{vcpu} writes an entry at {operation.Address.Index}, which is in a table, without the host's lock",
                new TableWritten(vcpu, null, operation.Address));
        }
    }

    /// <inheritdoc/>
    public override void OnGuestAccess(Observation step, int vcpu, GuestAccess access)
    {
        if (access is { Kind: GuestAccessKind.Store, IsFault: false } && IsInReach(step, access.Word))
        {
            step.Violate(
                $"vmid {access.Vttbr >> 48} writes an entry at {access.Word.Index}, which is in a table",
                new TableWritten(vcpu, access.Vttbr >> 48, access.Word));
        }
    }

    private bool IsInReach(Observation step, Address word)
    {
        for (var vcpu = 0; vcpu < map.Configuration.Cpus; vcpu++)
        {
            if (translation.IsInReach(step.MemoryBefore, vcpu, word))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A table is written without the host's lock, or by a guest or the host itself.</summary>
/// <param name="Vcpu">The vCPU.</param>
/// <param name="Vmid">The VMID of the access, zero for the host; null if the engine wrote.</param>
/// <param name="Word">The word of the table.</param>
public sealed record TableWritten(int Vcpu, ulong? Vmid, Address Word) : Evidence;
