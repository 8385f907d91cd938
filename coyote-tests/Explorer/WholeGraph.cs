using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>
/// Everything that happens in a system, in plain sets: each violation, each way to end and to get stuck, each state. It goes on
/// behind violations, except where the lock discipline is broken.
/// </summary>
internal sealed class WholeGraph
{
    private const int MostStates = 4_000;

    private readonly TransitionSystem system;
    private readonly int words;
    private readonly HashSet<string> known = [];
    private readonly Queue<ulong[]> waiting = [];

    /// <summary>Explores a system completely, unless it is too large.</summary>
    /// <param name="system">The system.</param>
    /// <param name="words">How many of the first words of a state are memory.</param>
    public WholeGraph(TransitionSystem system, int words)
    {
        (this.system, this.words) = (system, words);
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        system.Start(expansion);
        Keep(expansion);
        while (waiting.TryDequeue(out var state) && !IsTooLarge)
        {
            system.Expand(state, expansion);
            if (expansion.Count == 0)
            {
                (system.CheckStopped(state) is null ? Ends : Deadlocks).Add(Memory(state));
            }

            Keep(expansion);
        }
    }

    public bool IsTooLarge => known.Count > MostStates;

    public bool BreaksDiscipline { get; private set; }

    public int States => known.Count;

    public HashSet<string> Violations { get; } = [];

    public HashSet<string> Ends { get; } = [];

    public HashSet<string> Deadlocks { get; } = [];

    /// <summary>The states in words.</summary>
    public HashSet<string> Texts { get; } = [];

    private void Keep(Expansion expansion)
    {
        for (var successor = 0; successor < expansion.Count; successor++)
        {
            var state = expansion.State(successor).ToArray();
            if (expansion[successor].Violation is { } violation)
            {
                Violations.Add($"{violation.Kind} {violation.Property}: {violation.Message}");
                if (violation.Property == "lock-discipline")
                {
                    BreaksDiscipline = true;
                    continue;
                }
            }

            if (known.Add(string.Join(' ', state)))
            {
                if (system.Check(state) is { } broken)
                {
                    Violations.Add($"{broken.Kind} {broken.Property}");
                }

                Texts.Add(string.Join(", ", system.Describe(state).Select(value => $"{value.Name} = {value.Value}")));
                waiting.Enqueue(state);
            }
        }
    }

    private string Memory(ulong[] state) => string.Join(' ', state.Take(words));
}
