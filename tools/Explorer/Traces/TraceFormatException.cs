namespace Interlock.Explorer.Traces;

/// <summary>A file is not a trace, or not one that can be trusted.</summary>
/// <param name="message">Why, in a sentence.</param>
public sealed class TraceFormatException(string message) : Exception(message);
