using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>An operation of a counterexample, where it stands.</summary>
/// <param name="Step">Its step, from one.</param>
/// <param name="IsFirst">Whether it is the first operation of its step.</param>
/// <param name="Actor">Whose it is, by index.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Operation">The operation in words.</param>
/// <param name="Performed">The operation; null where only words are known.</param>
internal sealed record Occurrence(
    int Step, bool IsFirst, int Actor, string Name, MergedOperation Operation, PerformedOperation? Performed)
{
    /// <summary>What it asks of the machine; null where only words are known.</summary>
    public OperationKind? Kind => Performed?.Operation.Kind;

    /// <summary>Whether it writes the word that it concerns, be it with what was there.</summary>
    public bool Writes => Performed is { } performed && performed.Operation.Kind switch
    {
        var kind when kind.AlwaysWrites() => true,
        OperationKind.CompareExchange => performed.Result == performed.Operation.Expected,
        OperationKind.GuestStore => performed.Word.Length > 0,
        _ => false,
    };

    /// <summary>A link to the step, for a text.</summary>
    public string Link => $"[[{Step}]]";

    /// <summary>All operations of a counterexample, in order.</summary>
    public static IReadOnlyList<Occurrence> AllOf(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var all = new List<Occurrence>();
        for (var index = 0; index < history.Trace.Steps.Count; index++)
        {
            var step = history.Trace.Steps[index];
            var name = history.Trace.Actors[step.Actor];
            all.Add(new Occurrence(
                index + 1, true, step.Actor, name, new MergedOperation(
                    step.Operation, step.Site, step.Changes, step.Notes), step.Performed));
            all.AddRange(step.Further.Select(further =>
                new Occurrence(index + 1, false, step.Actor, name, further, further.Performed)));
        }

        return all;
    }
}
