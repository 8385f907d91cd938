namespace Interlock.Explorer.Liveness;

/// <summary>
/// Where executions that can no longer reach a goal come to rest: the states of bottom components, which lead only to
/// each other. The first state from which a goal is lost may be the very first; what a reader needs to see is the
/// deadlock or the idle loop that is left in the end.
/// </summary>
internal sealed class DeadEnds
{
    private readonly GoalReachability goals;
    private readonly bool[] isAtRest;

    public DeadEnds(IReadOnlyList<GraphLog> logs, GoalReachability goals)
    {
        this.goals = goals;
        var stuck = new StuckGraph(logs, goals);
        isAtRest = new bool[stuck.Size];
        var regions = new int[stuck.Size];
        stuck.States.ForEach(state => regions[state] = 1);
        new StrongComponents(stuck, regions).Find(1, stuck.States, states =>
        {
            var members = new HashSet<int>(states.ToArray());
            if (members.All(state => stuck.Successors(state).ToArray().All(next => members.Contains((int)next))))
            {
                foreach (var state in members)
                {
                    isAtRest[state] = true;
                }
            }
        });
    }

    /// <summary>The first goal that is lost for good where a state is at rest; null if none is, or it is not at rest.</summary>
    /// <param name="state">The state's number.</param>
    public int? LostAt(uint state) => isAtRest[state] ? goals.Missing(state) : null;

    // The part of the graph from which some goal cannot be reached. No step leads out of it.
    private sealed class StuckGraph : ISuccessors
    {
        private readonly uint[]?[] successors;

        public StuckGraph(IReadOnlyList<GraphLog> logs, GoalReachability goals)
        {
            successors = new uint[goals.Size][];
            var collect = new Collect(goals, successors);
            foreach (var log in logs)
            {
                log.Backwards(ref collect);
            }

            States = [.. Enumerable.Range(0, Size).Where(state => successors[state] is not null)];
        }

        public int Size => successors.Length;

        public List<int> States { get; }

        public ReadOnlySpan<uint> Successors(int state) => successors[state];
    }

    private readonly struct Collect(GoalReachability goals, uint[]?[] successors) : GraphLog.IEdgeVisitor
    {
        public void Visit(uint state, ulong met, ReadOnlySpan<uint> next)
        {
            if (goals.Missing(state) is not null)
            {
                successors[state] = next.ToArray();
            }
        }
    }
}
