namespace Interlock.Explorer.Walks;

/// <summary>How to walk.</summary>
/// <param name="Seed">What all random choices follow from.</param>
/// <param name="Walks">How many walks to take; null for no bound.</param>
/// <param name="MaxDepth">Steps, counted from the start, after which a walk ends.</param>
/// <param name="Workers">How many threads walk; at least one. What is found does not depend on it.</param>
/// <param name="MaxStates">Distinct states after which to stop; null for no bound.</param>
/// <param name="MaxTime">Time after which to stop; null for no bound.</param>
/// <param name="Guided">Whether to prefer what is rare; otherwise every successor is as likely as any other.</param>
public sealed record WalkOptions(
    ulong Seed = 1,
    long? Walks = 1000,
    int MaxDepth = 1000,
    int Workers = 1,
    long? MaxStates = null,
    TimeSpan? MaxTime = null,
    bool Guided = true);
