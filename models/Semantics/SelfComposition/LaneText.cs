using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.SelfComposition;

/// <summary>The text of two executions: equal values once, different values as left | right.</summary>
internal sealed class LaneText(ProgramSystem lane)
{
    /// <summary>The values of both.</summary>
    public IReadOnlyList<NamedValue> Of(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right) =>
        [.. lane.Describe(left).Zip(lane.Describe(right), (one, other) => new NamedValue(one.Name, Both(one.Value, other.Value)))];

    /// <summary>A step of one execution, or of both.</summary>
    public static Transition Of(Transition? left, Transition? right) => (left, right) switch
    {
        ({ } one, { } other) => one with
        {
            Operation = Both(one.Operation, other.Operation),
            Site = Both(one.Site, other.Site),
            Notes = one.Notes.SequenceEqual(other.Notes)
                ? one.Notes
                : [.. one.Notes.Select(note => $"left: {note}"), .. other.Notes.Select(note => $"right: {note}")],
        },
        ({ } one, null) => one,
        (null, { } other) => other,
        _ => throw new ArgumentException("a step is of one execution at least", nameof(left)),
    };

    /// <summary>The values that a step changes, without the positions of vCPUs.</summary>
    public static IReadOnlyList<Change> Changes(
        IReadOnlyList<NamedValue> before, IReadOnlyList<NamedValue> after, IReadOnlyList<string> actors) =>
    [
        .. before.Zip(after)
            .Where(pair => pair.First.Value != pair.Second.Value && !actors.Contains(pair.First.Name))
            .Select(pair => new Change(pair.First.Name, pair.First.Value, pair.Second.Value)),
    ];

    /// <summary>A text of both.</summary>
    private static string Both(string left, string right) => left == right ? left : $"{left} | {right}";
}
