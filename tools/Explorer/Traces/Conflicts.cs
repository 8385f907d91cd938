using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>
/// Finds two conflicting accesses that matter to a violation. Best is the step that made it inevitable with what another actor would
/// have done next: their order decided. Otherwise it is the last conflict of a slice backwards from the end (Weiser 1981): what the
/// actors do that the violation is about, what they read, and what those do that wrote it.
/// </summary>
internal static class Conflicts
{
    private const string Renamed = "renamed:";

    /// <summary>The conflict of an execution, or why there is none.</summary>
    /// <param name="steps">Its steps, with what they access.</param>
    /// <param name="actors">Who takes steps, by index.</param>
    /// <param name="violation">What it breaks.</param>
    /// <param name="inevitable">The step that made it inevitable; null if there is none, or it is not known.</param>
    public static (Conflict? Conflict, string? Reason) Of(
        IReadOnlyList<Transition> steps, IReadOnlyList<string> actors, Violation violation, int? inevitable)
    {
        if (steps.Select(step => step.Actor).Distinct().Count() < 2)
        {
            return (null, "only one actor takes steps, so no two accesses conflict");
        }

        // Names before an exchange are other names after it, so nothing is compared across it.
        var first = 1 + steps.ToList().FindLastIndex(
            steps.Count - 2,
            step => step.Operations().Any(operation => operation.Notes.Any(note => note.StartsWith(Renamed, StringComparison.Ordinal))));
        var operations = Operations(steps, first);
        if (operations.All(operation => operation.Accesses.Count == 0))
        {
            return (null, "what the steps access is not known");
        }

        if (inevitable is { } decided && Decided(operations, decided) is { } decisive)
        {
            return (decisive, null);
        }

        var matters = Slice(operations, Concerned(steps, actors, violation));
        return Last(operations, matters) is { } last ? (last, null) : (null, first > 0
            ? $"no two accesses since step {first}, which exchanged names, conflict"
            : "no two accesses of different actors that matter to it conflict");
    }

    // What is written and never read decides less than what is read before or after: locks are released like that.
    private static Conflict? Last(List<SteppedOperation> operations, bool[] matters)
    {
        Conflict? written = null;
        for (var later = operations.Count - 1; later > 0; later--)
        {
            for (var earlier = later - 1; matters[later] && earlier >= 0; earlier--)
            {
                if (operations[earlier].Actor == operations[later].Actor
                    || Common(operations[earlier], operations[later], matters[earlier]) is not { } found)
                {
                    continue;
                }

                if (found.First.Access.Reads || found.Second.Access.Reads)
                {
                    return found;
                }

                written ??= found;
                break;
            }
        }

        return written;
    }

    // What each other actor does next after the step was what it was about to do before it, too.
    private static Conflict? Decided(List<SteppedOperation> operations, int inevitable)
    {
        var seen = new HashSet<int>(operations.Where(operation => operation.Step == inevitable).Select(operation => operation.Actor));
        foreach (var later in operations.Where(operation => operation.Step > inevitable && operation.Index == 0))
        {
            if (!seen.Add(later.Actor))
            {
                continue;
            }

            foreach (var earlier in operations.Where(operation => operation.Step == inevitable))
            {
                if (Common(earlier, later, earlierMatters: true) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    // The actor of the last step, and those that the message speaks of. If nothing goes on, all might have made it go on.
    private static HashSet<int> Concerned(IReadOnlyList<Transition> steps, IReadOnlyList<string> actors, Violation violation)
    {
        var words = violation.Message.Split([' ', ',', ';', ':', '.', '('], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var everybody = violation.Kind is ViolationKind.Deadlock or ViolationKind.Livelock;
        return [steps[^1].Actor, .. Enumerable.Range(0, actors.Count).Where(actor => everybody || words.Contains(actors[actor]))];
    }

    private static bool[] Slice(List<SteppedOperation> operations, HashSet<int> concerned)
    {
        var matters = new bool[operations.Count];
        var read = new HashSet<string>();
        for (var at = operations.Count - 1; at >= 0; at--)
        {
            var (actor, accesses) = (operations[at].Actor, operations[at].Accesses);
            if (!concerned.Contains(actor) && !accesses.Any(access => access.Writes && read.Contains(access.Name)))
            {
                continue;
            }

            matters[at] = true;
            concerned.Add(actor); // whatever it did before may be why it came here
            read.ExceptWith(accesses.Where(access => access.Writes).Select(access => access.Name));
            read.UnionWith(accesses.Where(access => access.Reads).Select(access => access.Name));
        }

        return matters;
    }

    // A mere read matters only if what its actor does because of it does.
    private static Conflict? Common(SteppedOperation earlier, SteppedOperation later, bool earlierMatters)
    {
        foreach (var second in later.Accesses)
        {
            foreach (var first in earlier.Accesses)
            {
                if (first.Name == second.Name && (first.Writes || (second.Writes && earlierMatters)))
                {
                    return new Conflict(
                        first.Name,
                        new ConflictingAccess(earlier.Step, earlier.Index, first),
                        new ConflictingAccess(later.Step, later.Index, second));
                }
            }
        }

        return null;
    }

    private static List<SteppedOperation> Operations(IReadOnlyList<Transition> steps, int first) =>
    [
        .. Enumerable.Range(first, steps.Count - first).SelectMany(step => steps[step].Operations()
            .Select((operation, index) => new SteppedOperation(step, index, steps[step].Actor, operation.Accesses))),
    ];

    private sealed record SteppedOperation(int Step, int Index, int Actor, IReadOnlyList<NamedAccess> Accesses);
}
