using Interlock.CoyoteTests.Models.Isolation;
using Interlock.Engine;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Ghosts;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Idealized.Calls;
using Interlock.Isolation.Refinements;
using Interlock.Isolation.Specifications.Invariants;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Idealized;

/// <summary>A state of the engine that has no image on the idealized platform is found by that comparison alone.</summary>
public sealed class HasImageTests
{
    // The one invariant that would find it, and the specification, are not judged.
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_call_that_gives_a_page_to_two_is_no_sequence_of_actions(bool gives, bool atRest)
    {
        var configuration = SmallEngine.Of();
        var setup = new EngineSetup(configuration, LockForm.Shipped, isWatched: false);
        setup.Program.Watch(new Refinement(
            setup.Map, LockWords.Shipped(setup.Map), checks: atRest ? [new HasImage(configuration)] : []));
        var engine = gives ? new GivingEngine(setup.Engine.Core) : setup.Engine;
        setup.Program.Run(1, new MemoryClient(new HostCalls(engine), configuration).Run);

        var report = new Exploration(setup.Program.AsSystem(setup.Translation, IdealizedCalls.Property)).Run();

        Assert.Equal(gives ? Verdict.Violated : Verdict.Verified, report.Verdict);
        if (gives)
        {
            Assert.Equal(IdealizedCalls.Property, report.Violation!.Property);
            Assert.Contains("has no such state", report.Violation.Message, StringComparison.Ordinal);
            Assert.Contains("lent to 1, and also vm 0's", report.Violation.Message, StringComparison.Ordinal);
        }
    }

    private sealed class GivingEngine(Core core) : IsolationEngine(core)
    {
        public override HostShareGuest HostShareGuest => new SharesAsOwner(Core);
    }

    // The VM has for its own what the host has lent it.
    private sealed class SharesAsOwner(Core core) : HostShareGuest(core)
    {
        protected override async Step Commit(Cpu cpu, MemoryTarget target, Plan plan, bool writable)
        {
            await Core.Shares(Core.Map.Host).Add(cpu, target.Page, plan.Page, plan.Count);
            await new GuestMapping(Core).Commit(cpu, target, plan.Slot, GuestTables.Attributes(PageState.Owned, writable: true));
        }
    }
}
