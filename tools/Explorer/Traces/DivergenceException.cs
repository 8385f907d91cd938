namespace Interlock.Explorer.Traces;

/// <summary>A schedule cannot be followed: the code no longer does what it did when the schedule was recorded.</summary>
/// <param name="message">What is different, in a sentence.</param>
public sealed class DivergenceException(string message) : Exception(message);
