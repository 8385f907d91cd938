using Interlock.CoyoteTests.Explorer;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Explorer.Search;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Availability;
using Interlock.Isolation.Clients.Races;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Transitions;
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

    // That a CPU comes out of its guest when it is interrupted is what the rollovers rest on.
    [Theory]
    [InlineData(Fairness.Weak)]
    [InlineData(Fairness.Strong)]
    public void A_guest_that_is_not_interrupted_keeps_others_waiting_for_a_VMID_for_ever(Fairness fairness)
    {
        var setup = new EngineSetup(
            new Configuration(2, 2, 2, 2, new Geometry(1, 2), new Geometry(1, 2), 1, 2, 2), LockForm.Shipped, isWatched: false);
        var host = new HostCalls(setup.Engine);
        var client = new RaceClient(
            new ComputesForEver(host, new GuestCalls(setup.Engine), setup.Map), host, setup.Program.Word("ready"));
        setup.Program.Run(2, client.Run);
        setup.Program.MustRespond("every-vcpu-attended", InTurns.Wanted, InTurns.Runs, fairness);
        var system = setup.AsSystem();

        Lasso.Confirm(system, new Exploration(system).Run());
    }

    // As InTurns, but for the interrupt.
    private sealed class ComputesForEver(HostCalls host, GuestCalls guest, MemoryMap map) : Race(host, guest)
    {
        public override Step SetUp(Cpu cpu) => new InTurns(Host, Guest, map).SetUp(cpu);

        public override async Step Round(Cpu cpu)
        {
            var own = (ulong)cpu.Index;
            cpu.Note(InTurns.Wanted);
            await Host.LoadVcpu(cpu, own, own);
            if (await Host.RunVcpu(cpu))
            {
                cpu.Note(InTurns.Runs);
                while (await cpu.Choose(2) == 0)
                {
                    cpu.Pause();
                }

                await Guest.Leave(cpu);
            }

            await Host.PutVcpu(cpu);
            await Host.Interrupt(cpu);
        }
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
