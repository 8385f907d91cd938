using Interlock.Catalogue.Idealized;
using Interlock.CoyoteTests.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;
using Xunit;

namespace Interlock.CoyoteTests.Models.Idealized;

/// <summary>Availability needs a hypervisor that takes the processor from OSes that do not give it away.</summary>
public sealed class AttendanceTests
{
    // The last one was verified when every OS that is not trusted had nothing to do but to ask: only the trusted one could go on for ever.
    public static TheoryData<string> Impatient => [.. Schedules.Keys];

    private static Dictionary<string, Func<Schedule>> Schedules { get; } = new()
    {
        ["interrupts nobody"] = () => new Cooperates(),
        ["interrupts the trusted OS only"] = () => new InterruptsTrusted(),
    };

    [Theory]
    [MemberData(nameof(Impatient))]
    public void Without_preemption_an_OS_that_computes_has_the_processor_for_ever(string name)
    {
        var system = new Attendance(Small, Schedules[name]()).AsSystem();

        var report = new Exploration(system).Run();

        Assert.Equal("availability", report.Violation?.Property);
        Lasso.Confirm(system, report);
    }

    [Fact]
    public void Whoever_is_interrupted_when_others_wait_keeps_nobody_waiting() => Assert.Equal(
        Verdict.Verified, new Exploration(new Attendance(Small, new InterruptsForOthers()).AsSystem()).Run().Verdict);

    private static Platform Small => new(new Shape(2, 3, 2, 1, 2, HasCaches: false, HasErrors: false));

    private sealed class InterruptsTrusted : Schedule
    {
        protected override bool MayInterrupt(PlatformState state) => Shape.IsTrusted(state.Active);
    }
}
