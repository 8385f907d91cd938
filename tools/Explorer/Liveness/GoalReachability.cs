using System.Runtime.CompilerServices;

namespace Interlock.Explorer.Liveness;

/// <summary>
/// Which goals can still be reached from each state (AG EF, Clarke and Emerson 1981): the least fixed point of "met
/// here, or reachable from a successor", by sweeps over the logged edges, later states first, all logs at once. Successors
/// mostly come later, so a few sweeps suffice; the last sweep changes nothing and so proves the result.
/// </summary>
internal sealed class GoalReachability
{
    private readonly ulong[] reachable;
    private readonly ulong all;

    public GoalReachability(IReadOnlyList<GraphLog> logs, int goals)
    {
        all = goals == 64 ? ulong.MaxValue : (1UL << goals) - 1;
        var sizing = default(Sizing);
        foreach (var log in logs)
        {
            log.Backwards(ref sizing);
        }

        reachable = new ulong[sizing.Size];
        var sweeps = new Sweep[logs.Count];
        do
        {
            // A state is in one log, so it has one writer; what others read of it meanwhile is true, if not yet all.
            Parallel.For(0, logs.Count, log =>
            {
                var sweep = new Sweep(reachable, all);
                logs[log].Backwards(ref sweep);
                sweeps[log] = sweep;
            });
        }
        while (sweeps.Any(sweep => sweep.Changed) && sweeps.Any(sweep => sweep.AnyMissing));

        HoldsEverywhere = !sweeps.Any(sweep => sweep.AnyMissing);
    }

    /// <summary>Whether all goals can be reached from every state.</summary>
    public bool HoldsEverywhere { get; }

    /// <summary>All states have smaller numbers.</summary>
    public int Size => reachable.Length;

    /// <summary>The first goal that cannot be reached from a state; null if all can.</summary>
    /// <param name="state">The state's number.</param>
    public int? Missing(uint state) => reachable[state] == all
        ? null
        : System.Numerics.BitOperations.TrailingZeroCount(~reachable[state]);

    private struct Sizing : GraphLog.IEdgeVisitor
    {
        public int Size;

        public void Visit(uint state, ulong goals, ReadOnlySpan<uint> successors) =>
            Size = Math.Max(Size, (int)state + 1);
    }

    private struct Sweep(ulong[] reachable, ulong all) : GraphLog.IEdgeVisitor
    {
        public bool Changed;
        public bool AnyMissing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(uint state, ulong goals, ReadOnlySpan<uint> successors)
        {
            var before = reachable[state];
            if (before == all)
            {
                return;
            }

            var now = before | goals;
            foreach (var successor in successors)
            {
                now |= reachable[successor];
            }

            AnyMissing |= now != all;
            if (now != before)
            {
                reachable[state] = now;
                Changed = true;
            }
        }
    }
}
