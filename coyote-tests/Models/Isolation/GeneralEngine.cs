using Interlock.Catalogue.Engine.Scenarios;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>The engine of the general client's scenario, every state standing for itself.</summary>
internal static class GeneralEngine
{
    /// <summary>The engine and who runs it.</summary>
    /// <param name="sizes">The sizes of the general client.</param>
    /// <param name="instead">What every CPU runs; the general client if null.</param>
    public static EngineSetup SetUp(Sizes sizes, Func<EngineSetup, Func<Cpu, Step>>? instead = null)
    {
        var setup = EngineScenario.SetUp(sizes);
        var client = new GeneralClient(
            new HostCalls(setup.Engine), new GuestCalls(setup.Engine), setup.Map.Configuration, sizes["ipas"], sizes["writes"] == 1);
        setup.Program.Run(sizes["cpus"], instead?.Invoke(setup) ?? client.Run);
        return setup;
    }
}
