using System.Threading;
using Interlock.Catalogue;
using Interlock.Mutate.Reach;
using Interlock.Mutate.Trials;

namespace Interlock.Mutate;

/// <summary>
/// The scenarios in which a change is tried: the small ones that reach the changed code, the cheapest first, each bounded by the states
/// of the production program. A scenario that never reaches the code cannot depend on the change.
/// </summary>
public sealed class Plan
{
    // They take far longer than the others together: only what survives those is tried in them.
    private static readonly string[] LargeNames = ["page-tables", "block-tables", "general-client", "secret-client"];

    // A changed program may have other states than the production one, and some more; it is not explored without end.
    private const int Times = 10;
    private const int StatesMore = 200_000;
    private const double LeastSeconds = 300;
    private const double LargeSeconds = 900;

    private readonly ReachedCode reached;
    private readonly List<ReachedScenario> scenarios;

    /// <summary>Explores the small scenarios of the code as it is.</summary>
    /// <param name="reached">The code as it is, with probes.</param>
    /// <param name="explored">Told of each scenario.</param>
    /// <param name="interrupt">Ends it early. Nothing can be tried then.</param>
    /// <exception cref="ArgumentException">It is not verified.</exception>
    public Plan(ReachedCode reached, Action<string> explored, CancellationToken interrupt = default)
    {
        ArgumentNullException.ThrowIfNull(reached);
        ArgumentNullException.ThrowIfNull(explored);
        this.reached = reached;
        var small = ScenarioList.All.Select(scenario => scenario.Name).Except(LargeNames);
        scenarios = [];
        foreach (var scenario in reached.Explore(small.Select(name => new TrialRequest(name, 0, LargeSeconds))))
        {
            if (interrupt.IsCancellationRequested)
            {
                return;
            }

            var result = scenario.Result;
            if (result.Conclusion != Conclusion.Verified)
            {
                throw new ArgumentException(
                    $"The code as it is, is not verified in {result.Scenario}: {result.Conclusion}, {result.Detail}. Nothing can be " +
                    "learned from changing it.");
            }

            scenarios.Add(scenario);
            explored(result.Scenario);
        }

        scenarios.Sort((one, other) => one.Result.States.CompareTo(other.Result.States));
    }

    /// <summary>The large scenarios.</summary>
    public static IReadOnlyList<TrialRequest> Large { get; } = [.. LargeNames.Select(name => new TrialRequest(name, 0, LargeSeconds))];

    /// <summary>The small scenarios that come where a change is.</summary>
    public IReadOnlyList<TrialRequest> Small(Mutation mutation)
    {
        ArgumentNullException.ThrowIfNull(mutation);
        var way = reached.At(mutation.File, mutation.Edits[0].Start);
        return [.. scenarios
            .Where(scenario => way is null || scenario.Taken[way.Value])
            .Select(scenario => scenario.Result)
            .Select(result => new TrialRequest(
                result.Scenario, (result.States * Times) + StatesMore, Math.Max(LeastSeconds, result.Seconds * Times)))];
    }
}
