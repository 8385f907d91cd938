using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Interlock.Semantics.Memories.Timelines;

namespace Interlock.Litmus;

/// <summary>Searches all executions of a litmus test under a memory model.</summary>
public sealed class LitmusSearch
{
    // More states than any test of the public corpora has by far: what loops for ever must not be searched for ever.
    private const int MostStates = 2_000_000;

    private const int MostLocalSteps = 10_000;

    private readonly LitmusTest test;
    private readonly Interpreter interpreter;
    private readonly RegisterNumbers numbers = new();
    private readonly HashSet<string> seen = [];
    private readonly Queue<SearchState> open = new();
    private readonly Action<SearchState>? atEnd;
    private bool keepsWay;
    private bool isFound;
    private bool isContradicted;

    private LitmusSearch(LitmusTest test, Action<SearchState>? atEnd = null) =>
        (this.test, interpreter, this.atEnd) = (test, new Interpreter(test), atEnd);

    /// <summary>Which ends of a test can be reached.</summary>
    /// <param name="test">The test.</param>
    /// <param name="memory">The memory model.</param>
    /// <returns>What was found, and in how many states.</returns>
    /// <exception cref="LitmusFormatException">
    /// The test can do something that is not modelled, such as access an address without a location, or it has too many states.
    /// </exception>
    public static LitmusResult Run(LitmusTest test, MemoryModel memory) => Run(test, MemoryOf(test, memory));

    /// <summary>A shortest execution that ends as a verdict "Allowed" says, step by step; null if there is none.</summary>
    /// <param name="test">The test.</param>
    /// <param name="memory">The memory model.</param>
    /// <exception cref="LitmusFormatException">As <see cref="Run(LitmusTest, MemoryModel)"/>.</exception>
    public static ImmutableArray<WitnessStep>? Witness(LitmusTest test, MemoryModel memory)
    {
        SearchState? end = null;
        LitmusSearch search = null!;
        search = new LitmusSearch(test, state => end ??= search.Counts(state) && search.Holds(state) == (test.Condition.Quantifier != Quantifier.ForAll)
            ? state
            : null);
        search.keepsWay = true;
        search.Explore(MemoryOf(test, memory), () => end is null);
        return end is null ? null : new Retelling(test, search.interpreter).Of(end);
    }

    /// <summary>The same on a memory that is given.</summary>
    internal static LitmusResult Run(LitmusTest test, SharedMemory memory)
    {
        var search = new LitmusSearch(test);
        search.Explore(memory, () => true);
        return new LitmusResult(search.isFound, search.isContradicted, search.seen.Count);
    }

    /// <summary>Every way in which a test can end: the values of all registers, then of all locations.</summary>
    internal static IReadOnlySet<string> Ends(LitmusTest test, SharedMemory memory)
    {
        var ends = new SortedSet<string>(StringComparer.Ordinal);
        new LitmusSearch(test, state => ends.Add(string.Join(' ', state.Threads
            .SelectMany(thread => thread.Registers.Values.Select(held => held.Value))
            .Concat(test.Locations.Select((_, word) => state.Memory.Newest(word)))))).Explore(memory, () => true);
        return ends;
    }

    private static SharedMemory MemoryOf(LitmusTest test, MemoryModel memory)
    {
        ArgumentNullException.ThrowIfNull(test);
        var words = test.Locations.Select(location => location.Initial).ToImmutableArray();
        return memory switch
        {
            MemoryModel.SequentialConsistency => new StoreBuffers(words, test.Threads.Length, capacity: 0),
            MemoryModel.TotalStoreOrder => new StoreBuffers(words, test.Threads.Length, capacity: int.MaxValue),
            MemoryModel.Armv8 => new Timeline(words, test.Threads.Length),
            _ => throw new ArgumentOutOfRangeException(nameof(memory), memory, "There is no such memory model."),
        };
    }

    private void Explore(SharedMemory memory, Func<bool> goesOn)
    {
        Reach(new SearchState(memory, [.. test.Threads.Select(ThreadState.Of)], null, -1));
        while (goesOn() && open.TryDequeue(out var state))
        {
            var before = keepsWay ? state : null;
            foreach (var after in state.Memory.Internal())
            {
                Reach(new SearchState(after, state.Threads, before, -1));
            }

            for (var thread = 0; thread < state.Threads.Length; thread++)
            {
                if (!HasEnded(state, thread))
                {
                    foreach (var (after, next) in interpreter.Step(state.Memory, thread, state.Threads[thread]))
                    {
                        Reach(new SearchState(after, state.Threads.SetItem(thread, next), before, thread));
                    }
                }
            }
        }
    }

    private bool HasEnded(SearchState state, int thread) => test.Code[state.Threads[thread].Next] is Instruction.End;

    // What a thread does by itself comes at once: nothing another thread does can tell, nor be told, when.
    private SearchState Settled(SearchState reached)
    {
        for (var thread = 0; thread < reached.Threads.Length; thread++)
        {
            for (var steps = 0; interpreter.IsLocal(reached.Threads[thread]); steps++)
            {
                if (steps == MostLocalSteps)
                {
                    throw new LitmusFormatException(
                        test.Code[reached.Threads[thread].Next].Line, $"the thread takes more than {MostLocalSteps} steps here without an access");
                }

                var (after, next) = interpreter.Step(reached.Memory, thread, reached.Threads[thread]).Single();
                reached = reached with { Memory = after, Threads = reached.Threads.SetItem(thread, next) };
            }
        }

        return reached;
    }

    private void Reach(SearchState state)
    {
        var reached = Settled(state);
        var rest = new Remainder[reached.Threads.Length];
        for (var thread = 0; thread < rest.Length; thread++)
        {
            rest[thread] = new Remainder(HasEnded(reached, thread), reached.Threads[thread].Results);
        }

        state = reached with { Memory = reached.Memory.Canonical(rest), Reached = keepsWay ? reached.Memory : null };
        if (!seen.Add(Key(state)))
        {
            return;
        }

        if (seen.Count > MostStates)
        {
            throw new LitmusFormatException(1, $"the test has more than {MostStates} states");
        }

        if (!state.Memory.IsAtRest || !rest.All(left => left.HasEnded))
        {
            open.Enqueue(state);
            return;
        }

        if (Counts(state))
        {
            var holds = Holds(state);
            isFound |= holds;
            isContradicted |= !holds;
        }

        atEnd?.Invoke(state);
    }

    private bool Counts(SearchState end) => test.Condition.Filter is not { } filter || Holds(filter, end);

    private bool Holds(SearchState end) => Holds(test.Condition.Proposition, end);

    private static bool Holds(Proposition proposition, SearchState end) =>
        proposition.Holds((thread, name) => end.Threads[thread].Get(name).Value, end.Memory.Newest);

    private string Key(SearchState state)
    {
        var words = new List<ulong>();
        foreach (var thread in state.Threads)
        {
            thread.Encode(numbers, words);
        }

        state.Memory.Encode(words);
        return new string(MemoryMarshal.Cast<ulong, char>(CollectionsMarshal.AsSpan(words)));
    }
}
