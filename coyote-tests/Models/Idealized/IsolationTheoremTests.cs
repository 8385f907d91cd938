using Interlock.Catalogue.Idealized;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Runs;
using Interlock.Isolation.Structures;
using Xunit;

namespace Interlock.CoyoteTests.Models.Idealized;

/// <summary>The ways in which isolation and transparency are checked agree, on the platform and on all its variants.</summary>
[Trait("Category", "Long")]
public sealed class IsolationTheoremTests
{
    private static readonly Dictionary<string, Func<Shape, Platform>> Variants = new()
    {
        ["shipped"] = shape => new Platform(shape),
        ["assigns uncleaned"] = shape => new AssignsUncleaned(shape),
        ["assigns uncleaned at times"] = shape => new AssignsUncleanedAtTimes(shape),
        ["answers all"] = shape => new AnswersAll(shape),
        ["writes untranslated"] = shape => new WritesUntranslated(shape),
        ["releases cleaned"] = shape => new ReleasesCleaned(shape),
        ["switches keeping register"] = shape => new SwitchesKeepingRegister(shape),
        ["switches without flush"] = shape => new SwitchesWithoutFlush(shape),
        ["assigns cleaned for trusted"] = shape => new AssignsCleanedForTrusted(shape),
        ["pins one at a time"] = shape => new PinsOneAtATime(shape),
        ["pins where asked"] = shape => new PinsWhereAsked(shape),
        ["unmaps all"] = shape => new UnmapsAll(shape),
    };

    public static TheoryData<string> Names => [.. Variants.Keys];

    // Rushby 1992, theorem 1: what unwinds is isolated. The other way round need not be: unwinding speaks of all states that look alike.
    [Theory]
    [MemberData(nameof(Names))]
    public void What_unwinds_is_isolated_in_two_runs(string name)
    {
        var platform = Variants[name](Shape(caches: name == "switches without flush"));

        var unwinds = new Exploration(new Unwinding(platform).AsSystem()).Run().Verdict;
        var isIsolated = new Exploration(new TwoRuns(platform).AsSystem(), new SearchOptions(MaxStates: 50_000)).Run().Verdict;

        Assert.NotEqual(Verdict.Error, unwinds);
        Assert.NotEqual(Verdict.Error, isIsolated);
        Assert.False(unwinds == Verdict.Verified && isIsolated == Verdict.Violated);
        Assert.Equal(name is "shipped" or "releases cleaned" or "unmaps all" or "pins where asked", unwinds == Verdict.Verified);
    }

    // What one OS can tell another one cannot: the trusted one finds every page cleared that it is given, whoever had it before.
    [Fact]
    public void Every_OS_observes_two_runs()
    {
        var system = new TwoRuns(new AssignsCleanedForTrusted(Shape(caches: false))).AsSystem();

        var report = new Exploration(system).Run();

        Assert.Equal((Verdict.Violated, "os-isolation"), (report.Verdict, report.Violation?.Property));
        Assert.Contains("os1 can tell", report.Violation!.Message, StringComparison.Ordinal);
    }

    // Erased traces of the platform that refuses too much are traces of the OS alone; the other way round they are not.
    [Theory]
    [InlineData("shipped", true)]
    [InlineData("pins where asked", true)]
    [InlineData("pins one at a time", false)]
    public void Traces_of_the_OS_alone_are_erased_traces(string name, bool areAll)
    {
        var (shared, alone) = (Variants[name](Shape(caches: true)), new Platform(Shape(caches: false)));
        var random = new Random(11);
        var (are, length) = (true, 0);
        for (var number = 0; number < 400; number++)
        {
            // The OS alone does anything; on the shared platform, where the others have done something before, the same is tried.
            var os = number % 2;
            var (state, own) = (After(shared, random, number % 3 == 0 ? 0 : 40, 1 - os), Ends(alone, os, [])!);
            state = state.Active == os ? state : shared.Step(state, new IdealAction(ActionKind.Switch, IdealAction.NoOs, os))!;
            for (var step = 0; step < 40 && are; step++)
            {
                var possible = alone.Actions.Where(action => action.Os == os && alone.Step(own, action) is not null
                    && (action.Kind != ActionKind.Assign || state.Pages[action.Second].Owner == Owner.Nobody)).ToList();
                var action = possible[random.Next(possible.Count)];
                own = alone.Step(own, action)!;
                are = shared.Step(state, action) is { } next && OsView.Functional(next, os) == OsView.Functional(own, os);
                state = are ? shared.Step(state, action)! : state;
                length++;
            }
        }

        Assert.Equal(areAll, are);
        Assert.True(!areAll || length > 10_000);
        Assert.Equal(areAll, new Exploration(new Erasure(shared, alone).AsSystem()).Run().Verdict == Verdict.Verified);
    }

