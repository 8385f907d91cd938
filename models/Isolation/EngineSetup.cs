using Interlock.Engine;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Models.Isolation.Spec;
using Interlock.Models.Machines.StageTwo;
using Interlock.Models.Programs;
using Interlock.Sync;

namespace Interlock.Models.Isolation;

/// <summary>An engine with the memory of a program to run it in, and the machine to run it on.</summary>
public sealed class EngineSetup
{
    private const ulong Dirt = 1;

    /// <summary>Lays out a program's memory as the engine wants it, as it is at boot.</summary>
    /// <param name="configuration">What the engine is built for.</param>
    /// <param name="ets">Whether the CPUs have FEAT_ETS2.</param>
    /// <param name="isCompared">Whether the engine is compared with its specification.</param>
    public EngineSetup(Configuration configuration, bool ets = false, bool isCompared = true)
    {
        Map = new MemoryMap(configuration);
        Engine = new IsolationEngine(Map, new ShippedLocks(Map));
        Program = new Program();
        var names = new WordNames(Map);
        for (var word = 0; word < Map.Words; word++)
        {
            var address = new Address(word);
            Program.Word(names[address], IsMemory(address) ? Dirt : Map.AtBoot(address), names.ModulusOf(address));
        }

        if (isCompared)
        {
            Program.Watch(new Refinement(Map, LockWords.Shipped(Map)));
        }

        Machine = new StageTwoMachine(
            new PageLayout(Map.AllPages, configuration.Guest.Levels, configuration.Entries), ets);
    }

    /// <summary>Where everything is.</summary>
    public MemoryMap Map { get; }

    /// <summary>The engine.</summary>
    public IsolationEngine Engine { get; }

    /// <summary>Its memory, and who runs in it.</summary>
    public Program Program { get; }

    /// <summary>What it runs on.</summary>
    public StageTwoMachine Machine { get; }

    // Nobody has cleared memory before boot, so that whoever relies on zeros must write them.
    private bool IsMemory(Address address) => address.Index < Map.Configuration.Pages * Map.Configuration.Entries;
}
