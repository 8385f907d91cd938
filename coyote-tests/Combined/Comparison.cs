using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Combined;

/// <summary>
/// Compares what the explorer says of a program, in ways that are drawn, with the naive explorer. What is drawn follows from the seed.
/// </summary>
internal sealed class Comparison
{
    public const int MostStates = 300;

    private static readonly string[] Properties =
    [
        "assertions", "no-run-time-error", "order", "always", "finally", "no-lost-wake-up", "deadlock-freedom", "progress", "recurs",
        "recurs-note",
        "responds",
    ];

    private static readonly string[] OfOneStep = [.. Properties.Take(7), "lock-discipline"];

    /// <summary>Puts a fault between the program and the search; null for none.</summary>
    public Func<TransitionSystem, TransitionSystem>? Alter { get; init; }

    /// <summary>A wrong symmetry, of so many vCPUs, which are exchanged or not; null for the right one.</summary>
    public Func<int, bool, MixedSymmetry>? Symmetry { get; init; }

    /// <summary>An event of which it is said wrongly, where regions are merged, that it commutes; null for none.</summary>
    public string? Commuting { get; init; }

    /// <summary>How often each pair of parts of ways came together.</summary>
    public Dictionary<(string, string), int> Together { get; } = [];

    /// <summary>How many states programs have, and how many with names exchanged.</summary>
    public (long Whole, long Reduced) States { get; private set; }

    /// <summary>How often each property was broken, and none.</summary>
    public SortedDictionary<string, int> Outcomes { get; } = [];

    /// <summary>
    /// What the explorer says wrongly of a program, with the way in which it does; null if nothing, or if the program is too large.
    /// </summary>
    public string? Difference(MixedProgram program, int seed, out bool isTooLarge)
    {
        var naive = new NaiveGraph(program, MostStates);
        isTooLarge = naive.IsTooLarge;
        if (naive.IsTooLarge)
        {
            return null;
        }

        foreach (var property in naive.Broken.DefaultIfEmpty("none"))
        {
            Outcomes[property] = Outcomes.GetValueOrDefault(property) + 1;
        }

        var random = new Random(seed);
        return Whole(program, naive, Way.Draw(random, default(Reductions)))
            ?? Whole(program, naive, Way.Draw(random, program))
            ?? One(program, naive, Likely(random, naive), Way.Draw(random, program))
            ?? Reordered(program, naive, random)
            ?? Renamed(program, naive, Way.Draw(random, program))
            ?? (random.Next(4) == 0 ? Continued(program, naive, Likely(random, naive), Way.Draw(random, program)) : null);
    }

    // All properties together.
    private string? Whole(MixedProgram program, NaiveGraph naive, Way way)
    {
        Count(program, way, "whole");
        var report = Explore(SystemOf(program, way), way);
        if (Wrong(naive.Broken, naive, report) is { } wrong)
        {
            return $"{way}: {wrong}";
        }

        if (naive.Broken.Count == 0 && program.Demands.MustSee && !naive.Seen.Contains(2) && report.Verdict == Verdict.Verified)
        {
            return $"{way}: verified, and what must be seen is not";
        }

        // It goes on behind nothing, so what is counted is all.
        var isCounted = way.Reductions == default && program.Demands is { RecursNote: null, Responds: null };
        if (isCounted && report.Verdict == Verdict.Verified && (report.States, report.Transitions) != (naive.States, naive.Transitions))
        {
            return $"{way}: {report.States} states and {report.Transitions} transitions, not {naive.States} and {naive.Transitions}";
        }

        return way.Reductions == default && naive.Nearest is { } nearest && report.Counterexample!.Schedule.Count != nearest
            ? $"{way}: {report.Violation} after {report.Counterexample.Schedule.Count} steps, not {nearest}"
            : null;
    }

    private string? One(MixedProgram program, NaiveGraph naive, string property, Way way)
    {
        Count(program, way, "one property");
        var report = Explore(SystemOf(program, way, property), way);
        return Wrong(naive.Broken.Where(broken => broken == property).ToHashSet(), naive, report) is { } wrong
            ? $"{way}, {property} alone: {wrong}"
            : null;
    }

    private string? Reordered(MixedProgram program, NaiveGraph naive, Random random)
    {
        int[] order = [.. Enumerable.Range(0, program.Vcpus.Length)];
        random.Shuffle(order);
        var way = Way.Draw(random, program);
        Count(program, way, "reordered");
        return Wrong(naive.Broken, naive, Explore(SystemOf(program.Reordered(order), way), way)) is { } wrong
            ? $"{way}, vCPUs in the order {string.Join(' ', order)}: {wrong}"
            : null;
    }

