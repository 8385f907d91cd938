using System.Collections.Concurrent;
using System.Threading;
using Interlock.Semantics.Machines;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>
/// A vCPU's suspended code, as one of the program's distinct continuations. Code between two operations depends on
/// nothing but its frames and the operation's result, so what it does next is worked out once per result, by running
/// it, and remembered. Immutable but for that memory, and shared by all workers.
/// </summary>
internal sealed class LocalState(uint id, Continuation continuation)
{
    // Results are mostly small (tickets, lock words, flags): those are found without hashing.
    private const int DirectResults = 8;

    private LocalState?[]? images;
    private readonly LocalStep?[] direct = new LocalStep?[DirectResults];
    private readonly ConcurrentDictionary<ulong, LocalStep> others = new(1, 0);

    /// <summary>The number by which state vectors name it.</summary>
    public uint Id { get; } = id;

    public Continuation Continuation { get; } = continuation;

    /// <summary>The operation to perform next; null if the code has ended.</summary>
    public Operation? Pending { get; } = continuation.Pending;

    /// <summary>Whether the operation is known to try to take a lock, and to try again if the lock is held.</summary>
    public bool IsKnownToRetry { get; set; }

    /// <summary>A hash of its content, the same in every search.</summary>
    public ulong Hash { get; init; }

    /// <summary>The code that came to it first, and by which result; null where a vCPU's code begins.</summary>
    public (LocalState From, ulong Result)? Origin { get; init; }

    /// <summary>
    /// What is done within the step of another vCPU that ends its sleep; null if that is not known yet. Whoever works it out comes to
    /// the same.
    /// </summary>
    public LocalStep? WhenWoken { get; set; }

    /// <summary>What it is after each renaming, as far as that is known.</summary>
    public LocalState?[]? Images => images;

    /// <summary>Remembers what it is after a renaming.</summary>
    /// <param name="renaming">The renaming.</param>
    /// <param name="count">How many renamings there are.</param>
    /// <param name="image">What it is; whoever works it out comes to the same.</param>
    public void Remember(int renaming, int count, LocalState image)
    {
        // All workers write into one array: of two, one would be lost with what was written into it.
        if (images is null)
        {
            Interlocked.CompareExchange(ref images, new LocalState?[count], null);
        }

        images[renaming] = image;
    }

    /// <summary>What the code does once its operation has answered; null if that is not known yet.</summary>
    public LocalStep? After(ulong result) =>
        result < DirectResults ? direct[result] : others.GetValueOrDefault(result);

    /// <summary>
    /// What its code remarks in a step of its own vCPU, which is all that is heard in that step.
    /// </summary>
    /// <param name="result">The step's result: of a wait it may say that the vCPU falls asleep, and no code runs.</param>
    public IReadOnlyList<Remark> Heard(ulong result) =>
        Pending is { } pending && SequentiallyConsistentMachine.HasFallenAsleep(pending, result) ? [] : After(result)?.Remarks ?? [];

    /// <summary>What is known of what the code does, by what its operation answers.</summary>
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

/// <summary>What code does from one operation's result to its next operation.</summary>
/// <param name="Next">Where it is suspended then.</param>
/// <param name="Remarks">What it remarks on the way.</param>
/// <param name="Fault">What it throws; null if nothing.</param>
internal sealed record LocalStep(LocalState Next, Remark[] Remarks, Exception? Fault)
{
    /// <summary>Whether anybody but the vCPU itself has to hear of it.</summary>
    public bool IsRemarkable { get; } = Remarks.Length > 0 || Fault is not null;

    /// <summary>Whether its order among other vCPUs' steps may matter to who hears of it.</summary>
    public bool IsOrdered { get; } = Fault is not null || Remarks.Any(remark => remark.IsOrdered);
}

/// <summary>A note, and what the program said it means.</summary>
/// <param name="Note">The note.</param>
/// <param name="IsProgress">Whether it is its vCPU's progress.</param>
/// <param name="Witness">Index of the witness that it shows; negative if none.</param>
/// <param name="IsOrdered">Whether its order among other vCPUs' steps may matter to a monitor.</param>
internal sealed record Remark(Note Note, bool IsProgress, int Witness, bool IsOrdered);
