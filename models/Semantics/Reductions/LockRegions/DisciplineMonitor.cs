using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>Every access of engine code to a declared word keeps to the discipline.</summary>
internal sealed class DisciplineMonitor(LockDiscipline discipline) : PropertyMonitor
{
    // That a lock is taken tries nothing, unless nothing but locks is declared.
    private readonly bool hasGuarded = discipline.Words.Any(word => discipline[word] is not WordRule.Lock);

    /// <summary>The property's name.</summary>
    public const string Name = "lock-discipline";

    public override string Property => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
        [new(Name, "an access to a word of which the program declares how it is accessed")];

    public override IReadOnlyList<Address> Watched { get; } = discipline.Words;

    public override bool CommutesUnderLocks => true;

    public override bool WatchesMaintenance => discipline.MaintenanceLock is not null;

    public override void OnMaintenance(Observation step, int vcpu, Operation operation)
    {
        if (operation.Kind is not (OperationKind.Tlbi or OperationKind.Dsb) || discipline.MaintenanceLock is not { } @lock)
        {
            return;
        }

        step.Try(0, vcpu);
        if (!LockDiscipline.Holds(step.StateBefore, vcpu, @lock))
        {
            step.Violate(
                $"vcpu{vcpu} issues a {operation.Kind} without '{discipline.NameOf(@lock)}'",
                new UndisciplinedAccess(vcpu, operation.Kind, null));
        }
    }

    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        if (!hasGuarded || discipline[operation.Address] is not WordRule.Lock)
        {
            step.Try(0, vcpu);
        }

        if (discipline.Breach(step.StateBefore, vcpu, operation) is { } breach)
        {
            step.Violate(breach, new UndisciplinedAccess(vcpu, operation.Kind, operation.Address));
        }
    }
}

/// <summary>An access to a word, or maintenance of TLBs, does not keep to the declared discipline.</summary>
/// <param name="Vcpu">The vCPU.</param>
/// <param name="Kind">The operation; null for an access of a guest.</param>
/// <param name="Word">The word; null for maintenance.</param>
public sealed record UndisciplinedAccess(int Vcpu, OperationKind? Kind, Address? Word) : Evidence;
