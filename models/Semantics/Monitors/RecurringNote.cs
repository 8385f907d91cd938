using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>
/// Distinguishes states before and after an event by a bit that changes with each occurrence. It rejects no step by itself: the
/// demand that the event recurs is <see cref="Programs.ConcurrentProgram.MustRecur(string, string, Transitions.Fairness)"/>.
/// </summary>
/// <param name="property">The property that it serves.</param>
/// <param name="note">The name of the event.</param>
public sealed class RecurringNote(string property, string note) : PropertyMonitor
{
    /// <inheritdoc/>
    public override string Property => property;

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new(property, $"'{note}'")];

    /// <inheritdoc/>
    public override int StateWords => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Witnesses { get; } = [note];

    /// <summary>The name of the event.</summary>
    public string Note => note;

    /// <summary>
    /// Whether the event has occurred in an odd number of steps. It occurs infinitely often exactly if the bit is infinitely
    /// often set and infinitely often clear.
    /// </summary>
    /// <param name="state">The monitor's words.</param>
    public static bool IsOdd(ReadOnlySpan<ulong> state) => state[0] != 0;

    /// <inheritdoc/>
    public override bool Commutes(Note note) => true;

    /// <inheritdoc/>
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        if (note.Name == Note)
        {
            step.Witness(0);
            step.Try(0, vcpu);
            step[0] = step.Before(0) ^ 1;
        }
    }
}
