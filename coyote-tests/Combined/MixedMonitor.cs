using System.Collections.Immutable;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Combined;

/// <summary>An automaton on events, as a table has it.</summary>
/// <param name="order">By its state, the event and the vCPU: the next state, or one too many if it objects.</param>
/// <param name="vcpus">How many vCPUs there are.</param>
internal sealed class MixedMonitor(ImmutableArray<int> order, int vcpus) : PropertyMonitor
{
    public override string Property => "order";

    public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("order", "the automaton is random")];

    public override int StateWords => 1;

    public override bool IsRenamable(ReadOnlySpan<ulong> words) => true;

    public override void OnNote(Observation step, int vcpu, Note note)
    {
        var next = order[((((int)step[0] * MixedProgram.Notes.Length) + MixedProgram.Notes.IndexOf(note.Name)) * vcpus) + vcpu];
        if (next == MixedProgram.MonitorStates)
        {
            step.Violate($"vcpu{vcpu} remarks {note.Name} in state {step[0]}");
            next = 0;
        }

        step[0] = (ulong)next;
    }
}
