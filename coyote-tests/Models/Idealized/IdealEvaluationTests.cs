using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Models.Idealized;

/// <summary>What cannot be evaluated on the idealized platform is an error of the harness, never a pass and never a violation.</summary>
public sealed class IdealEvaluationTests
{
    private const string Message = "cannot be evaluated";

    public static TheoryData<string> Names => [.. Models.Keys];

    private static Dictionary<string, Func<Platform, Schedule, TransitionSystem>> Models { get; } = new()
    {
        ["platform"] = (platform, _) => new PlatformModel(platform).AsSystem(),
        ["unwinding"] = (platform, _) => new Unwinding(platform).AsSystem(),
        ["two runs"] = (platform, _) => new TwoRuns(platform).AsSystem(),
        ["erasure, of the shared platform"] = (platform, _) => new Erasure(platform, new Platform(Small)).AsSystem(),
        ["erasure, of the platform alone"] = (platform, _) => new Erasure(new Platform(Small), platform).AsSystem(),
        ["attendance"] = (platform, _) => new Attendance(platform, new Schedule()).AsSystem(),
        ["the schedule"] = (_, schedule) => new Attendance(new Platform(Small), schedule).AsSystem(),
    };

    private static Shape Small => new(2, 3, 2, 1, 2, HasCaches: false, HasErrors: false);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_an_error(string name)
    {
        foreach (var workers in (int[])[1, 2])
        {
            var report = new Exploration(Models[name](new Failing(Small), new FailingSchedule()), new SearchOptions(Workers: workers))
                .Run();

            Assert.Equal(Verdict.Error, report.Verdict);
            Assert.Null(report.Violation);
            Assert.Contains(Message, report.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_can_be_is_none(string name)
    {
        var report = new Exploration(Models[name](new Platform(Small), new Schedule()), new SearchOptions(MaxStates: 20_000)).Run();

        Assert.Contains(report.Verdict, (Verdict[])[Verdict.Verified, Verdict.Incomplete]);
        Assert.Null(report.Error);
    }

    // An OS asks for something before this is asked of anybody.
    private sealed class Failing(Shape shape) : Platform(shape)
    {
        protected override PlatformState Return(PlatformState state, int os) => throw new InvalidOperationException(Message);
    }

    private sealed class FailingSchedule : Schedule
    {
        protected override int After(PlatformState state, int os) =>
            state.Oses[1].Asks ? throw new InvalidOperationException(Message) : base.After(state, os);
    }
}
