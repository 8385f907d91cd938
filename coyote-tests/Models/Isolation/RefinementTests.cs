using System.Collections.Concurrent;
using Interlock.Catalogue;
using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Engine.Results;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Ghosts;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Refinements;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Invariants;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>The engine and its specification agree, and where they would not it is seen.</summary>
[Trait("Category", "Long")]
public sealed class RefinementTests
{
    [Theory]
    [InlineData("general-client", 1, 1, 1)]
    [InlineData("lifecycle-calls", 2, 1, 1)]
    public void The_engine_refines_its_specification(string name, int cpus, int vms, int pages)
    {
        var scenario = ScenarioList.Find(name);
        var sizes = new Dictionary<string, int> { ["cpus"] = cpus, ["vms"] = vms, ["pages"] = pages };

        var report = new Exploration(scenario.Build(new Sizes(scenario, sizes))).Run();

        Assert.True(report.Verdict == Verdict.Verified, report.Violation?.Message);
    }

    [Fact]
    public void Every_property_is_broken_by_a_mutant()
    {
        var properties = Invariant.All(SmallEngine.Of()).Select(invariant => invariant.Property).Append("refinement");
        var broken = AllMutants.Pairs.Select(pair => pair.Mutant.Property).ToHashSet();

        Assert.All(properties, property => Assert.Contains(property, broken));
    }

    [Theory]
    [InlineData(1, 2, 5, 2)]
    [InlineData(1, 2, 6, 2)]
    [InlineData(2, 2, 3, 1)]
    [InlineData(2, 2, 5, 2)]
    [InlineData(3, 3, 4, 1)]
    public void They_agree_on_random_calls(int cpus, int vms, int pages, int levels)
    {
        var setup = Setup(SmallEngine.Of(cpus, vms, pages, levels, vmids: 1, shares: 2), new Dictionary<(Call, string), bool>());

        Walk(setup.Program.AsSystem(setup.Translation), new Random(pages), 100_000);
    }

    [Fact]
    public void Every_precondition_of_every_call_is_met_by_the_engine()
    {
        var seen = new ConcurrentDictionary<(Call, string), bool>();
        foreach (var (vms, pages, levels) in new[] { (1, 5, 2), (2, 6, 2), (1, 3, 1), (2, 2, 1) })
        {
            var setup = Setup(SmallEngine.Of(1, vms, pages, levels, vmids: 1, shares: 1), seen);
            Walk(setup.Program.AsSystem(setup.Translation), new Random(levels), 200_000);
        }

        // Random calls do not come to a block.
        var blocks = Setup(SmallEngine.Of(pages: 6, levels: 2), seen, (host, guest) => new BlockClient(host, guest).Run);
        var report = new Exploration(blocks.Program.AsSystem(blocks.Translation)).Run();
        Assert.True(report.Verdict == Verdict.Verified, report.Violation?.Message ?? report.Error);

        var written = SpecificationTests.Refusals.Select(row => ((Call)row[0], (string)row[6])).Distinct();
        Assert.All(written, pair => Assert.Contains(pair, seen.Keys));
    }

    [Fact]
    public void At_rest_the_ghost_is_a_function_of_the_state()
    {
        var scenario = ScenarioList.Find("memory-calls");
        var system = scenario.Build(new Sizes(scenario));
        var map = new MemoryMap(SmallEngine.Of());
        var ghosts = new Refinement(map, LockWords.Shipped(map)).StateWords;
        var first = system.Width - 1 - ghosts;
        var (with, without) = (new HashSet<string>(), new HashSet<string>());
        foreach (var state in Reachable(system))
        {
            // No lock is held, and no call has effects that are not judged yet.
            if (state[first] == 0 && state[^3] == 0)
            {
                with.Add(string.Join(' ', state));
                without.Add(string.Join(' ', state.Where((_, word) => word < first || word >= first + ghosts)));
            }
        }

        Assert.True(with.Count > 1000);
        Assert.Equal(without.Count, with.Count);
    }

    [Fact]
    public void Rollovers_are_reached_and_judged()
    {
        var violation = Explore(
            SmallEngine.Of(vms: 2), configuration => [new NeverRolls()],
            engine => engine, (host, guest, configuration) => new LifecycleClient(host, guest, configuration).Run);

        Assert.Equal("never-rolls", violation?.Property);
    }

