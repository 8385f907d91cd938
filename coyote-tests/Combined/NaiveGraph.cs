using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Combined;

/// <summary>An edge of a <see cref="NaiveGraph"/>.</summary>
internal sealed record NaiveEdge(int From, int Vcpu, int To, IReadOnlyList<int> Notes, bool IsUnprovoked);

/// <summary>
/// Every state and every step of a <see cref="MixedProgram"/>, and which of its demands are broken somewhere: by definition, without
/// anything of the explorer. What breaks one demand does not end executions.
/// </summary>
internal sealed class NaiveGraph
{
    private readonly MixedProgram program;
    private readonly NaiveSemantics semantics;
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<NaiveState> states = [];
    private readonly List<int> distances = [];
    private readonly List<int> initial = [];
    private readonly List<NaiveEdge> edges = [];
    private readonly HashSet<string> broken = [];
    private readonly int most;

    public NaiveGraph(MixedProgram program, int most)
    {
        (this.program, this.most) = (program, most);
        semantics = new NaiveSemantics(program);
        Explore();
        if (!IsTooLarge)
        {
            Judge();
        }
    }

    public IReadOnlyList<NaiveState> All => states;

    public int States => states.Count;

    public int Transitions => edges.Count;

    public bool IsTooLarge => states.Count > most;

    /// <summary>The properties that are broken; those of the lock discipline among them.</summary>
    public IReadOnlySet<string> Broken => broken;

    public bool BreaksDiscipline => broken.Contains("lock-discipline");

    /// <summary>Steps to where something is broken first that shows in one state or one step; null if nothing is.</summary>
    public int? Nearest { get; private set; }

    /// <summary>The events that are made.</summary>
    public HashSet<int> Seen { get; } = [];

    private void Explore()
    {
        foreach (var beginning in semantics.Begin())
        {
            Break(beginning.Broken, 0);
            if (Keep(beginning.To, 0) is var number && !initial.Contains(number))
            {
                initial.Add(number);
            }
        }

        for (var vcpu = 0; vcpu < program.Vcpus.Length; vcpu++)
        {
            Seen.UnionWith(semantics.NotesAtFirst(vcpu));
        }

        for (var from = 0; from < states.Count && !IsTooLarge; from++)
        {
            for (var vcpu = 0; vcpu < program.Vcpus.Length; vcpu++)
            {
                foreach (var step in semantics.Steps(states[from], vcpu))
                {
                    edges.Add(new NaiveEdge(from, vcpu, Keep(step.To, distances[from] + 1), step.Notes, step.IsUnprovoked));
                    Seen.UnionWith(step.Notes);
                    Break(step.Broken, distances[from] + 1);
                }
            }
        }
    }

    private int Keep(NaiveState state, int distance)
    {
        if (!numbers.TryGetValue(state.Text, out var number))
        {
            number = states.Count;
            numbers.Add(state.Text, number);
            states.Add(state);
            distances.Add(distance);
        }

        return number;
    }

    private void Break(IEnumerable<string> properties, int distance)
    {
        foreach (var property in properties)
        {
            broken.Add(property);
            Nearest = Math.Min(Nearest ?? int.MaxValue, distance);
        }
    }

    private void Judge()
    {
        var (demands, vcpus) = (program.Demands, Enumerable.Range(0, program.Vcpus.Length).ToList());
        var leaving = edges.Where(edge => !edge.IsUnprovoked).ToLookup(edge => edge.From);
        for (var at = 0; at < states.Count; at++)
        {
            var memory = states[at].Memory;
            var isOver = vcpus.All(vcpu => semantics.IsOver(states[at], vcpu));
            Break(demands.Always is { } never && memory[0] == never && memory[1] == never ? ["always"] : [], distances[at]);
            Break(isOver && demands.Finally == memory[0] ? ["finally"] : [], distances[at]);
            if (!leaving[at].Any() && !isOver)
            {
                Break([vcpus.Any(vcpu => semantics.IsAsleep(states[at], vcpu)) ? "no-lost-wake-up" : "deadlock-freedom"], distances[at]);
            }
        }

        Add("progress", demands.Progress > 0 && !vcpus.All(CanProgress));
        Add("recurs", demands.Recurs is { } recurs && IsAvoided(recurs, state => states[state].Memory[0] != 0, _ => true));
        Add("recurs-note", demands.RecursNote is { } note && IsAvoided(note, _ => true, edge => !edge.Notes.Contains(0)));
        Add("responds", demands.Responds is { } responds && vcpus.Any(vcpu => IsUnanswered(responds, vcpu)));
    }

    private void Add(string property, bool isBroken)
    {
        if (isBroken)
        {
            broken.Add(property);
        }
    }

    // From every state a state in which the vCPU has ended, or a step in which it makes the event.
    private bool CanProgress(int vcpu)
    {
        var can = new HashSet<int>(Enumerable.Range(0, states.Count).Where(state => semantics.IsOver(states[state], vcpu)));
        if (program.Demands.Progress == 2)
        {
            can.UnionWith(edges.Where(edge => !edge.IsUnprovoked && edge.Vcpu == vcpu && edge.Notes.Contains(0)).Select(edge => edge.From));
        }

        for (var before = -1; before != can.Count;)
        {
            before = can.Count;
            can.UnionWith(edges.Where(edge => !edge.IsUnprovoked && can.Contains(edge.To)).Select(edge => edge.From));
        }

        return can.Count == states.Count;
    }

    private bool IsAvoided(Fairness fairness, Func<int, bool> state, Func<NaiveEdge, bool> edge) =>
        new NaiveFairness(states.Count, edges, program.Vcpus.Length).HasExecution(fairness, state, edge);

    // A state is one of the program's and whether the vCPU waits for its answer.
    private bool IsUnanswered(Fairness fairness, int vcpu)
    {
        bool Waits(bool before, IEnumerable<int> notes) => notes.Aggregate(before, (waits, note) => note == 0 || (note != 1 && waits));
        int Number(int state, bool waits) => (2 * state) + (waits ? 1 : 0);
        var first = initial.Select(state => Number(state, Waits(false, semantics.NotesAtFirst(vcpu))));
        List<NaiveEdge> doubled =
        [
            .. edges.SelectMany(edge => new[] { false, true }.Select(waits => edge with
            {
                From = Number(edge.From, waits),
                To = Number(edge.To, edge.Vcpu == vcpu ? Waits(waits, edge.Notes) : waits),
            })),
        ];
        var reached = new HashSet<int>(first);
        for (var before = -1; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(doubled.Where(edge => reached.Contains(edge.From)).Select(edge => edge.To));
        }

        return new NaiveFairness(2 * states.Count, doubled, program.Vcpus.Length).HasExecution(
            fairness, state => state % 2 == 1 && reached.Contains(state), edge => edge.Vcpu != vcpu || !edge.Notes.Contains(1));
    }
}