    // What an OS and the hypervisor make of the platform, of which the other OS knows nothing.
    private static PlatformState After(Platform platform, Random random, int steps, int os)
    {
        var state = PlatformState.Boot(platform.Shape);
        for (var step = 0; step < steps; step++)
        {
            var possible = platform.Actions.Where(action =>
                (action.Os == os || action.Kind == ActionKind.Switch) && platform.Step(state, action) is not null).ToList();
            state = platform.Step(state, possible[random.Next(possible.Count)])!;
        }

        return state;
    }

    // The traces themselves, some of them: erased, and run on a platform that has nothing of others.
    [Theory]
    [InlineData("shipped", true)]
    [InlineData("releases cleaned", true)]
    [InlineData("switches keeping register", false)]
    [InlineData("answers all", false)]
    public void Erased_traces_are_traces_of_the_OS_alone(string name, bool areAll)
    {
        var (shared, alone) = (Variants[name](Shape(caches: true)), new Platform(Shape(caches: false)));
        var random = new Random(5);
        var (are, length) = (true, 0);
        for (var number = 0; number < 400; number++)
        {
            var os = number % 2;
            var (state, erased) = (PlatformState.Boot(shared.Shape), new List<IdealAction>());
            for (var step = 0; step < 60; step++)
            {
                var possible = shared.Actions.Where(action => shared.Step(state, action) is not null).ToList();
                var action = possible[random.Next(possible.Count)];
                state = shared.Step(state, action)!;
                if (action.Os == os && action.Kind != ActionKind.Evict)
                {
                    erased.Add(action);
                }
            }

            length += erased.Count;
            are &= Ends(alone, os, erased) is { } end && OsView.Functional(end, os) == OsView.Functional(state, os);
        }

        Assert.InRange(length, 2000, int.MaxValue);
        Assert.Equal(areAll, are);
        Assert.Equal(areAll, new Exploration(new Erasure(shared, alone).AsSystem()).Run().Verdict == Verdict.Verified);
    }

    private static PlatformState? Ends(Platform alone, int os, List<IdealAction> trace)
    {
        var boot = PlatformState.Boot(alone.Shape);
        PlatformState? state = boot with
        {
            Active = os,
            Mode = boot.Oses[os].Mode,
            Maps = Rows.Of(boot.Maps.Values.Select((map, other) => other == os ? map : Rows.Repeat(Page.None, map.Count))),
            Pages = Rows.Of(boot.Pages.Values.Select(page =>
                page.Owner == Owner.Os(os) ? page : new Page(Owner.Nobody, PageKind.Bare, 0))),
        };
        foreach (var action in trace)
        {
            state = state is null ? null : alone.Step(state, action);
        }

        return state;
    }

    private static Shape Shape(bool caches) => new(2, 3, 2, 1, 2, caches, HasErrors: false);

    // Not the first of the states that look alike to whoever gets the page, which cannot be given it.
    private sealed class AssignsUncleanedAtTimes(Shape shape) : Platform(shape)
    {
        protected override PlatformState Assign(PlatformState state, int os, int pa, int page) =>
            page < Shape.Oses && page != os && state.PageAt(os, 0) == os
                ? state.WithPage(page, new Page(Owner.Os(os), PageKind.Bare, state.Pages[page].Content)).WithMap(os, pa, page)
                : base.Assign(state, os, pa, page);
    }
}
