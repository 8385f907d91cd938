namespace Interlock.Semantics.Programs;

/// <summary>The same code did different things from the same state: no verdict about it would mean anything.</summary>
/// <param name="message">Where.</param>
public sealed class NondeterminismException(string message) : Exception(message);
