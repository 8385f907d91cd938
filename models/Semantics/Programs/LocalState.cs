using System.Collections.Concurrent;
using System.Threading;
using Interlock.Semantics.Machines;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>
/// A vCPU's suspended code, as one of the program's distinct continuations. Code between two operations depends on its
/// frames and on the operation's result only, so its effect is computed once per result, by running it, and remembered.
/// Immutable except for these remembered effects, and shared by all workers.
/// </summary>
internal sealed class LocalState(uint id, Continuation continuation)
{
    // Results are mostly small (tickets, lock words, flags): those are found without hashing.
    private const int DirectResults = 8;

    private LocalState?[]? images;
    private readonly LocalStep?[] direct = new LocalStep?[DirectResults];
    private readonly ConcurrentDictionary<ulong, LocalStep> others = new(1, 0);

    /// <summary>The number that stands for it in state vectors.</summary>
    public uint Id { get; } = id;

    public Continuation Continuation { get; } = continuation;

    /// <summary>The operation to perform next; null if the code has ended.</summary>
    public Operation? Pending { get; } = continuation.Pending;

    /// <summary>Whether the operation is known to try to take a lock, and to try again if the lock is held.</summary>
    public bool IsKnownToRetry { get; set; }

    /// <summary>A hash of its content, the same in every search.</summary>
    public ulong Hash { get; init; }

    /// <summary>The continuation that first led to it, and the result; null at the start of a vCPU's code.</summary>
    public (LocalState From, ulong Result)? Origin { get; init; }

    /// <summary>
    /// The effect within the step of another vCPU that wakes it; null if it is not known yet. Every worker computes the same
    /// effect.
    /// </summary>
    public LocalStep? WhenWoken { get; set; }

    /// <summary>Its image under each permutation, as far as it is known.</summary>
    public LocalState?[]? Images => images;

    /// <summary>Remembers its image under a permutation.</summary>
    /// <param name="renaming">The index of the permutation.</param>
    /// <param name="count">The number of permutations.</param>
    /// <param name="image">The image; every worker computes the same one.</param>
    public void Remember(int renaming, int count, LocalState image)
    {
        // All workers write into one array: of two, one would be lost with what was written into it.
        if (images is null)
        {
            Interlocked.CompareExchange(ref images, new LocalState?[count], null);
        }

        images[renaming] = image;
    }

    /// <summary>The effect of the code after a result of its operation; null if it is not known yet.</summary>
    public LocalStep? After(ulong result) =>
        result < DirectResults ? direct[result] : others.GetValueOrDefault(result);

    /// <summary>
    /// The events of its code in a step of its own vCPU, which are all events of that step.
    /// </summary>
    /// <param name="result">The step's result; the result of a wait may mean that the vCPU falls asleep, and no code runs.</param>
    public IReadOnlyList<Remark> Heard(ulong result) =>
        Pending is { } pending && Waiting.HasFallenAsleep(pending, result) ? [] : After(result)?.Remarks ?? [];

    /// <summary>The known effects of the code, by result of its operation.</summary>
    public IEnumerable<(ulong Result, LocalStep Step)> Known
    {
        get
        {
            for (var result = 0; result < DirectResults; result++)
            {
                if (direct[result] is { } step)
                {
                    yield return ((ulong)result, step);
                }
            }

            foreach (var (result, step) in others)
            {
                yield return (result, step);
            }
        }
    }

    public void Remember(ulong result, LocalStep step)
    {
        if (result < DirectResults)
        {
            direct[result] = step;
        }
        else
        {
            others[result] = step;
        }
    }
}

/// <summary>The effect of code from one operation's result to its next operation.</summary>
/// <param name="Next">The continuation at the next operation.</param>
/// <param name="Remarks">The events on the way.</param>
/// <param name="Fault">The exception that it throws, or null.</param>
internal sealed record LocalStep(LocalState Next, Remark[] Remarks, Exception? Fault)
{
    /// <summary>Whether it has an effect outside the vCPU: an event or an exception.</summary>
    public bool IsRemarkable { get; } = Remarks.Length > 0 || Fault is not null;

    /// <summary>Whether its order among other vCPUs' steps may matter.</summary>
    public bool IsOrdered { get; } = Fault is not null || Remarks.Any(remark => remark.IsOrdered);
}

/// <summary>An event, and its meaning in the program.</summary>
/// <param name="Note">The event.</param>
/// <param name="IsProgress">Whether it counts as progress of its vCPU.</param>
/// <param name="Witness">The index of the witness that it is; negative if it is none.</param>
/// <param name="IsOrdered">Whether its order among other vCPUs' steps may matter to a monitor.</param>
internal sealed record Remark(Note Note, bool IsProgress, int Witness, bool IsOrdered);
