using System.Collections.Concurrent;
using System.Threading;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Scenarios;

namespace Interlock.Explorer.Mutants;

/// <summary>Looks for every seeded bug, and for a false alarm about every benign variant; on request with each property alone.</summary>
public static class KillMatrix
{
    /// <summary>
    /// States after which it is left open whether a property finds a bug alone: without the others, some bugs have no end.
    /// </summary>
    public const long MostStates = 50_000;

    /// <summary>Tries mutants, several at a time; the result does not depend on how many.</summary>
    /// <param name="scenarios">Whose mutants.</param>
    /// <param name="alone">Whether each property is judged alone too.</param>
    /// <param name="tried">Told how many searches of how many are done; null for nobody.</param>
    /// <param name="model">
    /// The memory model at which all are tried, of <see cref="MemoryModels.All"/>; those that it hides are left out, and benign variants
    /// are tried at the mutants' sizes only. Null for each mutant's own.
    /// </param>
    /// <param name="interrupt">Ends it early: only mutants of which everything was tried are in the result.</param>
    public static IReadOnlyList<Trial> Run(
        IEnumerable<Scenario> scenarios,
        bool alone,
        Action<int, int>? tried = null,
        string? model = null,
        CancellationToken interrupt = default)
    {
        var pairs = Pairs(scenarios, model).ToList();
        var reports = new Report?[pairs.Count];
        var passed = new ConcurrentDictionary<(string, string, string), bool>();
        var lone = new ConcurrentDictionary<(int, string), Lone>();
        var models = new ConcurrentDictionary<(int, string), Lone>();
        var searches = new List<Action>();
        var neighbours = Neighbours(pairs, model is null).ToLookup(neighbour => neighbour.First);
        for (var index = 0; index < pairs.Count; index++)
        {
            var (at, (scenario, mutant)) = (index, pairs[index]);
            searches.Add(() => Keep(Explore(scenario, mutant.Sizes, mutant.Name, interrupt), report => reports[at] = report));
            foreach (var property in alone ? scenario.Properties : [])
            {
                searches.Add(() => Keep(Alone(scenario, mutant, property, interrupt), found => lone[(at, property)] = found));
            }

            foreach (var other in model is null ? ModelMatrix.ModelsOf(mutant) : [])
            {
                searches.Add(() => Keep(
                    ModelMatrix.Under(scenario, mutant, other, interrupt), found => models[(at, other)] = found));
            }

            foreach (var (_, name, sizes) in neighbours[pairs[at]])
            {
                searches.Add(() => Keep(
                    Explore(scenario, sizes, name, interrupt), report =>
                        passed[(scenario.Name, name, Text(sizes))] = report.Verdict == Verdict.Verified));
            }
        }

        // What was cut says nothing.
        void Keep<T>(T result, Action<T> keep)
        {
            if (!interrupt.IsCancellationRequested)
            {
                keep(result);
            }
        }

        Run(searches, tried, interrupt);
        var trials = new List<Trial>();
        for (var index = 0; index < pairs.Count; index++)
        {
            var (at, (scenario, mutant)) = (index, pairs[index]);
            var known = SizesOf(pairs[at], model is null).Select(
                sizes => passed.TryGetValue((scenario.Name, mutant.NearMiss, Text(sizes)), out var did) ? did : (bool?)null).ToList();
            var judged = alone ? scenario.Properties.Where(property => lone.ContainsKey((at, property))).ToList() : [];
            IReadOnlyList<string> under = model is null ? ModelMatrix.ModelsOf(mutant) : [];
            if (reports[at] is { } report && known.All(did => did is not null) && (!alone || judged.Count == scenario.Properties.Count)
                && under.All(other => models.ContainsKey((at, other))))
            {
                trials.Add(new Trial(
                    scenario, mutant, report, known.All(did => did!.Value), judged.ToDictionary(
                        property => property, property => lone[(at, property)]))
                {
                    Models = under.ToDictionary(other => other, other => models[(at, other)]),
                    IsElsewhere = model is not null,
                });
            }
        }

        return trials;
    }

    // In their order, as far as several at a time have one: what is interrupted has tried the first mutants, and little of the others.
    private static void Run(List<Action> searches, Action<int, int>? tried, CancellationToken interrupt)
    {
        var done = 0;
        Parallel.ForEach(
            Partitioner.Create(searches, loadBalance: true),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (search, loop) =>
            {
                if (interrupt.IsCancellationRequested)
                {
                    loop.Stop();
                    return;
                }

                search();
                tried?.Invoke(Interlocked.Increment(ref done), searches.Count);
            });
    }

    /// <summary>What one property finds alone of a mutant.</summary>
    public static Lone Alone(Scenario scenario, Mutant mutant, string property, CancellationToken interrupt = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(mutant);
        if (scenario.Build(new Sizes(scenario, mutant.Sizes), mutant.Name).JudgedBy(property) is not { } system)
        {
            return new Lone(null, 0, 0, TimeSpan.Zero);
        }

        var report = new Exploration(system, new SearchOptions(MaxStates: property == mutant.Property ? null : MostStates))
            .Run(interrupt: interrupt);
        bool? caught = report.Verdict switch
        {
            Verdict.Violated when report.Violation!.Property == property => true,
            Verdict.Verified => false,
            _ => null, // a bound, or something on which the search itself relies
        };
        return new Lone(caught, report.Counterexample?.Schedule.Count ?? 0, report.States, report.Elapsed);
    }

    /// <summary>The mutants that are tried at a memory model: those that it shows, at their sizes under it; all if there is none.</summary>
    public static IEnumerable<(Scenario Scenario, Mutant Mutant)> Pairs(IEnumerable<Scenario> scenarios, string? model) =>
        from scenario in scenarios
        from mutant in scenario.Mutants
        where model is null || ModelMatrix.IsShown(mutant, model)
        select (scenario, model is null ? mutant : mutant with { Sizes = mutant.SizesUnder(model) });

    /// <summary>A mutant's own sizes and, if they are others and asked for, those that everybody checks.</summary>
    private static IEnumerable<IReadOnlyDictionary<string, int>> SizesOf((Scenario Scenario, Mutant Mutant) pair, bool withUsual)
    {
        var usual = new Sizes(pair.Scenario).Values;
        var own = new Sizes(pair.Scenario, pair.Mutant.Sizes).Values;
        return !withUsual || Text(own) == Text(usual) ? [own] : [own, usual];
    }

    // Neighbours that several mutants share are tried once, with the first of those.
    private static IEnumerable<((Scenario Scenario, Mutant Mutant) First, string Name, IReadOnlyDictionary<string, int> Sizes)> Neighbours(
        IEnumerable<(Scenario Scenario, Mutant Mutant)> pairs, bool withUsual) => pairs
        .SelectMany(pair => SizesOf(pair, withUsual).Select(sizes => (First: pair, Name: pair.Mutant.NearMiss, Sizes: sizes)))
        .DistinctBy(neighbour => (neighbour.First.Scenario.Name, neighbour.Name, Text(neighbour.Sizes)));

    private static string Text(IReadOnlyDictionary<string, int> sizes) =>
        string.Join(' ', sizes.Select(size => $"{size.Key}={size.Value}"));

    private static Report Explore(Scenario scenario, IReadOnlyDictionary<string, int> sizes, string variant, CancellationToken interrupt) =>
        new Exploration(scenario.Build(new Sizes(scenario, sizes), variant)).Run(interrupt: interrupt);
}
