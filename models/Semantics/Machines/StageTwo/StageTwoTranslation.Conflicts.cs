using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.StageTwo;

// What becomes of an access for which a vCPU may hold two translations, and what is not asked of hardware.
public partial class StageTwoTranslation
{
    private const string NoTlbConflict = "no-tlb-conflict";

    /// <inheritdoc/>
    public override (string Name, string Condition)? OwnProperty =>
        conflicts == TlbConflicts.Violation ? (NoTlbConflict, "a guest's access by a translation that its tables do not have any more") : null;

    /// <inheritdoc/>
    public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met)
    {
        ArgumentNullException.ThrowIfNull(met);
        var translates = met.Any(operation => operation.Kind.IsGuest());
        return
        [
            .. translates ? ["a walk finds what was stored in a table at once, without DSB and ISB"] : Array.Empty<string>(),
            .. translates && conflicts == TlbConflicts.Ignored ? ["there are no TLB conflict aborts"] : Array.Empty<string>(),
        ];
    }

    // Of an access for which the tables have no translation: had they another one instead, it and the one that is held would contradict each other.
    private static void TryConflict(Turn turn, Reach reach)
    {
        if (reach.Translations.Length > 0)
        {
            turn.Tries();
        }
    }

    private void Conflict(Turn turn, GuestAccessKind kind, ulong vttbr, Reach reach)
    {
        turn.Tries();
        foreach (var conflict in reach.Conflicts)
        {
            if (!conflict.Is(layout, turn.Before))
            {
                continue;
            }

            if (conflicts == TlbConflicts.Abort)
            {
                Fault(turn, new GuestAccess(kind, turn.Operation.Operand, vttbr, default, 0, GuestFault.TlbConflict));
            }
            else if (turn.Judges(NoTlbConflict))
            {
                turn.Begin();
                turn.Violate(NoTlbConflict, StageTwoText.Of(conflict, turn), new ConflictingEntries(conflict.One, conflict.Other));
                turn.Show(new GuestAccess(kind, turn.Operation.Operand, vttbr, default, 0, GuestFault.TlbConflict));
                turn.Complete(GuestFault.TlbConflict);
                turn.End();
            }

            return;
        }
    }
}
