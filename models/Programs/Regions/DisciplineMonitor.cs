using Interlock.Models.Monitors;
using Interlock.Sync;

namespace Interlock.Models.Programs.Regions;

/// <summary>Every access of engine code to a declared word keeps to the discipline.</summary>
internal sealed class DisciplineMonitor(LockDiscipline discipline) : Monitor
{
    /// <summary>The property's name.</summary>
    public const string Name = "lock-discipline";

    public override string Property => Name;

    public override IReadOnlyList<Address> Watched { get; } = discipline.Words;

    public override bool CommutesUnderLocks => true;

    public override bool WatchesMaintenance => discipline.MaintenanceLock is not null;

    public override void OnMaintenance(Observation step, int vcpu, Operation operation)
    {
        if (operation.Kind is OperationKind.Tlbi or OperationKind.Dsb
            && discipline.MaintenanceLock is { } @lock && !LockDiscipline.Holds(step.StateBefore, vcpu, @lock))
        {
            step.Violate($"vcpu{vcpu} issues a {operation.Kind} without '{discipline.NameOf(@lock)}'");
        }
    }

    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        if (discipline.Breach(step.StateBefore, vcpu, operation) is { } breach)
        {
            step.Violate(breach);
        }
    }
}
