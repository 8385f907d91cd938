using BenchmarkDotNet.Attributes;
using Interlock.Catalogue.TicketLocks;
using Interlock.Explorer;
using Interlock.Explorer.States;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Benchmarks;

/// <summary>The hot paths by themselves: expanding a state, the same with all code run again, and inserting successors.</summary>
[MemoryDiagnoser]
public class MicroBenchmarks
{
    private TransitionSystem system = null!;
    private Expansion expansion = null!;
    private Expansion successors = null!;
    private ulong[] state = null!;
    private VisitedSet visited = null!;

    /// <summary>A ticket lock of four vCPUs, a few steps in.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var scenario = new TicketLockScenario();
        system = scenario.Build(new Sizes(scenario, new Dictionary<string, int> { ["vcpus"] = 4 }));
        expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        successors = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        visited = VisitedSet.Create(FingerprintKind.Bits64, workers: 1, numbered: false);
        system.Start(expansion);
        for (var step = 0; step < 7; step++)
        {
            state = expansion.State(step % expansion.Count).ToArray();
            system.Expand(state, expansion);
        }

        system.Expand(state, successors);
        visited.Add(successors, 0);
    }

    /// <summary>Four transitions from remembered steps.</summary>
    [Benchmark]
    public int Expand()
    {
        system.Expand(state, expansion);
        return expansion.Count;
    }

    /// <summary>Four transitions by running the compiled code.</summary>
    [Benchmark]
    public int ExpandAfresh()
    {
        system.Expand(state, expansion, afresh: true);
        return expansion.Count;
    }

    /// <summary>Four insertions of states that are known.</summary>
    [Benchmark]
    public bool AddKnown()
    {
        visited.Add(successors, 0);
        return successors[0].IsNew;
    }
}
