using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Interlock.Litmus.Memories;

namespace Interlock.Litmus;

/// <summary>Searches all executions of a litmus test under a memory model.</summary>
public sealed class LitmusSearch
{
    private readonly LitmusTest test;
    private readonly RegisterNumbers numbers = new();
    private readonly HashSet<string> seen = [];
    private readonly Stack<State> open = new();

    private readonly Action<State>? atEnd;

    private LitmusSearch(LitmusTest test, Action<State>? atEnd = null) => (this.test, this.atEnd) = (test, atEnd);

    /// <summary>Whether the proposition of the test can be reached, whatever its quantifier.</summary>
    /// <param name="test">The test.</param>
    /// <param name="memory">The memory model.</param>
    /// <returns>What was found, and in how many states.</returns>
    /// <exception cref="Formats.LitmusFormatException">The test can compute an address at which there is no location.</exception>
    public static LitmusResult Run(LitmusTest test, MemoryModel memory)
    {
        ArgumentNullException.ThrowIfNull(test);
        var words = test.Locations.Select(location => location.Initial).ToImmutableArray();
        return Run(test, memory switch
        {
            MemoryModel.SequentialConsistency => new StoreBuffers(words, test.Threads.Length, capacity: 0),
            MemoryModel.TotalStoreOrder => new StoreBuffers(words, test.Threads.Length, capacity: int.MaxValue),
            MemoryModel.Armv8 => new Memories.Timelines.Timeline(words, test.Threads.Length),
            _ => throw new ArgumentOutOfRangeException(nameof(memory), memory, "There is no such memory model."),
        });
    }

    /// <summary>The same on a memory that is given.</summary>
    internal static LitmusResult Run(LitmusTest test, SharedMemory memory)
    {
        var search = new LitmusSearch(test);
        var isFound = search.Explore(memory);
        return new LitmusResult(isFound, search.seen.Count);
    }

    /// <summary>Every way in which a test can end: the values of all registers, then of all locations.</summary>
    internal static IReadOnlySet<string> Ends(LitmusTest test, SharedMemory memory)
    {
        var ends = new SortedSet<string>(StringComparer.Ordinal);
        new LitmusSearch(test, state => ends.Add(string.Join(' ', state.Threads
            .SelectMany(thread => thread.Registers.Values.Select(held => held.Value))
            .Concat(test.Locations.Select((_, word) => state.Memory.Newest(word)))))).Explore(memory);
        return ends;
    }

    private bool Explore(SharedMemory memory)
    {
        var isFound = Reach(memory, [.. test.Threads.Select(ThreadState.Of)]);
        while (open.TryPop(out var state))
        {
            foreach (var after in state.Memory.Internal())
            {
                isFound |= Reach(after, state.Threads);
            }

            for (var thread = 0; thread < state.Threads.Length; thread++)
            {
                if (!HasEnded(state.Threads, thread))
                {
                    var own = state.Threads[thread];
                    foreach (var (after, next) in Interpreter.Step(state.Memory, thread, own, test.Threads[thread].Code[own.Next]))
                    {
                        isFound |= Reach(after, state.Threads.SetItem(thread, next));
                    }
                }
            }
        }

        return isFound;
    }

    private bool HasEnded(ImmutableArray<ThreadState> threads, int thread) =>
        threads[thread].Next >= test.Threads[thread].Code.Length;

    // Whether it is a new end of which the proposition holds.
    private bool Reach(SharedMemory memory, ImmutableArray<ThreadState> threads)
    {
        var ended = new bool[threads.Length];
        for (var thread = 0; thread < ended.Length; thread++)
        {
            ended[thread] = HasEnded(threads, thread);
        }

        var state = new State(memory.Canonical(ended), threads);
        if (!seen.Add(Key(state)))
        {
            return false;
        }

        if (state.Memory.IsAtRest && ended.All(has => has))
        {
            atEnd?.Invoke(state);
            ulong Register(int thread, string name) => threads[thread].Get(name).Value;
            var condition = test.Condition;
            return (condition.Filter?.Holds(Register, state.Memory.Newest) ?? true)
                && condition.Sought.Holds(Register, state.Memory.Newest);
        }

        open.Push(state);
        return false;
    }

    private string Key(State state)
    {
        var words = new List<ulong>();
        foreach (var thread in state.Threads)
        {
            thread.Encode(numbers, words);
        }

        state.Memory.Encode(words);
        return new string(MemoryMarshal.Cast<ulong, char>(CollectionsMarshal.AsSpan(words)));
    }

    private sealed record State(SharedMemory Memory, ImmutableArray<ThreadState> Threads);
}
