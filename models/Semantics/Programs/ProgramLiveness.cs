using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Programs;

/// <summary>The demand that every request of a vCPU receives a response.</summary>
/// <param name="Monitor">The monitor that knows the waiting vCPUs.</param>
/// <param name="Fairness">The executions to which it applies.</param>
public sealed record Response(AwaitedResponse Monitor, Fairness Fairness);

/// <summary>The demand that a predicate on memory holds infinitely often.</summary>
/// <param name="Predicate">The predicate.</param>
/// <param name="Fairness">The executions to which it applies.</param>
public sealed record Recurrence(Predicate Predicate, Fairness Fairness);

/// <summary>The demand that an event occurs infinitely often.</summary>
/// <param name="Monitor">The monitor that distinguishes states before and after the event.</param>
/// <param name="Fairness">The executions to which it applies.</param>
public sealed record NoteRecurrence(RecurringNote Monitor, Fairness Fairness);

/// <summary>The liveness properties of a <see cref="ConcurrentProgram"/>, on the states of its system.</summary>
internal static class ProgramLiveness
{
    public static IReadOnlyList<LivenessProperty> Of(
        ConcurrentProgram program, IReadOnlyList<string> actors, Func<PropertyMonitor, int> stateBase, int monitorBase, Judged judged)
    {
        var responses =
            from response in program.Responses
            where judged.Has(response.Monitor.Property)
            let words = stateBase(response.Monitor)
            from vcpu in Enumerable.Range(0, actors.Count)
            from phase in Enumerable.Range(0, 2)
            select new LivenessProperty(
                response.Monitor.Property,
                response.Fairness,
                state => !AwaitedResponse.IsAwaited(state[words..], vcpu, phase))
            {
                Promise = $"{actors[vcpu]} remarks '{response.Monitor.Response}'",
                OwedTo = actors.Count > 1 ? vcpu : null,
            };
        var recurrences =
            from recurrence in program.Recurrences
            where judged.Has(recurrence.Predicate.Name)
            let predicate = recurrence.Predicate.Guarded()
            select new LivenessProperty(
                predicate.Name,
                recurrence.Fairness,
                state => predicate.Holds(new Memory(state[..program.Words.Count], state[program.Words.Count..monitorBase])));
        var notes =
            from recurrence in program.RecurringNotes
            where judged.Has(recurrence.Monitor.Property)
            let words = stateBase(recurrence.Monitor)
            from parity in Enumerable.Range(0, 2)
            select new LivenessProperty(
                recurrence.Monitor.Property, recurrence.Fairness, state => RecurringNote.IsOdd(state[words..]) == (parity == 1))
            {
                Promise = $"somebody remarks '{recurrence.Monitor.Note}'",
            };
        return [.. responses, .. recurrences, .. notes];
    }
}
