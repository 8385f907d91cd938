using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Idealized.Axioms;

/// <summary>Whether the executable platform does what the axioms say: it refines them.</summary>
internal static class AxiomCheck
{
    private const string Property = "refines-axioms";

    /// <summary>
    /// What is wrong with an action that has led to a state, or that was not possible if there is none; null if nothing is.
    /// </summary>
    public static Violation? Broken(Shape shape, PlatformState before, IdealAction action, PlatformState? after)
    {
        var (isTurn, isPermitted) = (Before.IsTurn(before, action), Before.IsTurn(before, action) && Before.Permits(before, action));
        if (!isTurn || (!isPermitted && !shape.HasErrors))
        {
            return after is null ? null : Of($"the axioms do not permit '{action}', the platform does");
        }

        if (after is null)
        {
            return Of($"the axioms permit '{action}', the platform does not");
        }

        return isPermitted
            ? After.Allows(before, action, after) ? null : Of($"'{action}' did not do what the axioms say")
            : after.Oses[action.Os].Error != ActionError.None ? null : Of($"the axioms refuse '{action}', the platform does not");
    }

    private static Violation Of(string message) => new(ViolationKind.Monitor, Property, message);
}
