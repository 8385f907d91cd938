using System.Runtime.CompilerServices;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Liveness;

/// <summary>
/// The edges that one worker has seen, in order: four bytes an edge. A record is the successors of a state and after
/// them their count, the goals met, and the state, so that the log can be read backwards, later states first.
/// </summary>
internal sealed class GraphLog
{
    private const int ChunkWords = 1 << 20;
    private const int Trailer = 4;

    private readonly List<(uint[] Words, int Used)> full = [];
    private uint[] words = new uint[4096];
    private int used;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(uint state, Expansion expansion, ulong goals)
    {
        var size = expansion.Count + Trailer;
        if (used + size > words.Length)
        {
            full.Add((words, used));
            words = new uint[Math.Max(ChunkWords, size)];
            used = 0;
        }

        var count = 0;
        for (var successor = 0; successor < expansion.Count; successor++)
        {
            if (!expansion[successor].IsUnprovoked) // by no such step is a goal reached
            {
                words[used + count++] = expansion[successor].Id;
                goals |= expansion[successor].Goals;
            }
        }

        used += count + Trailer;
        words[used - 4] = (uint)count;
        words[used - 3] = (uint)goals;
        words[used - 2] = (uint)(goals >> 32);
        words[used - 1] = state;
    }

    /// <summary>Reads all records, the last first.</summary>
    /// <param name="visit">Gets the state, the goals that it or its steps meet, and its successors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backwards<TVisitor>(ref TVisitor visit)
        where TVisitor : struct, IEdgeVisitor
    {
        foreach (var (chunk, end) in full.Append((words, used)).Reverse())
        {
            for (var at = end; at > 0;)
            {
                var count = (int)chunk[at - 4];
                var goals = chunk[at - 3] | ((ulong)chunk[at - 2] << 32);
                visit.Visit(chunk[at - 1], goals, chunk.AsSpan(at - Trailer - count, count));
                at -= Trailer + count;
            }
        }
    }

    /// <summary>Reads the edges of one state after another.</summary>
    internal interface IEdgeVisitor
    {
        void Visit(uint state, ulong goals, ReadOnlySpan<uint> successors);
    }
}
