using System.Collections.Immutable;

namespace Interlock.Litmus;

/// <summary>Retells how a state was reached: accesses and fences, and what memory did by itself.</summary>
internal sealed class Retelling(LitmusTest test, Interpreter interpreter)
{
    private readonly List<WitnessStep> steps = [];
    private readonly Dictionary<Origin, int> numbers = [];

    /// <summary>Retells it.</summary>
    public ImmutableArray<WitnessStep> Of(SearchState end)
    {
        var states = new Stack<SearchState>();
        for (var state = end; state is not null; state = state.Before)
        {
            states.Push(state);
        }

        foreach (var state in states.Skip(1))
        {
            if (Step(state.Before!, state, state.Reached!) is { } step)
            {
                steps.Add(step);
            }
        }

        return [.. steps];
    }

    private WitnessStep? Step(SearchState before, SearchState after, SharedMemory reached)
    {
        if (after.Thread < 0)
        {
            return reached.Arrived(before.Memory) is var (word, value, by)
                ? new WitnessStep(-1, $"the write of step {numbers[by]} reaches memory") { Location = test.Locations[word].Name, Written = value }
                : null;
        }

        var thread = before.Threads[after.Thread];
        var accessed = interpreter.Accessed(thread);
        var step = new WitnessStep(after.Thread, test.Code[thread.Next].Text) { Location = accessed < 0 ? null : test.Locations[accessed].Name };
        switch (test.Code[thread.Next])
        {
            case Instruction.Fence:
                return step;
            case Instruction.Load when accessed >= 0:
                return Read(step, reached.Look(after.Thread, accessed));
            case Instruction.Store { Status: { } status } when after.Threads[after.Thread].Get(status).Value != 0:
                return step with { Text = step.Text + " (fails)" };
            case Instruction.Store:
                return Written(step, new Origin(after.Thread, thread.Next), reached.Look(after.Thread, accessed));
            case Instruction.Atomic:
                var now = reached.Look(after.Thread, accessed);
                return now.By == new Origin(after.Thread, thread.Next)
                    ? Written(Read(step, reached.Replaced(before.Memory, after.Thread, accessed)), now.By, now)
                    : Read(step, now);
            default:
                return null;
        }
    }

    private WitnessStep Read(WitnessStep step, Sight sight) => step with
    {
        Read = sight.Value,
        ReadFrom = Number(sight.By),
        Newer = [.. sight.Newer.Select(Number)],
    };

    private WitnessStep Written(WitnessStep step, Origin by, Sight sight)
    {
        numbers[by] = steps.Count + 1;
        return step with { Written = sight.Value, Newer = [.. sight.Newer.Select(Number)] };
    }

    private int Number(Origin origin) => numbers.GetValueOrDefault(origin);
}
