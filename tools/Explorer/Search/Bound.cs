namespace Interlock.Explorer.Search;

/// <summary>The bound that kept a search from seeing everything.</summary>
/// <param name="Name">Which bound.</param>
/// <param name="Limit">Its value; seconds, states or steps.</param>
/// <param name="Cut">How often it cut an execution off.</param>
/// <param name="Left">How many known states were left unexpanded.</param>
public sealed record Bound(string Name, double Limit, long Cut, long Left);
