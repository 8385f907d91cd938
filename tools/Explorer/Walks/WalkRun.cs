using System.Threading;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Walks;

/// <summary>
/// What the threads of one sampling share. Walks are taken in rounds: those of one round know what earlier rounds have
/// seen and nothing of each other, so what a walk does follows from the seed and its index, for any number of threads.
/// </summary>
internal sealed class WalkRun : StoppableRun
{
    // Short rounds at first, so that walks soon know of each other; long ones later, so that threads seldom wait. What a
    // round has seen is kept until its end, some 32 bytes a step.
    private const int ShortestRound = 4;
    private const int StepsOfLongestRound = 1 << 18;

    private readonly Barrier roundEnd;
    private readonly Outposts outposts;
    private Walk?[] round = [];
    private long first; // index of the round's first walk
    private long taken;
    private long violating = long.MaxValue;
    private bool isOver;

    public WalkRun(TransitionSystem system, WalkOptions options, CancellationToken interrupt)
        : base(interrupt)
    {
        System = system;
        Options = options;
        Familiarity = new Familiarity(system.Width);
        outposts = new Outposts(Familiarity, system.Width);
        Totals = new WalkTotals(system.Witnesses.Count);
        roundEnd = new Barrier(options.Workers, _ => Learn());
        Walkers = [.. Enumerable.Range(0, options.Workers).Select(_ => new Walker(this))];
        NextRound();
    }

    public TransitionSystem System { get; }

    public WalkOptions Options { get; }

    public IReadOnlyList<Walker> Walkers { get; }

    /// <summary>What earlier rounds have seen.</summary>
    public Familiarity Familiarity { get; }

    /// <summary>What all rounds came to.</summary>
    public WalkTotals Totals { get; }

    /// <summary>The bound that all rounds together have met, and null if none.</summary>
    public string? Met =>
        Totals.Walks >= Options.Walks ? "walks" : Familiarity.States >= Options.MaxStates ? "max-states" : null;

    public Expansion NewExpansion() => new(System.Width, System.Witnesses.Count, wide: false);

    /// <summary>Takes the next walk of the round, if there is one.</summary>
    public bool TryTake(out long index)
    {
        index = Interlocked.Increment(ref taken) - 1;

        // Of several that find something, the one with the lowest index counts; those after it need not be taken.
        return index < first + round.Length && index < Volatile.Read(ref violating) && !Stop.IsCancellationRequested;
    }

    /// <summary>How a walk begins and goes on: one in four without guidance, one in two from where another has been.</summary>
    public WalkPlan PlanOf(long index)
    {
        var random = new SplitMix(new SplitMix(Options.Seed ^ new SplitMix((ulong)index).Next()).Next());
        return !Options.Guided || index % 4 == 0 ? new WalkPlan(random, false, null)
            : index % 2 == 0 ? new WalkPlan(random, true, null)
            : new WalkPlan(random, true, outposts.Draw(ref random));
    }

    /// <summary>Says what a walk of the round did.</summary>
    public void Finish(long index, Walk walk)
    {
        round[index - first] = walk;
        for (var least = Volatile.Read(ref violating); walk.Violation is not null && index < least;)
        {
            least = Interlocked.CompareExchange(ref violating, index, least);
        }
    }

    /// <summary>Waits for the other threads at the end of a round.</summary>
    /// <returns>Whether there is another round.</returns>
    public bool EndRound()
    {
        try
        {
            roundEnd.SignalAndWait(Stop);
            return !isOver;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Adds what is known of a round that was not finished, once no thread walks any more.</summary>
    public void LearnTheRest() => Learn();

    protected override void Release()
    {
        roundEnd.Dispose();
        Familiarity.Dispose();
    }

    private void Learn()
    {
        try
        {
            foreach (var walk in round.OfType<Walk>().TakeWhile(_ => Totals.Violating is null))
            {
                outposts.Add(walk);
                Familiarity.Learn(walk);
                Totals.Add(walk);
            }
        }
        catch (OutOfMemoryException)
        {
            Halt("memory-bytes", Environment.WorkingSet);
        }

        first += round.Length;
        round = [];
        isOver = Totals.Violating is not null || Met is not null || Stop.IsCancellationRequested;
        if (!isOver)
        {
            NextRound();
        }
    }

    private void NextRound()
    {
        var left = (Options.Walks ?? long.MaxValue) - first;
        var longest = Math.Max(ShortestRound, StepsOfLongestRound / Math.Max(1, Options.MaxDepth));
        round = new Walk?[Math.Min(left, Math.Clamp(first / 8, ShortestRound, longest))];
        taken = first;
    }
}

/// <summary>How a walk is taken.</summary>
/// <param name="Random">Its random numbers.</param>
/// <param name="IsGuided">Whether it prefers what is rare.</param>
/// <param name="Outpost">Where it goes first; null if it begins at the start.</param>
internal readonly record struct WalkPlan(SplitMix Random, bool IsGuided, Outpost? Outpost);
