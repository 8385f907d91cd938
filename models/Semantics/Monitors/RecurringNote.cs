using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>
/// Tells apart states before and after anybody makes a remark: a bit changes with each. By itself it objects to nothing: that the
/// remark is made again and again is for <see cref="Programs.ConcurrentProgram.MustRecur(string, string, Transitions.Fairness)"/> to demand.
/// </summary>
/// <param name="property">The property that it serves.</param>
/// <param name="note">The remark.</param>
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

    /// <summary>The remark.</summary>
    public string Note => note;

    /// <summary>
    /// Whether the remark has been made an odd number of times, several in one step counted as one. It is made again and again
    /// exactly if again and again it is, and again and again it is not.
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
