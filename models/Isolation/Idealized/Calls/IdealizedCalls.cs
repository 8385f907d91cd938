using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Specifications;

namespace Interlock.Isolation.Idealized.Calls;

/// <summary>
/// Every call of the engine is a sequence of actions that the idealized platform allows, and of a refused one there are none.
/// </summary>
internal sealed class IdealizedCalls
{
    /// <summary>The property's name.</summary>
    public const string Property = "idealized-steps";

    private const int Host = 0;

    private readonly EngineAsPlatform abstraction;
    private readonly Platform platform;

    public IdealizedCalls(Configuration configuration)
    {
        abstraction = new EngineAsPlatform(configuration);
        platform = new Platform(abstraction.Shape);
    }

    /// <summary>Why a call cannot have been such a sequence; null if it was.</summary>
    /// <param name="call">The call, with its outcome.</param>
    /// <param name="held">The components of the locks that it held, when it took them.</param>
    /// <param name="seen">The same components, when it released them.</param>
    public string? Objection(CallRecord call, Components held, Components seen)
    {
        var (found, left) = (abstraction.Of(held), abstraction.Of(seen));
        if ((found.Missing ?? left.Missing) is { } missing)
        {
            return $"{CallText.Of(call, held.Loaded)}: the idealized platform has no such state as it {(found.Missing is null ? "leaves" : "finds")}: {missing}";
        }

        if (found.State is not { } state || left.State is not { } after)
        {
            return null; // without the host's lock nobody's pages change: that is watched by the refinement
        }

        foreach (var action in ActionsOf(call, held, seen))
        {
            if (platform.Step(state, action) is not { } next)
            {
                return $"{CallText.Of(call, held.Loaded)}: the idealized platform does not allow '{action}' in {Text(state)}";
            }

            state = next;
        }

        return state == after
            ? null
            : $"{CallText.Of(call, held.Loaded)}: the idealized platform comes to {Text(state)}, the engine to {Text(after)}";
    }

    /// <summary>What a call is on the idealized platform; nothing for calls that neither give nor take a page.</summary>
    public static IEnumerable<IdealAction> ActionsOf(CallRecord call, Components held, Components seen)
    {
        if (!call.Succeeded)
        {
            return [];
        }

        return call.Call switch
        {
            Call.CreateVm or Call.SupplyTable => [Release(Host, call.Page), new(ActionKind.Retain, IdealAction.NoOs, call.Page)],
            Call.Donate => [Release(Host, call.Page), Assign(EngineAsPlatform.OsOf(call.Vm), call.IpaPage, call.Page)],
            Call.ReclaimPage => [Assign(Host, call.Page, call.Page)],
            Call.ReturnTable => BackToHost(held.Vm(call.Vm)!.TablePages.Except(seen.Vm(call.Vm)!.TablePages)),
            Call.DestroyVm =>
            [
                .. OwnPlaces(held.Vm(call.Vm)!).Select(ipa => Release(EngineAsPlatform.OsOf(call.Vm), ipa)),
                .. BackToHost(held.Vm(call.Vm)!.TablePages),
            ],
            Call.CreateVcpu or Call.LoadVcpu or Call.PutVcpu or Call.RunVcpu or Call.Share or Call.Unshare or Call.Permit
                or Call.SplitBlock or Call.MergeTable or Call.GuestShare or Call.GuestUnshare or Call.HostAbort or Call.GuestAbort => [],
        };
    }

    private static IdealAction Release(int os, int pa) => new(ActionKind.Release, os, pa);

    private static IdealAction Assign(int os, int pa, int page) => new(ActionKind.Assign, os, pa, page);

    private static IEnumerable<IdealAction> BackToHost(IEnumerable<int> tables) => tables.Order().SelectMany(page =>
        (IEnumerable<IdealAction>)[new(ActionKind.Discard, IdealAction.NoOs, page), Assign(Host, page, page)]);

    private static IEnumerable<int> OwnPlaces(VmState vm) => Enumerable.Range(0, vm.Places.Count)
        .Where(ipa => vm.Places[ipa].State is PageState.Owned or PageState.SharedOwned);

    private static string Text(PlatformState state) => $"({string.Join("; ", state.Values
        .Where(value => value.Name.StartsWith("map", StringComparison.Ordinal) || value.Name.StartsWith("page", StringComparison.Ordinal))
        .Select(value => $"{value.Name}: {value.Value}"))})";
}
