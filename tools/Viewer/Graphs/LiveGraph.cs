using System.Threading;
using Interlock.Explorer.Graphs;
using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Graphs;

/// <summary>A graph that is explored while it is asked about. Questions come first, one at a time.</summary>
/// <param name="system">The system.</param>
/// <param name="maxStates">States after which not to expand any more.</param>
public sealed class LiveGraph(TransitionSystem system, long maxStates) : IDisposable
{
    private const int AtOnce = 256;
    private readonly Lock gate = new();
    private readonly ExploredGraph graph = new(system);
    private int asking;
    private volatile WholeGraph? whole;

    /// <summary>Everything that is known only once the exploration has ended, at its end or at the bound; null until then.</summary>
    public WholeGraph? Whole => whole;

    /// <summary>Why the exploration ended early; null if it did not, or has not ended yet.</summary>
    public string? Bound { get; private set; }

    /// <summary>Why the exploration failed; null if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Explores until there is nothing left, or a bound is met. Called once.</summary>
    /// <param name="stop">Ends it early.</param>
    public void Explore(CancellationToken stop)
    {
        try
        {
            while (More(stop))
            {
                // A lock is not fair: let whoever asks have it.
                while (Volatile.Read(ref asking) > 0)
                {
                    Thread.Sleep(0);
                }
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Failure = exception.Message; // of the harness, or of the code under test: what was found until then can still be looked at
            Bound = $"the exploration failed: {exception.Message}";
        }

        graph.Seal();
        whole = new WholeGraph(graph);
    }

    /// <summary>Asks the graph something; it does not change meanwhile.</summary>
    public T Ask<T>(Func<ExploredGraph, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Interlocked.Increment(ref asking);
        try
        {
            lock (gate)
            {
                return question(graph);
            }
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => graph.Dispose();

    private bool More(CancellationToken stop)
    {
        lock (gate)
        {
            if (graph.Count > 0 && graph.Count > maxStates && !graph.IsComplete)
            {
                Bound = $"--max-states {maxStates}";
                return false;
            }

            if (stop.IsCancellationRequested && !graph.IsComplete)
            {
                Bound = "interrupted";
                return false;
            }

            return graph.Explore(graph.Count == 0 ? 1 : AtOnce);
        }
    }
}
