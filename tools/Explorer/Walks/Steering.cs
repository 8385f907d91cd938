using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Walks;

/// <summary>
/// Which successor a walk goes on to. The rule: a step is as likely as the rarest value that it gives to a word, one over
/// one plus how often steps gave the word that value. Each walk favours some actors: it takes the steps of another 16 or
/// 256 times less gladly, so that somebody may be left behind for long (as by the priorities of Burckhardt et al., ASPLOS
/// 2010). A step to a state where walks have been is 16 times less likely, and one in 16 of those ends the walk. So every
/// execution stays possible, and none is likely for long.
/// </summary>
/// <param name="familiarity">What earlier rounds have seen.</param>
/// <param name="actors">How many actors there are.</param>
internal sealed class Steering(Familiarity familiarity, int actors)
{
    private const double Known = 1.0 / 16;
    private const double Disfavour = 1.0 / 16;
    private const int Favours = 3;
    private const double NoChange = 1e-6;

    private readonly HashSet<ulong> states = [];
    private readonly Dictionary<ulong, int> counts = [];
    private readonly double[] favour = new double[actors];
    private double[] weights = new double[16];

    /// <summary>How likely something is that was seen so often.</summary>
    public static double Rarity(int count) => 1.0 / (1.0 + count);

    /// <summary>Draws an index by weight.</summary>
    public static int Draw(ReadOnlySpan<double> weights, ref SplitMix random)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = random.NextFraction() * total;
        for (var index = 0; index < weights.Length - 1; index++)
        {
            left -= weights[index];
            if (left < 0)
            {
                return index;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>Begins a walk, which favours actors of its own.</summary>
    public void Begin(ref SplitMix random)
    {
        states.Clear();
        counts.Clear();
        for (var actor = 0; actor < favour.Length; actor++)
        {
            favour[actor] = Math.Pow(Disfavour, (int)(random.NextFraction() * Favours));
        }
    }

    /// <summary>Draws the successor to go on to.</summary>
    public int Choose(Expansion expansion, ref SplitMix random)
    {
        if (weights.Length < expansion.Count)
        {
            weights = new double[2 * expansion.Count];
        }

        for (var index = 0; index < expansion.Count; index++)
        {
            weights[index] = Weight(expansion, index);
        }

        return Draw(weights.AsSpan(0, expansion.Count), ref random);
    }

    /// <summary>Whether a walk ends with its next step, to a state where walks have been.</summary>
    public bool Ends(Expansion expansion, int chosen, ref SplitMix random) =>
        IsKnown(expansion[chosen].Low) && random.NextFraction() < Known;

    /// <summary>Writes down what a step has seen.</summary>
    public void Note(Walk walk, Expansion expansion, int chosen)
    {
        var before = expansion.Parent;
        var after = expansion.State(chosen);
        if (states.Add(expansion[chosen].Low))
        {
            walk.States.Add(expansion[chosen].Low);
        }

        for (var position = 0; position < after.Length; position++)
        {
            if (before[position] != after[position])
            {
                var value = familiarity.Value(position, after[position]);
                var own = counts.GetValueOrDefault(value);
                counts[value] = own + 1;
                walk.Values.Add(value);
                if (own == 0 && familiarity.Count(value) == 0)
                {
                    walk.Discoveries.Add((position, value, walk.Schedule.Count));
                }
            }
        }
    }

    private double Weight(Expansion expansion, int successor)
    {
        var before = expansion.Parent;
        var after = expansion.State(successor);
        var rarest = NoChange;
        for (var position = 0; position < after.Length; position++)
        {
            if (before[position] != after[position])
            {
                var value = familiarity.Value(position, after[position]);
                rarest = Math.Max(rarest, Rarity(familiarity.Count(value) + counts.GetValueOrDefault(value)));
            }
        }

        rarest *= favour[expansion[successor].Actor];
        return IsKnown(expansion[successor].Low) ? rarest * Known : rarest;
    }

    private bool IsKnown(ulong fingerprint) => states.Contains(fingerprint) || familiarity.Knows(fingerprint);
}
