using Interlock.Models.Monitors;
using Interlock.Models.Systems;

namespace Interlock.Models.Programs;

/// <summary>Demands that every request of a vCPU is answered.</summary>
/// <param name="Monitor">Knows who waits.</param>
/// <param name="Fairness">On which executions.</param>
public sealed record Response(AwaitedResponse Monitor, Fairness Fairness);

/// <summary>Demands that a predicate on memory holds again and again.</summary>
/// <param name="Predicate">The predicate.</param>
/// <param name="Fairness">On which executions.</param>
public sealed record Recurrence(Predicate Predicate, Fairness Fairness);

/// <summary>The liveness properties of a <see cref="Program"/>, on the states of its system.</summary>
internal static class ProgramLiveness
{
    public static IReadOnlyList<LivenessProperty> Of(
        Program program, IReadOnlyList<string> actors, Func<Monitor, int> stateBase, int monitorBase, Judged judged)
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
            };
        var recurrences = program.Recurrences.Where(recurrence => judged.Has(recurrence.Predicate.Name)).Select(recurrence => new LivenessProperty(
            recurrence.Predicate.Name,
            recurrence.Fairness,
            state => recurrence.Predicate.Holds(
                new Memory(state[..program.Words.Count], state[program.Words.Count..monitorBase]))));
        return [.. responses, .. recurrences];
    }
}
