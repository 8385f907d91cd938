namespace Interlock.Semantics.Programs;

/// <summary>Code had different effects from the same state, so no verdict about it would mean anything.</summary>
/// <param name="message">The place and the difference.</param>
public sealed class NondeterminismException(string message) : Exception(message);
