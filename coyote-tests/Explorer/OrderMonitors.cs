using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>Rejects some orders of the events of two vCPUs: it depends on the order of events only.</summary>
internal sealed class NoteOrder : PropertyMonitor
{
    public override string Property => "note-order";

    public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("note-order", "the programs are random")];

    public override int StateWords => 1;

    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (note.Name != "said")
        {
            return;
        }

        var said = (3 * (ulong)vcpu) + note.Value + 1;
        if (step[0] != 0)
        {
            step.Violate($"{said} after {step[0]}");
        }

        step[0] = said;
    }
}

/// <summary>Objects to two vCPUs' accesses to watched words one after the other, in its message all of what it saw.</summary>
internal sealed class AccessOrder(Address[] words) : PropertyMonitor
{
    public override string Property => "access-order";

    public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("access-order", "the programs are random")];

    public override int StateWords => 1;

    public override IReadOnlyList<Address> Watched { get; } = [.. words];

    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        var seen = ((ulong)operation.Address.Index * 4) + (ulong)vcpu + 1;
        if (step[0] != 0 && (step[0] - 1) % 4 != (ulong)vcpu)
        {
            step.Violate($"{seen} after {step[0]}: {step.ReadBefore(operation.Address)}");
        }

        step[0] = seen;
    }
}
