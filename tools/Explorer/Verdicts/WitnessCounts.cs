using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Verdicts;

/// <summary>How often each witness was seen, by name.</summary>
internal static class WitnessCounts
{
    /// <summary>Adds up the counts of witnesses that share a name.</summary>
    /// <param name="system">Whose witnesses they are.</param>
    /// <param name="counts">Their counts, by index; what is missing was not seen.</param>
    public static Dictionary<string, long> Of(TransitionSystem system, long[] counts)
    {
        var result = new Dictionary<string, long>();
        for (var index = 0; index < system.Witnesses.Count; index++)
        {
            var name = system.Witnesses[index];
            result[name] = result.GetValueOrDefault(name) + (index < counts.Length ? counts[index] : 0);
        }

        return result;
    }
}
