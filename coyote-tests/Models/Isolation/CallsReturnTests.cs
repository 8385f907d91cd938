using Interlock.CoyoteTests.Explorer;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Explorer.Search;
using Interlock.Models.Isolation;
using Interlock.Models.Isolation.Races;
using Interlock.Models.Systems;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>What is not promised of calls, and is not so.</summary>
public sealed class CallsReturnTests
{
    // Of loading and putting alone: the mutex of the VM table is all that is waited for.
    [Theory]
    [InlineData(Fairness.Weak)]
    [InlineData(Fairness.Strong)]
    public void A_call_that_waits_for_the_VM_tables_mutex_can_be_overtaken_for_ever(Fairness fairness)
    {
        var setup = new EngineSetup(
            new Configuration(2, 2, 1, 1, new Geometry(1, 2), new Geometry(1, 2), 1, 2, 2), LockForm.Shipped, isWatched: false);
        var host = new HostCalls(setup.Engine);
        var client = new RaceClient(new LoadAndPut(host, new GuestCalls(setup.Engine)), host, setup.Program.Word("ready"));
        setup.Program.Run(2, client.Run);
        setup.Program.MustRespond("every-call-returns", RaceClient.BeginNote, RaceClient.RoundNote, fairness);
        var system = setup.AsSystem();

        Lasso.Confirm(system, new Exploration(system).Run());
    }

    private sealed class LoadAndPut(HostCalls host, GuestCalls guest) : Race(host, guest)
    {
        public override Step SetUp(Cpu cpu) => MakeVm(cpu, 0, root: 1);

        public override async Step Round(Cpu cpu)
        {
            await Host.LoadVcpu(cpu, 0, 0);
            await Host.PutVcpu(cpu);
        }
    }
}
