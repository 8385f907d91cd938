using System.Globalization;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Combined;

/// <summary>
/// The contents of memory, with who sleeps and who has an event, that an exploration comes to, but for names: each by the least of its
/// renamings. A reduction by names comes to those that the naive explorer comes to, and to no others.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="exchangesVcpus">Whether vCPUs have names too.</param>
internal sealed class Orbits(MixedProgram program, bool exchangesVcpus)
{
    private const int Most = 4000;

    private readonly MixedSymmetry symmetry = new(program.Vcpus.Length, exchangesVcpus);

    /// <summary>Those of the naive explorer.</summary>
    public HashSet<string> Of(NaiveGraph naive) => [.. naive.All.Select(state => Least(
        [.. state.Memory, Mask(state, vcpu => vcpu.Sleeps), Mask(state, vcpu => vcpu.HasEvent)]))];

    /// <summary>Those of a system of the program, which goes on behind what is broken; null if it is too large.</summary>
    public HashSet<string>? Of(TransitionSystem system)
    {
        var (known, orbits, waiting) = (new HashSet<string>(), new HashSet<string>(), new Queue<ulong[]>());
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        void Keep()
        {
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                var state = expansion.State(successor).ToArray();
                if (known.Add(string.Join(' ', state)))
                {
                    orbits.Add(Least(state[..(MixedProgram.Words + 2)]));
                    waiting.Enqueue(state);
                }
            }
        }

        system.Start(expansion);
        Keep();
        while (known.Count < Most && waiting.TryDequeue(out var state))
        {
            system.Expand(state, expansion);
            Keep();
        }

        States = known.Count;
        return waiting.Count == 0 ? orbits : null;
    }

    /// <summary>How many states the system has that was looked at last.</summary>
    public int States { get; private set; }

    private static ulong Mask(NaiveState state, Func<NaiveVcpu, bool> isIn) => state.Vcpus
        .Select((vcpu, index) => isIn(vcpu) ? 1UL << index : 0)
        .Aggregate(0UL, (mask, bit) => mask | bit);

    private string Least(ulong[] words)
    {
        var renamed = new HashSet<int>(symmetry.Words);
        return Enumerable.Range(0, symmetry.Count)
            .Select(renaming => string.Join(' ', words.Select((value, word) =>
                (renamed.Contains(word) ? symmetry.Image(renaming, words, word) : value).ToString(CultureInfo.InvariantCulture))))
            .Min(StringComparer.Ordinal)!;
    }
}
