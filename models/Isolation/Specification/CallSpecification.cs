using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications;

/// <summary>
/// What a call may do, as a function of the components that it held and of its arguments. It is written apart from the engine, so that
/// the two can disagree.
/// </summary>
/// <param name="bounds">How much there is of everything.</param>
public abstract class CallSpecification(Bounds bounds)
{
    /// <summary>How much there is of everything.</summary>
    protected Bounds Bounds => bounds;

    /// <summary>
    /// Every precondition that does not hold, as far as the components that were held tell. A precondition that makes no sense without
    /// another one is not asked for unless that one holds. A call that is refused for several reasons may name any of them.
    /// </summary>
    public abstract IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held);

    /// <summary>The components that have to be held for success.</summary>
    public abstract IEnumerable<Component> Needs(CallRecord call, Components held);

    /// <summary>Why the answer of a successful call cannot be; null if it can.</summary>
    public virtual string? Objection(CallRecord call, Components held, Components seen) =>
        call.Answer == 0 ? null : $"it answered {call.Answer}";

    /// <summary>
    /// The components after a success. What the engine may choose is taken from those that were seen, if it is a possible choice.
    /// </summary>
    public abstract Components After(CallRecord call, int cpu, Components held, Components seen);
}