    // Where names are exchanged: what is reached, but for names. Merged, states rest at fewer places.
    private string? Renamed(MixedProgram program, NaiveGraph naive, Way way)
    {
        if (way.Reductions.Exchanges == 0 || naive.BreaksDiscipline)
        {
            return null;
        }

        var orbits = new Orbits(program, exchangesVcpus: way.Reductions.Exchanges > 1);
        if (orbits.Of(SystemOf(program, way)) is not { } reached)
        {
            return $"{way}: more states than there are";
        }

        States = way.Reductions.Merges ? States : (States.Whole + naive.States, States.Reduced + orbits.States);
        var expected = orbits.Of(naive);
        var (lost, invented) = (expected.Except(reached).ToList(), reached.Except(expected).ToList());
        return invented.Count == 0 && (lost.Count == 0 || way.Reductions.Merges)
            ? null
            : $"{way}: lost [{string.Join(" | ", lost)}], invented [{string.Join(" | ", invented)}]";
    }

    // What follows from each state one step from the beginning, as after a recorded prefix: what is broken is broken in one of them.
    private string? Continued(MixedProgram program, NaiveGraph naive, string property, Way way)
    {
        Count(program, way, "prefix");
        var system = SystemOf(program, way, property);
        var (first, next) = (NewExpansion(system), NewExpansion(system));
        system.Start(first);
        var isBroken = false;
        for (var beginning = 0; beginning < first.Count && !isBroken; beginning++)
        {
            isBroken = (first[beginning].Violation ?? system.Check(first.State(beginning))) is not null;
            system.Expand(first.State(beginning), next);
            for (var step = 0; step < next.Count && !isBroken; step++)
            {
                isBroken = IsBroken(new ContinuedSystem(system, next.State(step).ToArray(), next[step].Violation), way);
            }

            isBroken |= next.IsStopped && IsBroken(new ContinuedSystem(system, first.State(beginning).ToArray(), null), way);
        }

        return isBroken == naive.Broken.Contains(property) || naive.BreaksDiscipline
            ? null
            : $"{way}, {property} after a step: {(isBroken ? "broken" : "not broken")}";
    }

    private static bool IsBroken(TransitionSystem system, Way way) => Explore(system, way) is { Verdict: Verdict.Violated };

    private static string? Wrong(IReadOnlySet<string> broken, NaiveGraph naive, Report report)
    {
        var isSaid = report.Verdict switch
        {
            Verdict.Violated => true,
            Verdict.Verified => false,
            Verdict.Error when report.Error!.StartsWith("never seen", StringComparison.Ordinal)
                // nothing is wrong, and not enough was shown
                || report.Error.StartsWith("never put to the test", StringComparison.Ordinal) => false,
            _ => (bool?)null,
        };
        if (isSaid is null)
        {
            return $"{report.Verdict}: {report.Error}";
        }

        if (naive.BreaksDiscipline)
        {
            return isSaid.Value ? null : $"{report.Verdict}, and the lock discipline is broken";
        }

        if (isSaid != broken.Count > 0)
        {
            return $"{report.Verdict} {report.Violation}, and what is broken is [{string.Join(' ', broken.Order())}]";
        }

        var said = report.Violation?.Property;
        return said is null || (broken.Contains(said) && (!broken.Overlaps(OfOneStep) || OfOneStep.Contains(said)))
            ? null
            : $"{report.Violation}, and what is broken is [{string.Join(' ', broken.Order())}]";
    }

    // One that is broken, more often than not.
    private static string Likely(Random random, NaiveGraph naive) =>
        naive.Broken.Where(Properties.Contains).Order().ToList() is { Count: > 0 } broken && random.Next(3) > 0
            ? broken[random.Next(broken.Count)]
            : Properties[random.Next(Properties.Length)];

    private TransitionSystem SystemOf(MixedProgram program, Way way, string? property = null)
    {
        var built = program.Build(way.Reductions);
        if (Symmetry is { } wrong && way.Reductions.Exchanges > 0)
        {
            built.ReduceBy(wrong(program.Vcpus.Length, way.Reductions.Exchanges > 1));
        }

        if (Commuting is { } note && way.Reductions.Merges)
        {
            built.Commuting(note);
        }

        var system = built.AsSystem(null, property);
        return Alter is null ? system : Alter(system);
    }

    private static Report Explore(TransitionSystem system, Way way) => new Exploration(system, way.Options).Run();

    private static Expansion NewExpansion(TransitionSystem system) => new(system.Width, system.Witnesses.Count, wide: false);

    private void Count(MixedProgram program, Way way, string what)
    {
        var demands = program.Demands;
        List<string> parts =
        [
            .. way.Parts(), what,
            .. demands.Recurs is { } recurs ? [$"recurs {recurs}"] : Array.Empty<string>(),
            .. demands.RecursNote is { } note ? [$"recurs-note {note}"] : Array.Empty<string>(),
            .. demands.Responds is { } responds ? [$"responds {responds}"] : Array.Empty<string>(),
            .. demands.Progress > 0 ? [$"progress {demands.Progress}"] : Array.Empty<string>(),
            program.DeclaresLocks ? program.Ranked ? "ranked" : "declared" : "free",
            $"allowed {program.Licences}",
        ];
        foreach (var one in parts)
        {
            foreach (var other in parts.Where(other => string.CompareOrdinal(one, other) < 0))
            {
                Together[(one, other)] = Together.GetValueOrDefault((one, other)) + 1;
            }
        }
    }
}
