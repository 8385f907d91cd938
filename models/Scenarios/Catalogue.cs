using Interlock.Models.Scenarios.Availability;
using Interlock.Models.Scenarios.Idealized;
using Interlock.Models.Scenarios.Isolation;

namespace Interlock.Models.Scenarios;

/// <summary>The scenarios by name.</summary>
public static class Catalogue
{
    /// <summary>Every scenario, in the order in which they are listed.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new TicketLockScenario(),
        new MutexScenario(),
        new RendezvousBarrierScenario(),
        new TicketLockAvailabilityScenario(),
        new MutexAvailabilityScenario(),
        new RendezvousAvailabilityScenario(),
        new ToyShootdownScenario(),
        new IdealPlatformScenario(),
        new IdealErrorsScenario(),
        new IdealUnwindingScenario(),
        new IdealTwoRunsScenario(),
        new IdealTransparencyScenario(),
        new IdealAvailabilityScenario(),
        new PageUnmapScenario(),
        .. Isolation.Races.All,
        new MemoryCallsScenario(),
        new LifecycleCallsScenario(),
        CallsReturnScenario.OfMemory,
        CallsReturnScenario.OfLifecycle,
        CallsReturnScenario.OfRollovers,
        PageTablesScenario.OfFewPages,
        PageTablesScenario.OfFewTables,
        PageTablesScenario.OfPages,
        PageTablesScenario.OfBlocks,
        new GeneralClientScenario(),
        SecrecyScenario.OfCalls,
        SecrecyScenario.OfVms,
        .. SecretRaceScenario.All,
    ];

    /// <summary>The scenario of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Scenario Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(scenario => scenario.Name == name) ?? throw new ArgumentException(
            $"There is no scenario '{name}' (the nearest is '{Nearest(name)}'); there are: " +
            $"{string.Join(", ", All.Select(scenario => scenario.Name))}.");
    }

    private static string Nearest(string name) => All.MinBy(scenario => Distance(name, scenario.Name))!.Name;

    // Levenshtein's distance: letters to insert, to delete or to replace.
    private static int Distance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var row = 1; row <= from.Length; row++)
        {
            var current = new int[to.Length + 1];
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = previous[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, 1 + Math.Min(previous[column], current[column - 1]));
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
