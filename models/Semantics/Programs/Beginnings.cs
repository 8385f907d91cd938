using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>
/// The initial states of a program. Code before the first operations of the vCPUs may make events in any order of the vCPUs, so each
/// order that leads to a different state or violation gives an initial state.
/// </summary>
/// <param name="system">The program.</param>
/// <param name="watchers">The monitors that receive the events.</param>
internal sealed class Beginnings(ProgramSystem system, Watchers watchers)
{
    // vCPUs whose events commute are counted as sets of vCPUs, not as orders.
    private const int Most = 10_000;

    private readonly LocalStep[] begun = [.. Enumerable.Range(0, system.VcpuCount).Select(system.Begin)];
    private readonly Expansion trial = new(system.Width, system.Witnesses.Count, wide: false); // what is witnessed in it does not count

    /// <summary>Writes the initial states.</summary>
    /// <exception cref="UnsupportedStateException">There are too many orders.</exception>
    public void Fill(Expansion into)
    {
        List<int> heard = [.. Enumerable.Range(0, begun.Length).Where(vcpu => begun[vcpu].IsRemarkable)];
        var orders = watchers.AreOrdersAlike(heard.Select(vcpu => begun[vcpu])) ? [Confirmed(heard)] : Orders(heard);
        into.Reset(new ulong[system.Width]);
        for (var choice = 0; choice < orders.Count; choice++)
        {
            Take(into, choice, orders[choice]);
            into.End();
        }
    }

    // That it makes no difference is what monitors say. All orders of few vCPUs are tried, and of many those in which two are exchanged.
    private List<int> Confirmed(List<int> heard)
    {
        const int Few = 6;
        if (heard.Count <= Few ? Orders(heard).Count > 1 : Enumerable.Range(1, heard.Count - 1).Any(at => OutcomeOf(Exchanged(heard, at)) != OutcomeOf(heard)))
        {
            throw new UnsupportedStateException(
                "monitors say that what vCPUs remark before their first operations commutes, and they come to something else where it is heard in another " +
                "order. Commutes may say so only of remarks of which the order makes no difference.");
        }

        return heard;
    }

    private static List<int> Exchanged(List<int> order, int at)
    {
        List<int> exchanged = [.. order];
        (exchanged[at - 1], exchanged[at]) = (exchanged[at], exchanged[at - 1]);
        return exchanged;
    }

    // An order for each outcome that there is, those of lower vCPUs first.
    private IReadOnlyList<IReadOnlyList<int>> Orders(List<int> heard)
    {
        IReadOnlyList<IReadOnlyList<int>> orders = [[]];
        for (var length = 1; length <= heard.Count; length++)
        {
            var longer = new Dictionary<string, IReadOnlyList<int>>();
            foreach (var order in orders)
            {
                foreach (var vcpu in heard.Except(order))
                {
                    IReadOnlyList<int> extended = [.. order, vcpu];
                    longer.TryAdd($"{string.Join(' ', extended.Order())}: {OutcomeOf(extended)}", extended);
                }

                if (longer.Count > Most)
                {
                    throw new UnsupportedStateException(
                        $"the code of {heard.Count} vCPUs remarks something before its first operation, and there are more than {Most} " +
                        "ways in " +
                        "which the monitors can hear it. Make these remarks after an operation, or let monitors say that they commute.");
                }
            }

            orders = [.. longer.Values];
        }

        return orders;
    }

    private string OutcomeOf(IReadOnlyList<int> order)
    {
        trial.Reset(new ulong[system.Width]);
        Take(trial, 0, order);
        return $"{string.Join(' ', trial.State(0).ToArray())} {trial[0].Goals} {trial[0].Violation}";
    }

    private void Take(Expansion into, int choice, IReadOnlyList<int> order)
    {
        into.Begin(0, choice);
        for (var word = 0; word < system.Program.Words.Count; word++)
        {
            into.Set(word, system.Program.Words[word].Wrap(system.Program.Words[word].Initial));
        }

        for (var vcpu = 0; vcpu < begun.Length; vcpu++)
        {
            into.Set(system.LocalBase + vcpu, begun[vcpu].Next.Id);
        }

        if (system.Machine.Beginning(system.EndedIn(into.State(into.Count))) is > 0 and var memory)
        {
            into.Set(system.MachineBase + system.Machine.OwnWords(begun.Length) - 1, memory);
        }

        foreach (var vcpu in order)
        {
            system.Tell(into, vcpu, begun[vcpu]);
        }
    }
}
