using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;

namespace Interlock.Cli.Output;

/// <summary>An explanation, told.</summary>
internal static class ExplanationText
{
    /// <summary>The sentences of it.</summary>
    public static IEnumerable<string> Lines(Trace trace, Explanation explanation)
    {
        yield return $"{trace.Violation.Property}: {trace.Violation.Message}";
        if (explanation.Loop is { } loop)
        {
            yield return loop == trace.Steps.Count
                ? "at the end nobody can take a step, and nothing ever happens again"
                : $"from step {loop + 1} on, steps {loop + 1} to {trace.Steps.Count} repeat for ever: {Text(trace, loop)}";
            yield return $"never happens in it: {explanation.NeverAgain}";
        }

        if (explanation.Inevitable is { } step)
        {
            yield return $"inevitable since {Text(trace, step)}";
            yield return explanation.Alternative is { } other
                ? $"until then it could go well: with {trace.Actors[other.Actor]}: {other.Operation}{At(other.Site)} instead"
                : "until then it could go well";
            foreach (var change in explanation.Differences)
            {
                yield return $"  {change.Name}: {change.Before} -> {change.After}";
            }
        }
        else
        {
            yield return $"inevitable: {explanation.NotInevitable}";
        }

        yield return explanation.Conflict is { } conflict
            ? $"conflict: {Text(trace, conflict.First)} {Verb(conflict.First.Access, conflict.Name)}, then {Text(trace, conflict.Second)} {Verb(conflict.Second.Access, "it")}"
            : $"conflict: {explanation.NoConflict}";
    }

    private static string Text(Trace trace, int step)
    {
        var taken = trace.Steps[step];
        return $"step {step + 1}, {trace.Actors[taken.Actor]}: {taken.Operation}{At(taken.Site)}";
    }

    private static string Text(Trace trace, ConflictingAccess access)
    {
        var step = trace.Steps[access.Step];
        var operation = step.Operations().ElementAt(access.Operation);
        return $"step {access.Step + 1}, {trace.Actors[step.Actor]}: {operation.Operation}{At(operation.Site)}";
    }

    private static string At(string site) => site.Length == 0 ? string.Empty : $" at {site}";

    private static string Verb(NamedAccess access, string name) => access switch
    {
        { IsTranslation: true } => $"reads {name} to translate",
        { Reads: true, Writes: true } => $"reads and writes {name}",
        { Writes: true } => $"writes {name}",
        _ => $"reads {name}",
    };
}
