using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Machines.Native;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;

namespace Interlock.Isolation.Threads;

/// <summary>An engine at the size of hardware, on real threads, with an oracle beside it.</summary>
internal static class EngineOnThreads
{
    private const int Ipas = 6;
    private const int SinglePages = 48;

    /// <summary>The program.</summary>
    /// <param name="cpus">Physical CPUs, a thread each.</param>
    /// <param name="ets">Whether they have FEAT_ETS2.</param>
    /// <param name="variant">How the engine differs from the production engine; null if it does not.</param>
    public static ConcurrentProgram Program(int cpus, bool ets, EngineVariant? variant)
    {
        var configuration = new Configuration(
            TableSize + SinglePages, cpus, Vms: 3, VcpusPerVm: 2, Geometry.Native, Geometry.Native, Vmids: 2, Generations: 4,
            MostShares: 4);
        var setup = new EngineSetup(configuration, LockForm.Shipped, ets, isWatched: false, variant);
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
