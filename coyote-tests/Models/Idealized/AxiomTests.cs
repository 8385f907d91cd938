using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Axioms;
using Interlock.Isolation.Idealized.Runs;
using Xunit;

namespace Interlock.CoyoteTests.Models.Idealized;

/// <summary>The axioms leave nothing open that they should not: whatever else an action did would be noticed.</summary>
public sealed class AxiomTests
{
    private static readonly Shape Small = new(2, 3, 2, 1, 2, HasCaches: true, HasErrors: false);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Every_other_state_after_an_action_is_refused(bool caches, bool errors)
    {
        var shape = Small with { HasCaches = caches, HasErrors = errors };
        var platform = new Platform(shape);
        var graph = new PlatformGraph(platform, PlatformState.Boot(shape));
        var (tried, kinds) = (0, new HashSet<ActionKind>());
        for (var state = 0; state < graph.Count; state += 1 + (graph.Count / 700))
        {
            for (var index = 0; index < platform.Actions.Count; index++)
            {
                var (before, action) = (graph[state], platform.Actions[index]);
                if (graph.Step(state, index) is not { } after)
                {
                    continue;
                }

                Assert.Null(AxiomCheck.Broken(shape, before, action, graph[after]));
                foreach (var other in Others(graph[after]).Where(other => !IsLeft(before, action, graph[after], other)))
                {
                    Assert.False(
                        AxiomCheck.Broken(shape, before, action, other) is null
                            && StepIsolation.Broken(before, action, other) is null,
                        $"'{action}' may lead from {before} to {other} as well as to {graph[after]}");
                    tried++;
                }

                kinds.Add(action.Kind);
            }
        }

        Assert.InRange(tried, 10_000, int.MaxValue);
        Assert.Equal(Enum.GetValues<ActionKind>().Length - (caches ? 0 : 1), kinds.Count);
    }

    [Fact]
    public void What_is_not_permitted_is_noticed_and_so_is_what_is_not_possible()
    {
        var boot = PlatformState.Boot(Small);
        var read = new IdealAction(ActionKind.Read, 0, 0);
        var call = new IdealAction(ActionKind.Hypercall, 0);

        Assert.Contains("do not permit", AxiomCheck.Broken(Small, boot, read, boot)!.Message, StringComparison.Ordinal);
        Assert.Contains("the platform does not", AxiomCheck.Broken(Small, boot, call, null)!.Message, StringComparison.Ordinal);
        Assert.Contains(
            "the axioms refuse", AxiomCheck.Broken(Small with { HasErrors = true }, boot, read, boot)!.Message, StringComparison.Ordinal);
        Assert.Null(AxiomCheck.Broken(Small, boot, read, null));
    }

    // What an error is called, and what is left in a page that is given up, the axioms leave open.
    private static bool IsLeft(PlatformState before, IdealAction action, PlatformState after, PlatformState other)
    {
        var page = action.Kind switch
        {
            ActionKind.Release => before.PageAt(action.Os, action.First),
            ActionKind.Discard => action.First,
            _ => Page.None,
        };
        var isContent = page >= 0
            && after.WithPage(page, after.Pages[page] with { Content = 0 }) == other.WithPage(page, other.Pages[page] with { Content = 0 });
        return isContent
            || (action.IsAnswered && after.Oses[action.Os].Error != ActionError.None && other.Oses[action.Os].Error != ActionError.None
            && WithoutError(after, action.Os) == WithoutError(other, action.Os));
    }

    private static PlatformState WithoutError(PlatformState state, int os) =>
        state.WithOs(os, state.Oses[os] with { Error = ActionError.None });

    // The states that differ in one thing. TLB and cache may hold less, so lines are only filled.
    private static IEnumerable<PlatformState> Others(PlatformState state)
    {
        yield return state with { Active = 1 - state.Active };
        yield return state with { Mode = 1 - state.Mode };
        yield return state with { IsWaiting = !state.IsWaiting };
        for (var os = 0; os < state.Oses.Count; os++)
        {
            var was = state.Oses[os];
            yield return state.WithOs(os, was with { Root = 1 - was.Root });
            yield return state.WithOs(os, was with { Register = 1 - was.Register });
            yield return state.WithOs(os, was with { Mode = 1 - was.Mode });
            yield return state.WithOs(os, was with { Asks = !was.Asks });
            yield return state.WithOs(
                os, was with { Error = was.Error == ActionError.None ? ActionError.NotMapped : ActionError.None });
            for (var pa = 0; pa < state.Maps[os].Count; pa++)
            {
                yield return state.WithMap(os, pa, state.PageAt(os, pa) == Page.None ? 0 : Page.None);
            }
        }

        for (var page = 0; page < state.Pages.Count; page++)
        {
            var was = state.Pages[page];
            yield return state.WithPage(page, was with { Owner = was.Owner == Owner.Nobody ? Owner.Hypervisor : Owner.Nobody });
            yield return state.WithPage(page, was with { Kind = (PageKind)(((int)was.Kind + 1) % 3) });
            yield return state.WithPage(page, was with { Content = was.Content ^ 1 });
        }

        for (var va = 0; va < state.Lines.Count; va++)
        {
            yield return state.WithLine(va, new Line(0, 7));
        }
    }
}
