using Interlock.Catalogue.Barriers;
using Interlock.Catalogue.DoubleCheckedLocks;
using Interlock.Catalogue.Engine.Scenarios;
using Interlock.Catalogue.HandOvers;
using Interlock.Catalogue.Idealized;
using Interlock.Catalogue.Mutexes;
using Interlock.Catalogue.Notifications;
using Interlock.Catalogue.PetersonLocks;
using Interlock.Catalogue.QueueLocks;
using Interlock.Catalogue.ReadWriteLocks;
using Interlock.Catalogue.TicketLocks;
using Interlock.Catalogue.ToyShootdowns;
using Interlock.Catalogue.Unmaps;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue;

/// <summary>The scenarios by name.</summary>
public static class ScenarioList
{
    /// <summary>Every scenario, in the order in which they are listed.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new TicketLockScenario(),
        new MutexScenario(),
        new RendezvousBarrierScenario(),
        new McsLockScenario(),
        new ClhLockScenario(),
        new PetersonLockScenario(),
        new ReadWriteLockScenario(),
        new HandOverScenario(),
        new DoubleCheckedScenario(),
        new NotificationScenario(),
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
        .. Races.All,
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

    private static IEnumerable<string> Names => All.Select(scenario => scenario.Name);

    /// <summary>The scenario of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Scenario Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(scenario => scenario.Name == name) ?? throw new ArgumentException(
            $"There is no scenario '{name}' (the nearest is '{Spelling.Nearest(name, Names)}'); there are: {string.Join(", ", Names)}.");
    }
}
