using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Liveness;

/// <summary>
/// Decides for one infinite execution, whose last steps repeat for ever, whether it breaks a liveness property: by the
/// definitions, step by step, and not as the search found it.
/// </summary>
/// <param name="system">The system.</param>
internal sealed class RepeatedSteps(TransitionSystem system)
{
    private readonly List<ulong[]> states = [];
    private readonly List<int> actors = [];

    /// <summary>Goes on from a state with an actor's step.</summary>
    public void Add(ulong[] from, int actor)
    {
        states.Add(from);
        actors.Add(actor);
    }

    /// <summary>The property that is broken if the steps repeat for ever; null if none is.</summary>
    /// <param name="end">The state after the last step.</param>
    /// <param name="loop">The first step that repeats. If there is none, nobody may be able to take a step at the end.</param>
    public Violation? Violation(ulong[] end, int loop)
    {
        var all = states.Append(end).ToList();
        if (loop < 0 || loop >= all.Count || !all[loop].AsSpan().SequenceEqual(end))
        {
            return null;
        }

        var (taken, ever, always) = (0UL, 0UL, ulong.MaxValue);
        for (var at = loop; at < all.Count; at++)
        {
            var enabled = Enabled(all[at]);
            ever |= enabled;
            always &= enabled;
            taken |= at < actors.Count ? 1UL << actors[at] : 0;
        }

        var broken = system.Liveness.FirstOrDefault(property =>
            IsOwedAndNeverMet(property, all, loop)
            && FairComponents.Starved(property.Fairness, taken, ever, always) == 0);
        return broken is null || (taken == 0 && ever != 0) ? null : LivenessCheck.Violation(broken, actors.Count - loop);
    }

    private static bool IsOwedAndNeverMet(LivenessProperty property, List<ulong[]> states, int loop)
    {
        var lastMet = states.FindLastIndex(state => property.Goal(state));
        return lastMet < loop
            && states.FindIndex(lastMet + 1, state => property.Trigger is null || property.Trigger(state)) >= 0;
    }

    private ulong Enabled(ulong[] state)
    {
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        system.Expand(state, expansion);
        ulong enabled = 0;
        for (var successor = 0; successor < expansion.Count; successor++)
        {
            enabled |= expansion[successor].IsUnprovoked ? 0 : 1UL << expansion[successor].Actor;
        }

        return enabled;
    }
}
