using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Sync.Distinctions;

/// <summary>The memories with which a program can end, by its stored continuations.</summary>
internal static class ExploredEnds
{
    /// <summary>Explores a program on zeroed words; the reason why it is refused, instead of ends, if it is.</summary>
    public static (HashSet<string> Ends, string? Refusal) Of(int words, IReadOnlyList<Func<Cpu, Step>> vcpus)
    {
        var program = new ConcurrentProgram();
        for (var word = 0; word < words; word++)
        {
            program.Word($"word{word}");
        }

        foreach (var code in vcpus)
        {
            program.Run(1, code);
        }

        try
        {
            return (Ends((ProgramSystem)program.AsSystem(), words), null);
        }
        catch (Exception refusal) when (refusal is UnsupportedStateException or NondeterminismException)
        {
            return ([], refusal.Message);
        }
    }

    private static HashSet<string> Ends(ProgramSystem system, int words)
    {
        var ends = new HashSet<string>();
        var visited = new HashSet<string>();
        var frontier = new Queue<ulong[]>();
        var expansion = new Expansion(system.Width, 0, false);
        system.Start(expansion);
        Keep();
        while (frontier.TryDequeue(out var state))
        {
            if (Enumerable.Range(0, system.VcpuCount).All(vcpu => system.Local(state, vcpu).Pending is null))
            {
                ends.Add(Reexecution.Text(state.AsSpan(0, words)));
            }

            system.Expand(state, expansion, afresh: true);
            Keep();
        }

        return ends;

        void Keep()
        {
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                var next = expansion.State(successor).ToArray();
                if (visited.Add(Reexecution.Text(next)))
                {
                    frontier.Enqueue(next);
                }
            }
        }
    }
}
