extern alias unoptimized;

using System.Text;
using Interlock.CoyoteTests.Sync.Samples;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Sync;

/// <summary>
/// Exploring stored frames, of which only live locals count, must reach exactly what running all code from its
/// start for every step reaches, in both compilations, and both compilations must have the same number of states.
/// </summary>
public sealed class ReexecutionTests
{
    private const int Words = 3;

    public static TheoryData<string> Programs => [.. ProgramSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Exploring_reaches_what_reexecution_reaches(string name)
    {
        var oracle = new Reexecution(Words, [ProgramSamples.All[name], ProgramSamples.All[name]]);
        oracle.Explore();

        var (optimized, states) = Explore(ProgramSamples.All[name]);
        var (plain, plainStates) =
            Explore(unoptimized::Interlock.CoyoteTests.Sync.Samples.ProgramSamples.All[name]);

        Assert.True(oracle.Finals.Count > 1, "the program says nothing: it ends in one way");
        Assert.Equal(oracle.Reachable.Order(StringComparer.Ordinal), optimized.Order(StringComparer.Ordinal));
        Assert.Equal(oracle.Reachable.Order(StringComparer.Ordinal), plain.Order(StringComparer.Ordinal));
        Assert.Equal(states, plainStates);
    }

    private static (HashSet<string> Reachable, long States) Explore(Func<Cpu, Step> code)
    {
        var program = new ConcurrentProgram();
        for (var word = 0; word < Words; word++)
        {
            program.Word($"word{word}");
        }

        program.Run(2, code);
        var report = new Exploration(program.AsSystem(), new SearchOptions(Fingerprint: FingerprintKind.Exact)).Run();
        Assert.Null(report.Error);
        Assert.Equal(Verdict.Verified, report.Verdict);

        var system = (ProgramSystem)program.AsSystem();
        var visited = new HashSet<string>();
        var reachable = new HashSet<string>();
        var frontier = new Queue<ulong[]>();
        var expansion = new Expansion(system.Width, 0, false);
        system.Start(expansion);
        Keep();
        while (frontier.TryDequeue(out var state))
        {
            var text = new StringBuilder(Reexecution.Text(state.AsSpan(0, Words)));
            for (var vcpu = 0; vcpu < system.VcpuCount; vcpu++)
            {
                text.Append(" | ").Append(Reexecution.Text(system.Local(state, vcpu).Pending));
            }

            reachable.Add(text.ToString());
            system.Expand(state, expansion);
            Keep();
        }

        Assert.Equal(report.States, visited.Count);
        return (reachable, visited.Count);

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
