using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Monitors;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Claims;

/// <summary>For each property of the catalogue something that is judged by it and could not have broken it: one vCPU, a lock for which
/// nobody waits, an engine that is not asked, a platform that stands still.</summary>
internal static class Untested
{
    /// <summary>By property; a property of which there is none cannot be claimed.</summary>
    public static IReadOnlyDictionary<string, Func<Report>> All { get; } = new Dictionary<string, Func<Report>>
    {
        ["mutual-exclusion"] = () => Alone((_, _) => new MutualExclusion(1)),
        ["fifo-order"] = () => Alone((next, _) => new FifoOrder(next, 1)),
        ["no-lost-update"] = () => Alone((_, counter) => new NoLostUpdate(counter, 8)),
        ["no-early-release"] = () => Alone((_, _) => new NoEarlyRelease(1)),
        ["starvation-freedom"] = () => AnsweredAtOnce("starvation-freedom"),
        ["every-vcpu-attended"] = () => AnsweredAtOnce("every-vcpu-attended"),
        ["every-call-returns"] = () => AnsweredAtOnce("every-call-returns"),
        ["livelock-freedom"] = () => AlwaysMet("livelock-freedom"),
        ["availability"] = () => AlwaysMet("availability"),
        ["progress"] = () => WithoutOperations(program => program.MustProgress()),
        ["termination"] = () => WithoutOperations(program => program.MustReturn(["returned"])),
        ["deadlock-freedom"] = () => WithoutOperations(_ => { }),
        ["no-run-time-error"] = () => WithoutOperations(_ => { }),
        ["assertions"] = () => Claimed("assertions"),
        ["no-lost-wake-up"] = () => Claimed("no-lost-wake-up"),
        ["confidentiality"] = NothingSecret,
        ["guest-context"] = () => EngineAtRest("guest-context"),
        ["lock-discipline"] = NeverGuarded,
        ["no-tlb-conflict"] = NeverUnmapped,
    };

    /// <summary>The properties of the idealized platform, which a model judges whose only state shows nothing of them.</summary>
    public static IReadOnlyList<string> OfPlatforms { get; } =
    [
        "valid-mode", "valid-map", "valid-tables", "valid-caches", "read-isolation", "write-isolation", "errors-change-nothing",
        "refines-axioms", "step-consistency", "local-respect", "os-isolation", "transparency",
    ];

    /// <summary>An engine that nobody calls, of which one property is claimed.</summary>
    public static Report EngineAtRest(string property)
    {
        var setup = new EngineSetup(
            new Configuration(2, 1, 1, 1, new Geometry(1, 2), new Geometry(1, 2), 1, 2, 1) { Registers = 1 }, LockForm.Shipped);
        setup.WatchSafety();
        setup.Program.WatchIfTested(new GuestContext(setup.Map));
        var word = setup.Program.Word("word");
        setup.Program.Run(1, cpu => Store(cpu, word, 1));
        return new Exploration(setup.AsSystem(), claims: [property]).Run();
    }

    /// <summary>A platform that stands still.</summary>
    public static Report PlatformAtRest(string property) => new Exploration(new Still(property).AsSystem(), claims: [property]).Run();

    // One vCPU takes a lock, meets at a barrier and counts: it is never kept out and never early, and nobody's update is lost.
    private static Report Alone(Func<Address, Address, PropertyMonitor> monitor)
    {
        var program = new ConcurrentProgram();
        var (next, counter) = (program.Word("next"), program.Word("counter", modulus: 8));
        program.Run(1, cpu => Lock(cpu, next, counter));
        program.Watch(monitor(next, counter));
        return new Exploration(program.AsSystem()).Run();
    }

    private static async Step Lock(Cpu cpu, Address next, Address counter)
    {
        cpu.Note(BarrierNotes.Arriving);
        cpu.Note(LockNotes.Requested);
        await cpu.FetchAdd(next, 1);
        cpu.Note(LockNotes.Acquired);
        await cpu.FetchAdd(counter, 1);
        cpu.Note(LockNotes.Releasing);
        cpu.Note(BarrierNotes.Left);
        await cpu.Load(next);
    }

    // What is asked is answered in the same step: nothing is ever owed.
    private static Report AnsweredAtOnce(string property)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => Answer(cpu, word));
        program.MustRespond(property, "asked", "answered", Fairness.Weak);
        return new Exploration(program.AsSystem()).Run();
    }

    private static async Step Answer(Cpu cpu, Address word)
    {
        await cpu.Load(word);
        cpu.Note("asked");
        cpu.Note("answered");
        await cpu.Load(word);
    }

    private static Report AlwaysMet(string property)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => Store(cpu, word, 1));
        program.MustRecur(property, _ => true, Fairness.Weak);
        return new Exploration(program.AsSystem()).Run();
    }

    private static Report WithoutOperations(Action<ConcurrentProgram> demand)
    {
        var program = new ConcurrentProgram();
        program.Run(2, _ => Nothing());
        demand(program);
        return new Exploration(program.AsSystem()).Run();
    }

    private static Report Claimed(string property)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => Store(cpu, word, 1));
        return new Exploration(program.AsSystem(), claims: [property]).Run();
    }

    // There is no secret, so there are no two executions that differ.
    private static Report NothingSecret()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => Store(cpu, word, 1));
        return new Exploration(program.AsTwoLanes(new Bystander())).Run();
    }

    private static Report NeverGuarded()
    {
        var program = new ConcurrentProgram();
        var (word, @lock, guarded) = (program.Word("word"), program.Word("lock"), program.Word("guarded"));
        program.Lock(@lock);
        program.Guard(guarded, @lock);
        program.Run(1, cpu => Store(cpu, word, 1));
        return new Exploration(program.AsSystem()).Run();
    }

    // The table never changes: no translation that is held is out of date.
    private static Report NeverUnmapped()
    {
        var program = new ConcurrentProgram();
        program.Word("table[0]", (1UL << 12) | 0b11 | (0b11UL << 6) | (1UL << 10));
        program.Word("table[1]");
        program.Word("page[0]");
        program.Word("page[1]");
        program.Run(1, Touch);
        return new Exploration(program.AsSystem(new StageTwoTranslation(new PageLayout(Pages: 2, Levels: 1, Entries: 2))), claims: ["no-tlb-conflict"]).Run();
    }

    private static async Step Touch(Cpu cpu)
    {
        await cpu.WriteVttbr(1UL << 48);
        await cpu.Isb();
        await cpu.GuestLoad(0);
    }

    private static async Step Store(Cpu cpu, Address word, ulong value) => await cpu.Store(word, value);

    private static Step Nothing() => Step.Completed;

    private sealed class Still(string property) : Model<int>
    {
        public override IReadOnlyList<string> Actors => ["one"];

        public override IReadOnlyList<Trial> Trials =>
            property.StartsWith("valid", StringComparison.Ordinal) ? [] : [new(property, "something that tries it")];

        public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants =>
            property.StartsWith("valid", StringComparison.Ordinal) ? [(property, _ => true)] : [];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => [new(0, "stay", state)];

        public override bool MayEnd(int state) => false;
    }
}
