using System.Threading;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Explorer.Orders;

/// <summary>
/// Tries weaker orders for each operation of a program's source, each alone and then all together (VSync, ASPLOS 2021, does it for a set of
/// barriers). What it says holds at the sizes and under the memory model at which the program is explored.
/// </summary>
/// <param name="build">Builds the program with other orders than its source names.</param>
/// <param name="maxStates">States after which one search stops, as incomplete: nothing is claimed of that order.</param>
public sealed class OrderSearch(Func<IReadOnlyDictionary<Site, MemoryOrder>, TransitionSystem> build, long? maxStates = null)
{
    /// <summary>Tries everything.</summary>
    /// <param name="told">Hears what is tried.</param>
    /// <param name="stop">Ends it early: what was not tried is left out.</param>
    /// <exception cref="ArgumentException">The program as it is does not verify.</exception>
    public IReadOnlyList<OrderedSite> Run(Action<string> told, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(told);
        var whole = build(new Dictionary<Site, MemoryOrder>());
        var asIs = new Exploration(whole, Options).Run(interrupt: stop);
        if (asIs.Verdict != Verdict.Verified)
        {
            throw new ArgumentException($"The orders of a program are judged once it verifies as it is; this one is {asIs.Verdict.ToString().ToLowerInvariant()}" +
                $"{(asIs.Violation is { } violation ? $" ({violation.Property}: {violation.Message})" : asIs.Error is { } error ? $" ({error})" : string.Empty)}.");
        }

        var sites = whole.Operations
            .Where(operation => Weaker(operation.Kind, operation.Order).Any())
            .Select(operation => (operation.Site, operation.Kind, operation.Order)).Distinct()
            .OrderBy(site => site.Site.File, StringComparer.Ordinal).ThenBy(site => site.Site.Line).ToList();
        var alone = new List<OrderedSite>();
        foreach (var (site, kind, order) in sites.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var tried = new List<OrderTrial>();
            foreach (var weaker in Weaker(kind, order))
            {
                told($"{kind} {weaker} at {site}");
                tried.Add(Try(new Dictionary<Site, MemoryOrder> { [site] = weaker }, weaker, stop));
            }

            alone.Add(new OrderedSite(site, kind, order, WeakestOf(order, tried), order, tried));
        }

        return Together(alone, told, stop);
    }

    /// <summary>The orders that are weaker than one, strongest first; acquire before release, neither of which is weaker than the other.</summary>
    public static IEnumerable<MemoryOrder> Weaker(OperationKind kind, MemoryOrder order)
    {
        var all = kind switch
        {
            OperationKind.Load => (MemoryOrder[])[MemoryOrder.SequentiallyConsistent, MemoryOrder.Acquire, MemoryOrder.Relaxed],
            OperationKind.Store => [MemoryOrder.SequentiallyConsistent, MemoryOrder.Release, MemoryOrder.Relaxed],
            _ when kind.IsAtomic() || kind == OperationKind.Fence =>
                [MemoryOrder.SequentiallyConsistent, MemoryOrder.AcquireRelease, MemoryOrder.Acquire, MemoryOrder.Release, MemoryOrder.Relaxed],
            _ => [],
        };
        var at = Array.IndexOf(all, order);
        return at < 0 ? [] : all.Skip(at + 1).Where(weaker => order != MemoryOrder.Acquire || weaker != MemoryOrder.Release);
    }

    private SearchOptions Options => new(Workers: 1, MaxStates: maxStates);

    // From the weakest on, each operation gets the first order that verifies with those that were chosen before it.
    private List<OrderedSite> Together(List<OrderedSite> alone, Action<string> told, CancellationToken stop)
    {
        var (chosen, proposed) = (new Dictionary<Site, MemoryOrder>(), new List<OrderedSite>());
        foreach (var site in alone)
        {
            var order = site.Order;
            foreach (var weaker in site.Tried.Where(trial => trial.Verdict == Verdict.Verified).Select(trial => trial.Order).Reverse())
            {
                told($"{site.Operation} {weaker} at {site.Site}, with the others as weak as they can be");
                var together = new Dictionary<Site, MemoryOrder>(chosen) { [site.Site] = weaker };
                if (!stop.IsCancellationRequested && Try(together, weaker, stop).Verdict == Verdict.Verified)
                {
                    (order, chosen) = (weaker, together);
                    break;
                }
            }

            proposed.Add(site with { Proposed = order });
        }

        return proposed;
    }

    private OrderTrial Try(IReadOnlyDictionary<Site, MemoryOrder> orders, MemoryOrder tried, CancellationToken stop)
    {
        var report = new Exploration(build(orders), Options).Run(interrupt: stop);
        return new OrderTrial(tried, report.Verdict, report.Violation?.Property, report.Counterexample?.Schedule.Count ?? 0);
    }

    private static MemoryOrder WeakestOf(MemoryOrder order, List<OrderTrial> tried) =>
        tried.FindLast(trial => trial.Verdict == Verdict.Verified)?.Order ?? order;
}
