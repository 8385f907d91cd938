using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Models.Machines.Native;
using Interlock.Models.Machines.StageTwo;
using Interlock.Models.Programs;

namespace Interlock.Models.Isolation.Threads;

/// <summary>An engine at the size of hardware, on real threads, with an oracle beside it.</summary>
internal static class EngineOnThreads
{
    private const int Ipas = 6;
    private const int SinglePages = 48;

    /// <summary>The program; null if there is no such variant.</summary>
    /// <param name="cpus">Physical CPUs, a thread each.</param>
    /// <param name="ets">Whether they have FEAT_ETS2.</param>
    /// <param name="variant">A mutant of the engine or a near-miss; null for the engine that ships.</param>
    public static ConcurrentProgram? Program(int cpus, bool ets, string? variant)
    {
        var configuration = new Configuration(
            TableSize + SinglePages, cpus, Vms: 3, VcpusPerVm: 2, Geometry.Native, Geometry.Native, Vmids: 2, Generations: 4, MostShares: 4);
        var setup = new EngineSetup(configuration, LockForm.Shipped, ets, isWatched: false, variant);
        if (!setup.HasVariant)
        {
            return null;
        }

        var (program, map) = (setup.Program, setup.Map);
        var oracle = new ThreadedOracle(map, TableSize);
        program.BeforeStores("refinement", oracle.Watched, oracle.BeforeStore);
        program.Watch(new OracleNotes(map, oracle));
        var layout = new PageLayout(map.AllPages, configuration.Guest.Levels, configuration.Entries, configuration.Host.Levels);
        program.TranslateThreads((machine, seed) => new SoftwareMmu(machine, layout, ets, seed));
        var host = new HostCalls(setup.Engine);
        var general = new GeneralClient(host, new GuestCalls(setup.Engine), configuration, Ipas, writes: true);
        program.Run(cpus, new ThreadedClient(host, general, configuration, Ipas).Run);
        return program;
    }

    private static int TableSize => Geometry.Native.EntriesPerTable;
}
