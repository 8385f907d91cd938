namespace Interlock.Explorer.Search;

/// <summary>The bound that kept a search from seeing everything.</summary>
/// <param name="Name">Which bound.</param>
/// <param name="Limit">Its value; seconds, states, steps or walks.</param>
/// <param name="Cut">How often it cut an execution off.</param>
/// <param name="Left">How many known states were left unexpanded; of a sample nobody knows, and it is zero.</param>
public sealed record Bound(string Name, double Limit, long Cut, long Left);
