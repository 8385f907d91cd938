using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>Choices of a schedule among the successors of a state.</summary>
internal static class Choices
{
    /// <summary>The successor that a choice leads to; null if there is none.</summary>
    public static int? Find(Expansion expansion, Choice choice)
    {
        for (var successor = 0; successor < expansion.Count; successor++)
        {
            if (expansion[successor].Actor == choice.Actor && expansion[successor].Choice == choice.Outcome)
            {
                return successor;
            }
        }

        return null;
    }
}
