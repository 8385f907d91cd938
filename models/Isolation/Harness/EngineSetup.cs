using Interlock.Engine;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Ghosts;
using Interlock.Isolation.Monitors;
using Interlock.Isolation.Refinements;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Harness;

/// <summary>An engine with the memory of a program to run it in, the translation to run it under, and everything that is watched.</summary>
public sealed class EngineSetup
{
    /// <summary>Lays out a program's memory as the engine wants it, as it is at boot.</summary>
    /// <param name="configuration">What the engine is built for.</param>
    /// <param name="locks">Which locks it has.</param>
    /// <param name="ets">Whether the CPUs have FEAT_ETS2.</param>
    /// <param name="isWatched">
    /// Whether everything is watched that is known to watch, and told to a reader; if not, the lock discipline only is watched.
    /// </param>
    /// <param name="variant">How the engine differs from the production engine; null if it does not.</param>
    /// <param name="translation">Makes the translation, of its memory and whether it has FEAT_ETS2; null for one that nobody can time.</param>
    public EngineSetup(
        Configuration configuration,
        LockForm locks,
        bool ets = false,
        bool isWatched = true,
        EngineVariant? variant = null,
        Func<PageLayout, bool, StageTwoTranslation>? translation = null)
    {
        Map = new MemoryMap(configuration);
        var taken = variant?.Locks?.Invoke(Map) ?? (locks == LockForm.Shipped ? new ShippedLocks(Map) : new SpecificationLocks(Map));
        Engine = variant?.Engine?.Invoke(Map, taken) ?? new IsolationEngine(new Core(Map, taken));
        Program = new ConcurrentProgram();
        var names = new WordNames(Map);
        for (var word = 0; word < Map.Words; word++)
        {
            var address = new Address(word);
            Program.Word(
                names[address],
                names.MeaningOf(address),
                IsDirty(address) ? Dirt.Of(Map) : Map.AtBoot(address),
                names.ModulusOf(address));
        }

        if (variant?.Dropped is { } dropped)
        {
            Program.Drop(dropped);
        }

        var layout = new PageLayout(Map.AllPages, configuration.Guest.Levels, configuration.Entries, configuration.Host.Levels);
        Translation = translation?.Invoke(layout, ets) ?? new StageTwoTranslation(layout, ets);
        if (locks != LockForm.Shipped)
        {
            EngineDiscipline.Declare(Program, Map);
        }

        if (locks == LockForm.Specification)
        {
            Program.MergeLockRegions();
        }

        if (isWatched)
        {
            Watch(locks);
            Show(locks); // reads all there is: on real threads memory is too large for that, and nobody looks at its states
        }
    }

    /// <summary>The names of the properties that are watched.</summary>
    public static IReadOnlyList<string> Properties { get; } =
    [
        "no-foreign-access", "own-regime", "no-stale-translation", "no-stale-table", "no-orphan-vmid", "break-before-make", "scrubbed",
        "tables-under-lock", "lock-order", "refinement", "idealized-steps", "one-owner", "shares-pair-up", "vm-maps-own-or-borrowed",
        "counts-exact",
        "one-vmid-one-root", "assertions", "deadlock-freedom", "no-lost-wake-up", "no-run-time-error",
    ];

    /// <summary>The names of what <see cref="WatchSafety"/> watches.</summary>
    public static IReadOnlyList<string> SafetyProperties { get; } = ["memory-safety", "integrity"];

    /// <summary>Where everything is.</summary>
    public MemoryMap Map { get; }

    /// <summary>The engine.</summary>
    public IsolationEngine Engine { get; }

    /// <summary>Its memory, and who runs in it.</summary>
    public ConcurrentProgram Program { get; }

    /// <summary>What guests and their tables are translated by.</summary>
    public StageTwoTranslation Translation { get; }

    /// <summary>Also watches what the engine touches, and that nobody changes what a VM has to itself.</summary>
    public void WatchSafety()
    {
        Program.WatchIfTested(new MemorySafety(Map));
        Program.WatchIfTested(new Integrity(Map));
    }

    /// <summary>The program as an explorer sees it.</summary>
    public TransitionSystem AsSystem() => Program.AsSystem(Translation);

    private void Watch(LockForm locks)
    {
        var tlbs = new TlbProperties(Map, Translation);
        Program.AlwaysIfTested("no-stale-translation", tlbs.NoStaleTranslation, tlbs.HoldsTranslation, tlbs.StaleTranslations);
        Program.AlwaysIfTested("no-stale-table", tlbs.NoStaleTable, tlbs.HoldsWalk, tlbs.StaleTables);
        Program.AlwaysIfTested("no-orphan-vmid", tlbs.NoOrphanVmid, tlbs.HoldsOfVm, tlbs.OrphanVmids);
        Program.WatchIfTested(new Refinement(Map, locks == LockForm.Shipped ? LockWords.Shipped(Map) : LockWords.OneWord(Map)));
        Program.WatchIfTested(new NoForeignAccess(Map));
        Program.WatchIfTested(new OwnRegime(Map));
        Program.WatchIfTested(new BreakBeforeMakeMonitor(Map, Translation));
        Program.WatchIfTested(new TablesUnderLock(Map, Translation, locks != LockForm.Shipped));
        Program.WatchIfTested(new Scrubbed(Map));
        Program.WatchIfTested(new LockOrderMonitor(Map));
        Program.Commuting([.. CallRecord.AllNames, GuestCalls.Left]);
    }

    private void Show(LockForm locks)
    {
        foreach (var fact in new EngineFacts(Map, Translation, locks).All())
        {
            Program.Tell(fact);
        }

        Program.DrawBy(new EnginePictures(Map, Translation).Of);
    }

    private bool IsDirty(Address address) =>
        address.Index < Map.Configuration.Pages * Map.Configuration.Entries
        && address.Index % Map.Configuration.Entries == Map.Configuration.Entries - 1;
}
