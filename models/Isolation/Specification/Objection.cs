using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications;

/// <summary>A property that a call breaks, and how.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Message">What happened, in a sentence.</param>
/// <param name="Evidence">The same as values; null if there is nothing more to tell.</param>
internal sealed record Objection(string Property, string Message, Evidence? Evidence);
