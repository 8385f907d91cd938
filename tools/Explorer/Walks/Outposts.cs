using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Walks;

/// <summary>
/// Where walks first saw something, as schedules from the start: later walks go back there and on from it, rather than
/// find the way anew ("first return, then explore": Ecoffet et al., Nature 590, 2021). For each word of the state it keeps
/// those of its values that have stayed rarest.
/// </summary>
/// <param name="familiarity">How often values were seen.</param>
/// <param name="width">Words of a state.</param>
internal sealed class Outposts(Familiarity familiarity, int width)
{
    // Of a word that counts for ever each value is new: one word must not crowd out all others.
    private const int MostOfOneWord = 16;

    private readonly List<Outpost>[] ofWord = [.. Enumerable.Range(0, width).Select(_ => new List<Outpost>())];
    private readonly List<int> known = [];

    /// <summary>Remembers where a walk saw what nobody had seen.</summary>
    public void Add(Walk walk)
    {
        foreach (var (position, value, length) in walk.Discoveries)
        {
            if (familiarity.Count(value) > 0)
            {
                continue; // an earlier walk of the same round was first
            }

            var outposts = ofWord[position];
            if (outposts.Count == 0)
            {
                known.Add(position);
            }
            else if (outposts.Count == MostOfOneWord)
            {
                outposts.Remove(outposts.MaxBy(outpost => familiarity.Count(outpost.Value))!);
            }

            outposts.Add(new Outpost(value, walk.Initial, [.. walk.Schedule.Take(length)]));
        }
    }

    /// <summary>Draws one, by a word at random and then the rarer values of it; null if there is none.</summary>
    public Outpost? Draw(ref SplitMix random)
    {
        if (known.Count == 0)
        {
            return null;
        }

        var outposts = ofWord[known[(int)(random.NextFraction() * known.Count)]];
        Span<double> weights = stackalloc double[outposts.Count];
        for (var index = 0; index < weights.Length; index++)
        {
            weights[index] = Steering.Rarity(familiarity.Count(outposts[index].Value));
        }

        return outposts[Steering.Draw(weights, ref random)];
    }
}

/// <summary>A place to go on from.</summary>
/// <param name="Value">What was seen there first.</param>
/// <param name="Initial">In which initial state the way begins.</param>
/// <param name="Schedule">The way from there.</param>
internal sealed record Outpost(ulong Value, int Initial, IReadOnlyList<Choice> Schedule);
