using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>Runs a race: CPU 0 sets it up, and then all go round for ever.</summary>
public sealed class RaceClient(Race race, HostCalls host, Address ready)
{
    /// <summary>The event of a CPU before each round.</summary>
    public const string BeginNote = "round begins";

    /// <summary>The event of a CPU after each round: it can always get there once more.</summary>
    public const string RoundNote = "round";

    /// <summary>What a CPU does.</summary>
    public async Step Run(Cpu cpu)
    {
        await host.Boot(cpu);
        if (cpu.Index == 0)
        {
            await race.SetUp(cpu);
            await cpu.Store(ready, 1, MemoryOrder.Release);
        }
        else
        {
            while (await cpu.Load(ready, MemoryOrder.Acquire) == 0)
            {
                cpu.Pause();
            }
        }

        while (true)
        {
            cpu.Note(BeginNote);
            await race.Round(cpu);
            cpu.Note(RoundNote);
        }
    }
}
