using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Refinements;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Threads;

/// <summary>Asks an oracle about every call that has returned.</summary>
internal sealed class OracleNotes(MemoryMap map, ThreadedOracle oracle) : PropertyMonitor
{
    private readonly CallNames calls = new();

    /// <inheritdoc/>
    public override string Property => "refinement";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("refinement", "real threads are sampled, and claim nothing")];

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (calls.Has(note) && oracle.Judge(vcpu, CallRecord.Of(note.Value), step.Read(map.Loaded(vcpu))) is { } objection)
        {
            step.Violate(objection.Message, objection.Evidence);
        }
    }
}
