using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Scenarios;
using Interlock.Viewer.Reports;
using Xunit;

namespace Interlock.CoyoteTests.Viewer.Reports;

/// <summary>
/// Why a translation was stale, as the headline says it: written by hand from what each variant of the unmap sequence leaves out
/// (Arm ARM D8.16 and D8.17), not from what the program says.
/// </summary>
public sealed class StaleCauseTests
{
    [Theory]
    [InlineData("unmap-without-tlbi", "no TLBI was issued for it")]
    [InlineData("unmap-without-clearing", "was never cleared")]
    [InlineData("unmap-without-first-dsb", "no DSB stands between the write")]
    [InlineData("unmap-without-last-dsb", "is not complete: no DSB ISH follows it")]
    [InlineData("unmap-store-barrier-last", "the DSB ISHST at", "does not wait for TLBIs")]
    [InlineData("unmap-locally", "reaches the TLB of vcpu0 only")]
    [InlineData("unmap-under-other-vmid", "was issued while VTTBR_EL2 held VMID 2; the entry has VMID 1")]
    [InlineData("unmap-without-isb", "may use the VMID from before VTTBR_EL2 was written: no ISB")]
    [InlineData("unmap-by-ipa-only", "not the entries that combine stages 1 and 2")]
    [InlineData("unmap-stage-one-first", "while the stage 2 entry was still cached, so a walk could make the combined entry again")]
    [InlineData("unmap-wrong-page", "is for another IPA page than 0")]
    [InlineData("unmap-clears-last", "before the entry was cleared, so a walk could cache it again; none came after it")]
    public void The_headline_names_what_was_left_undone(string mutant, params string[] said)
    {
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", "page-unmap", $"{mutant}.json")));

        var headline = CounterexampleBuilder.Of(trace, ScenarioList.All, null).Headline;

        Assert.All(said, part => Assert.Contains(part, headline.Summary, StringComparison.Ordinal));
        Assert.Contains("vcpu1", headline.Summary, StringComparison.Ordinal);
        Assert.Contains("page 1", headline.Summary, StringComparison.Ordinal);
        if (mutant != "unmap-without-clearing")
        {
            Assert.Equal("A page is reached through a stale TLB entry", headline.Title);
            Assert.Contains(headline.Decisive, step => step.Role == "unmapped");
        }
    }

    // A TLB entry that no access has used yet: the property is of the state.
    [Theory]
    [InlineData("TlbiKind.Ipas2e1is", "no TLBI of stage 2 was issued for it")]
    [InlineData("cpu.Dsb(DsbKind.Ish)", "no DSB stands between TLBI IPAS2E1IS")]
    [InlineData("TlbiKind.Vmalle1is", "no TLBI of stage 1 follows")]
    [InlineData("cpu.Dsb(DsbKind.Ishst)", "no DSB stands between the write at")]
    public void A_stale_entry_that_nobody_has_used_is_named_with_its_cause(string dropped, string said)
    {
        var scenario = ScenarioList.Find("unmap-access");
        var line = Line("engine/Tables/TlbMaintenance.cs", dropped);
        var variant = $"without:engine/Tables/TlbMaintenance.cs:{line}";
        var sizes = new Sizes(scenario);
        var report = new Exploration(scenario.Build(sizes, variant)).Run();
        var trace = Recording.Record(scenario, sizes, variant, report.Counterexample!);

        var headline = CounterexampleBuilder.Of(trace, ScenarioList.All, null).Headline;

        Assert.Equal("no-stale-translation", trace.Violation.Property);
        Assert.Contains(" overwrote its descriptor", headline.Summary, StringComparison.Ordinal);
        Assert.Contains(said, headline.Summary, StringComparison.Ordinal);
        Assert.True(headline.Summary.Length < 400, headline.Summary);
    }

    private static int Line(string file, string text)
    {
        var lines = File.ReadAllLines(Repo.PathOf(file));
        return 1 + Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
    }
}
