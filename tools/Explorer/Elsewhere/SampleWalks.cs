using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Elsewhere;

/// <summary>
/// A few short executions of a system that has not been explored yet, so that two processes take the same ones and number what they
/// meet alike: the states with all that machine and monitors keep, what is met and what is broken.
/// </summary>
internal static class SampleWalks
{
    private const int Walks = 3;
    private const int Length = 24;

    /// <summary>A hash of each state in turn.</summary>
    public static List<ulong> Of(TransitionSystem system)
    {
        var hashes = new List<ulong>();
        Take(system, (hash, _) =>
        {
            hashes.Add(hash);
            return null;
        });
        return hashes;
    }

    /// <summary>Where the same executions are other ones; null if nowhere.</summary>
    public static string? FirstOther(TransitionSystem system, IReadOnlyList<ulong> expected)
    {
        var next = 0;
        return Take(system, (hash, describe) => next < expected.Count && expected[next++] == hash ? null : describe() is { } taken
            ? $"the step {taken.Operation}{(taken.Site.Length == 0 ? string.Empty : $" at {taken.Site}")} leads elsewhere, or other steps can be taken after it"
            : "an execution begins elsewhere, or other steps can be taken first");
    }

    private static string? Take(TransitionSystem system, Func<ulong, Func<Transition?>, string?> see)
    {
        var (from, to) = (New(system), New(system));
        var state = new ulong[system.Width];
        for (ulong walk = 0; walk < Walks; walk++)
        {
            var random = new SplitMix(walk);
            system.Start(from);
            for (var step = 0; step < Length && from.Count > 0; step++)
            {
                var chosen = (int)(random.NextFraction() * from.Count);
                var hash = Hash(system, from, chosen);
                var broken = from[chosen].Violation is not null;
                from.State(chosen).CopyTo(state);
                system.Expand(state, to);

                // Describing runs code, and what is met is numbered in the order in which it is met: only once nothing is compared any
                // more.
                var (expansion, isFirst) = (from, step == 0);
                if (see(Mix(hash, (ulong)to.Count), () => isFirst ? null : system.Describe(expansion, chosen)) is { } other)
                {
                    return other;
                }

                if (broken)
                {
                    break;
                }

                (from, to) = (to, from);
            }
        }

        return null;
    }

    private static Expansion New(TransitionSystem system) => new(system.Width, system.Witnesses.Count, wide: false);

    private static ulong Hash(TransitionSystem system, Expansion expansion, int successor)
    {
        var hash = Mix((ulong)expansion[successor].Actor, (ulong)expansion[successor].Choice);
        foreach (var word in expansion.State(successor))
        {
            hash = Mix(hash, word);
        }

        hash = Mix(hash, expansion[successor].Goals);
        hash = Mix(hash, expansion[successor].Violation?.Property);
        return Mix(hash, system.Check(expansion.State(successor))?.Property);
    }

    private static ulong Mix(ulong hash, string? text) =>
        (text ?? string.Empty).Aggregate(hash, (mixed, character) => Mix(mixed, character));

    private static ulong Mix(ulong hash, ulong word) => new SplitMix(hash ^ new SplitMix(word).Next()).Next();
}
