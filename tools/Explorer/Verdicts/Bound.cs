namespace Interlock.Explorer.Verdicts;

/// <summary>The bound that kept a search from seeing everything.</summary>
/// <param name="Name">Which bound.</param>
/// <param name="Limit">Its value; seconds, states, steps or walks.</param>
/// <param name="Cut">How often it cut an execution off.</param>
/// <param name="Left">How many known states were left unexpanded; of a sample nobody knows, and it is zero.</param>
public sealed record Bound(string Name, double Limit, long Cut, long Left)
{
    /// <summary>The bound that a search comes to which would never end; its limit is the states that were seen by then.</summary>
    public const string Growth = "growth";

    /// <summary>A bound of the memory model; on what, the reason says.</summary>
    public const string OfMemory = "memory-model";

    /// <summary>Why there is no end of states, in words, or what the memory model bounds; null for other bounds.</summary>
    public string? Reason { get; init; }
}
