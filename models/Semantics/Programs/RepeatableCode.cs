using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>
/// The effects of a program's code between operations, by content: another process must compute the same. Numbers of
/// continuations are one process's own and are left out.
/// </summary>
/// <param name="locals">The program's continuations.</param>
/// <param name="begin">The effect of a vCPU's code up to its first operation.</param>
/// <param name="actors">The vCPUs.</param>
internal sealed class RepeatableCode(LocalStates locals, Func<int, LocalStep> begin, IReadOnlyList<string> actors)
{
    /// <summary>The remembered steps: first one path to each continuation, then further ones.</summary>
    /// <param name="most">The greatest number of steps, not counting those in which code begins.</param>
    public List<CodeStep> Remembered(int most)
    {
        var steps = new List<CodeStep>();
        var known = new Dictionary<LocalState, int>();
        for (var vcpu = 0; vcpu < actors.Count; vcpu++)
        {
            var first = begin(vcpu);
            known.TryAdd(first.Next, steps.Count);
            steps.Add(new CodeStep(~vcpu, 0, false, ContentOf(first)));
        }

        var reached = locals.InOrder();
        foreach (var state in reached)
        {
            if (state.Origin is not { } origin || !known.TryGetValue(origin.From, out var from) || most <= steps.Count)
            {
                continue;
            }

            var wakes = state.Pending?.Kind == OperationKind.Woken;
            if ((wakes ? new LocalStep(state, [], null) : origin.From.After(origin.Result)) is { } step && known.TryAdd(state, steps.Count))
            {
                steps.Add(new CodeStep(from, origin.Result, wakes, ContentOf(step)));
            }
        }

        foreach (var state in reached)
        {
            foreach (var (result, step) in state.Known)
            {
                if (most <= steps.Count)
                {
                    return steps;
                }

                if (known.TryGetValue(state, out var from) && step.Next.Origin != (state, result))
                {
                    steps.Add(new CodeStep(from, result, false, ContentOf(step)));
                }
            }
        }

        return steps;
    }

    /// <summary>
    /// Recomputes the effect of each step, the last steps and the last vCPUs first, so that state which code leaves behind outside the
    /// machine reaches other code than before.
    /// </summary>
    /// <returns>The first step with another effect, in words; null if all effects are equal.</returns>
    public string? FirstOther(IReadOnlyList<CodeStep> steps)
    {
        var done = new LocalStep?[steps.Count];
        var way = new Stack<int>();
        for (var last = steps.Count - 1; last >= 0; last--)
        {
            for (var index = last; index >= 0 && done[index] is null; index = steps[index].From)
            {
                way.Push(index);
            }

            while (way.TryPop(out var next))
            {
                var (from, result, wakes, content) = steps[next];
                var before = from < 0 ? null : done[from]!.Next;
                if (before is { Pending: null })
                {
                    return $"{ActorOf(steps, next)}'s code has come to its end where it had an operation to perform";
                }

                var step = before is null ? begin(~from) : wakes ? locals.Woken(before) : locals.Afresh(before, result);
                if (ContentOf(step) != content)
                {
                    return $"{ActorOf(steps, next)}'s code {PlaceOf(before?.Pending, result)} does something else";
                }

                done[next] = step;
            }
        }

        return null;
    }

    private static string PlaceOf(Operation? before, ulong result) => before is null
        ? "up to its first operation"
        : $"after the {before.Kind} at {before.Site} that answers {result}";

    private string ActorOf(IReadOnlyList<CodeStep> steps, int index)
    {
        while (steps[index].From >= 0)
        {
            index = steps[index].From;
        }

        return actors[~steps[index].From];
    }

    private static ulong ContentOf(LocalStep step)
    {
        var hash = Mix(step.Next.Hash, (ulong)step.Remarks.Length);
        foreach (var remark in step.Remarks)
        {
            hash = Mix(Mix(hash, remark.Note.Name), remark.Note.Value);
        }

        return step.Fault is null ? hash : Mix(Mix(hash, step.Fault.GetType().FullName!), step.Fault.Message);
    }

    private static ulong Mix(ulong hash, string text)
    {
        hash = Mix(hash, (ulong)text.Length);
        foreach (var character in text)
        {
            hash = Mix(hash, character);
        }

        return hash;
    }

    private static ulong Mix(ulong hash, ulong word) => new SplitMix(hash ^ new SplitMix(word).Next()).Next();
}
