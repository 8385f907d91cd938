namespace Interlock.Isolation.Threads;

/// <summary>An engine does what its specification does not allow.</summary>
/// <param name="message">What it did.</param>
internal sealed class DisagreementException(string message) : Exception(message);
