using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Checks;

/// <summary>What a failed check says.</summary>
internal static class FailureText
{
    public static string Of(TransitionSystem system, Report report) => report switch
    {
        { Verdict: Verdict.Violated, Counterexample: { } counterexample } => Violated(system, counterexample),
        { Verdict: Verdict.Violated } => $"violated: {report.Violation?.Property}: {report.Violation?.Message}",
        { Verdict: Verdict.Incomplete } => Incomplete(report),
        _ => $"error: {report.Error}",
    };

    private static string Incomplete(Report report) => string.Join('\n', report.Growing
        .Select(place => $"  grows: {place.Name} takes ever new values. Usual cure: {place.Cure}.")
        .Prepend($"incomplete after {report.States:N0} states ({report.Bound?.Reason ?? $"{report.Bound?.Name} {report.Bound?.Limit}"}): " +
            "nothing was found so far; nothing is proved."));

    private static string Violated(TransitionSystem system, Counterexample counterexample)
    {
        var replay = new Replay(system, counterexample.Initial);
        var lines = new List<string> { $"violated: {counterexample.Violation.Property}: {counterexample.Violation.Message}" };
        for (var step = 0; step < counterexample.Schedule.Count; step++)
        {
            if (step == counterexample.Loop)
            {
                lines.Add("  from here on for ever:");
            }

            var taken = replay.Take(counterexample.Schedule[step]);
            lines.AddRange(taken.Operations().Select((operation, index) =>
                $"  {(index == 0 ? $"{step + 1}" : string.Empty),4}  {system.Actors[taken.Actor]}  {Line(operation)}"));
        }

        lines.AddRange(replay.State.Select(value => $"  {value.Name} = {value.Value}"));
        lines.Add($"again: Check.Replayed(system, \"{ScheduleText.Of(counterexample)}\")");
        return string.Join('\n', lines);
    }

    private static string Line(MergedOperation operation) => string.Join("  ", new[]
    {
        operation.Operation,
        string.Join(", ", operation.Changes.Select(change => $"{change.Name}: {change.Before} -> {change.After}")),
        string.Join(", ", operation.Notes.Select(note => $"* {note}")),
        operation.Site.Length == 0 ? string.Empty : $"({operation.Site})",
    }.Where(part => part.Length > 0));
}
