using Interlock.Sync;

namespace Interlock.Explorer.Orders;

/// <summary>One operation of the source with the orders that were tried for it.</summary>
/// <param name="Site">Where it is.</param>
/// <param name="Operation">Its kind.</param>
/// <param name="Order">The order that the source names.</param>
/// <param name="Weakest">The weakest order with which everything else as it is verifies.</param>
/// <param name="Proposed">Its order in a set of orders all of which together verify, each as weak as the others then allow.</param>
/// <param name="Tried">Each weaker order, strongest first, and what came of it with everything else as it is.</param>
public sealed record OrderedSite(
    Site Site, OperationKind Operation, MemoryOrder Order, MemoryOrder Weakest, MemoryOrder Proposed, IReadOnlyList<OrderTrial> Tried)
{
    /// <summary>Whether every weaker order breaks something.</summary>
    public bool IsNeeded => Tried.All(trial => trial.Verdict == Verdicts.Verdict.Violated);
}

/// <summary>An order that was tried in place of the source's.</summary>
/// <param name="Order">The order; of a fence, relaxed means none.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Property">The property that breaks; null if none was found to.</param>
/// <param name="Length">The steps of the shortest counterexample; zero if there is none.</param>
public sealed record OrderTrial(MemoryOrder Order, Verdicts.Verdict Verdict, string? Property, int Length);
