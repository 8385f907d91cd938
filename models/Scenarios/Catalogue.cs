namespace Interlock.Models.Scenarios;

/// <summary>The scenarios that there are.</summary>
public static class Catalogue
{
    /// <summary>All of them, in the order in which they are listed and checked.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
        [new TicketLockScenario(), new MutexScenario(), new RendezvousBarrierScenario()];

    /// <summary>The scenario of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Scenario Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name)
        ?? throw new ArgumentException(
            $"There is no scenario '{name}'; there are: {string.Join(", ", All.Select(scenario => scenario.Name))}.");
}
