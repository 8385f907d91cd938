using Interlock.Catalogue;
using Interlock.Explorer.Traces;
using Interlock.Isolation.Monitors;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Invariants;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Viewer.Reports;

/// <summary>Violations carry what they are about as values, and no report takes it from their sentences.</summary>
public sealed class EvidenceTests
{
    // By property, the evidence of a violation: one of these.
    private static readonly Dictionary<string, Type[]> Needed = new()
    {
        ["mutual-exclusion"] = [typeof(TwoHolders)],
        ["fifo-order"] = [typeof(OutOfTurn)],
        ["no-lost-update"] = [typeof(LostUpdate), typeof(BrokenCondition)],
        ["no-early-release"] = [typeof(LeftEarly)],
        ["no-lost-wake-up"] = [typeof(StuckVcpus)],
        ["progress"] = [typeof(StuckVcpus)],
        ["assertions"] = [typeof(FailedClaim)],
        ["own-regime"] = [typeof(WrongRegime)],
        ["no-foreign-access"] = [typeof(ForeignAccess)],
        ["no-stale-translation"] = [typeof(HeldWrongly)],
        ["no-stale-table"] = [typeof(HeldWrongly)],
        ["no-orphan-vmid"] = [typeof(HeldWrongly)],
        ["refinement"] =
        [
            typeof(CallEvidence), typeof(GrantedWrongly), typeof(RefusedWrongly), typeof(RolloverEvidence), typeof(Misread),
            typeof(ChangedWithoutLock), typeof(TakenTwice),
        ],
        ["idealized-steps"] = [typeof(CallEvidence), typeof(NoImage)],
        ["one-owner"] = [typeof(PageContradicted)],
        ["shares-pair-up"] = [typeof(SharesMiscounted)],
        ["vm-maps-own-or-borrowed"] = [typeof(MappedWrongly)],
        ["counts-exact"] = [typeof(PagesMiscounted), typeof(ReferencesMiscounted)],
        ["one-vmid-one-root"] = [typeof(VmidsMisgiven)],
        ["break-before-make"] = [typeof(EntryRemade)],
        ["scrubbed"] = [typeof(LeftInPage)],
        ["tables-under-lock"] = [typeof(TableWritten)],
        ["lock-order"] = [typeof(LocksOutOfOrder)],
        ["memory-safety"] = [typeof(AccessOutside)],
        ["integrity"] = [typeof(ChangedByOther)],
        ["guest-context"] = [typeof(RegisterLost)],
        ["no-tlb-conflict"] = [typeof(ConflictingEntries)],
        ["no-run-time-error"] = [typeof(UncaughtException)],
        ["lock-discipline"] = [typeof(UndisciplinedAccess)],
        ["valid-caches"] = [typeof(BrokenCondition)],
        ["valid-map"] = [typeof(BrokenCondition)],
        ["valid-mode"] = [typeof(BrokenCondition)],
        ["valid-tables"] = [typeof(BrokenCondition)],
    };

    // Their pages tell the steps and the whole state: a loop, two runs, an action of a plain model, or a part of the design
    // that has no counterexample in the catalogue.
    private static readonly string[] NotNeeded =
    [
        "availability", "confidentiality", "deadlock-freedom", "errors-change-nothing", "every-call-returns", "every-vcpu-attended",
        "livelock-freedom", "local-respect", "os-isolation", "read-isolation", "refines-axioms",
        "starvation-freedom", "step-consistency", "termination", "transparency", "write-isolation",
    ];

    public static TheoryData<string> Traces() =>
        [.. Repo.Files("*.json").Where(path => path.StartsWith("traces/", StringComparison.Ordinal))];

    [Fact]
    public void Every_property_of_the_catalogue_has_evidence_or_needs_none()
    {
        var known = Needed.Keys.Concat(NotNeeded).ToList();

        Assert.Equal(known, known.Distinct());
        Assert.Empty(ScenarioList.All.SelectMany(scenario => scenario.Properties).Distinct().Except(known));
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void A_violation_carries_what_it_is_about(string path)
    {
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf(path)));
        if (!Needed.TryGetValue(trace.Violation.Property, out var types))
        {
            Assert.Contains(trace.Violation.Property, NotNeeded);
            return;
        }

        var history = History.Of(trace, ScenarioList.All);

        var violation = history.Trace.Violation;
        Assert.NotNull(violation.Evidence);
        if (trace.Scenario == "toy-shootdown")
        {
            Assert.Equal(new BrokenCondition(trace.Violation.Property), violation.Evidence); // a plain model, whose state is shown whole
            return;
        }

        Assert.Contains(violation.Evidence.GetType(), types);
        if (violation.Evidence is HeldWrongly held)
        {
            Assert.NotEmpty(held.Entries);
        }
    }

    [Fact]
    public void Evidence_is_no_part_of_what_a_violation_says()
    {
        var told = new Violation(ViolationKind.Monitor, "mutual-exclusion", "vcpu1 acquired the lock while vcpu0 held it");

        Assert.Equal(told, told with { Evidence = new TwoHolders(0, 1) });
        Assert.Equal(told.GetHashCode(), (told with { Evidence = new TwoHolders(0, 1) }).GetHashCode());
        Assert.NotEqual(told, told with { Message = "vcpu0 acquired the lock while vcpu1 held it" });
    }

    // A sentence is shown, whole; what it says is known from the evidence.
    [Fact]
    public void No_report_takes_a_sentence_apart()
    {
        var sources = Repo.Files("*.cs").Where(file => file.StartsWith("tools/Viewer/Reports/", StringComparison.Ordinal))
            .ToDictionary(file => file, file => File.ReadAllText(Repo.PathOf(file)));

        Assert.True(sources.Count > 20);
        Assert.DoesNotContain(sources, source => source.Value.Contains("Regex", StringComparison.Ordinal)
            || source.Value.Contains("RegularExpressions", StringComparison.Ordinal));
        Assert.Equal(
            ["tools/Viewer/Reports/CounterexampleBuilder.cs", "tools/Viewer/Reports/Headlines.cs"],
            sources.Where(source => source.Value.Contains("iolation.Message", StringComparison.Ordinal))
                .Select(source => source.Key).Order(StringComparer.Ordinal));
    }
}