    [Fact]
    public void Whoever_writes_without_the_lock_is_noticed_by_the_next_who_takes_it()
    {
        var violation = Explore(
            SmallEngine.Of(pages: 1), _ => [], engine => new WritingEngine(engine.Core),
            (host, _, configuration) => new MemoryClient(host, configuration).Run);

        Assert.Equal("refinement", violation?.Property);
        Assert.Contains("was changed by somebody who did not hold its lock", violation!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Locks_of_one_word_are_watched_as_well(int cpus)
    {
        var configuration = SmallEngine.Of(cpus, pages: 1);
        var setup = new EngineSetup(configuration, LockForm.Shipped, isWatched: false);
        var locks = LockWords.OneWord(setup.Map);
        var host = new HostCalls(new IsolationEngine(new Core(setup.Map, new OneWordLocks(setup.Map))));
        setup.Program.WatchIfTested(new Refinement(setup.Map, locks));
        foreach (var invariant in Invariant.All(configuration))
        {
            setup.Program.AlwaysIfTested($"{invariant.Property} at rest", new AtRest(setup.Map, locks, invariant).Holds);
        }

        setup.Program.Run(cpus, new MemoryClient(host, configuration).Run);

        var report = new Exploration(setup.Program.AsSystem(setup.Translation)).Run();

        Assert.True(report.Verdict == Verdict.Verified, report.Violation?.Message);
    }

    [Fact]
    public void Tickets_that_wrap_do_not_tell_whether_a_lock_is_free()
    {
        var map = new MemoryMap(SmallEngine.Of(cpus: 2));

        Assert.Throws<ArgumentException>(() => new AtRest(map, LockWords.Shipped(map), new OneOwner()));
    }

    private static EngineSetup Setup(
        Configuration configuration,
        IDictionary<(Call, string), bool> refused,
        Func<HostCalls, GuestCalls, Func<Cpu, Step>>? client = null)
    {
        var setup = new EngineSetup(configuration, LockForm.Shipped, isWatched: false);
        var specification = new Specification(configuration, (call, precondition) => refused[(call, precondition)] = true);
        setup.Program.WatchIfTested(new Refinement(setup.Map, LockWords.Shipped(setup.Map), specification));
        var (host, guest) = (new HostCalls(setup.Engine), new GuestCalls(setup.Engine));
        setup.Program.Run(
            configuration.Cpus, client?.Invoke(host, guest) ?? new GeneralClient(host, guest, configuration, 2, true).Run);
        return setup;
    }

    private static Violation? Explore(
        Configuration configuration,
        Func<Configuration, IReadOnlyList<Invariant>> checks,
        Func<IsolationEngine, IsolationEngine> broken,
        Func<HostCalls, GuestCalls, Configuration, Func<Cpu, Step>> client)
    {
        var setup = new EngineSetup(configuration, LockForm.Shipped, isWatched: false);
        setup.Program.WatchIfTested(new Refinement(setup.Map, LockWords.Shipped(setup.Map), checks: checks(configuration)));
        setup.Program.Run(configuration.Cpus, client(new HostCalls(broken(setup.Engine)), new GuestCalls(setup.Engine), configuration));
        return new Exploration(setup.Program.AsSystem(setup.Translation)).Run().Violation;
    }

    private static void Walk(TransitionSystem system, Random random, int steps)
    {
        var expansion = new Expansion(system.Width, system.Witnesses.Count, false);
        system.Start(expansion);
        var state = expansion.State(0).ToArray();
        for (var step = 0; step < steps; step++)
        {
            system.Expand(state, expansion);
            var chosen = random.Next(expansion.Count);
            Assert.True(expansion[chosen].Violation is null, $"step {step}: {expansion[chosen].Violation?.Message}");
            expansion.State(chosen).CopyTo(state);
        }
    }

    private static IEnumerable<ulong[]> Reachable(TransitionSystem system)
    {
        var expansion = new Expansion(system.Width, system.Witnesses.Count, false);
        system.Start(expansion);
        var (known, pending) = (new HashSet<string>(), new Queue<ulong[]>([expansion.State(0).ToArray()]));
        while (pending.TryDequeue(out var state))
        {
            yield return state;
            system.Expand(state, expansion);
            for (var index = 0; index < expansion.Count; index++)
            {
                var next = expansion.State(index).ToArray();
                if (known.Add(string.Join(' ', next)))
                {
                    pending.Enqueue(next);
                }
            }
        }
    }

    private sealed class NeverRolls : Invariant
    {
        public override string Property => "never-rolls";

        public override string Trial => "a VM table";

        public override bool IsTriedBy(TableState table) => true;

        public override Flaw? OfTable(TableState table, IReadOnlyList<LoadedVcpu> loaded) =>
            table.Generation == 0 ? null : new("a generation has begun");
    }

    private sealed class WritingEngine(Core core) : IsolationEngine(core)
    {
        public override ChangePermissions ChangePermissions => new WritesOutside(Core);
    }

    private sealed class WritesOutside(Core core) : ChangePermissions(core)
    {
        public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa, bool writable)
        {
            await cpu.Store(Core.Map.Vm(default).OwnedPages, 1);
            return await base.Call(cpu, vm, ipa, writable);
        }
    }
}
