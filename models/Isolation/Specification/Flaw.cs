using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications;

/// <summary>What is wrong with components or with a call.</summary>
/// <param name="Message">In a sentence.</param>
/// <param name="Evidence">As values; null if there is nothing more to tell. Two flaws of one sentence have equal evidence.</param>
public sealed record Flaw(string Message, Evidence? Evidence = null)
{
    /// <inheritdoc/>
    public override string ToString() => Message;
}
