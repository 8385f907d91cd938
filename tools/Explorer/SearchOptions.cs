namespace Interlock.Explorer;

/// <summary>In which order states are expanded.</summary>
public enum SearchOrder
{
    /// <summary>Level by level.</summary>
    BreadthFirst,

    /// <summary>The newest state first.</summary>
    DepthFirst,
}

/// <summary>How to search.</summary>
/// <param name="Order">In which order states are expanded.</param>
/// <param name="Fingerprint">What the visited set keeps of a state.</param>
/// <param name="Workers">How many threads expand states; at least one.</param>
/// <param name="MaxStates">States after which to stop; null for no bound.</param>
/// <param name="MaxTime">Time after which to stop; null for no bound.</param>
/// <param name="MaxDepth">Steps beyond which not to follow executions; null for no bound.</param>
/// <param name="Seed">What the key of fingerprints follows from; null for a key that was not known before.</param>
/// <param name="MemoryShare">
/// The share of the machine's memory by which the process may grow before the search stops, above zero and at most one. A search in any
/// case stops when the process has <see cref="MostMemory"/> of the machine.
/// </param>
/// <param name="KeepGoing">
/// Whether to search on although parts of the state plainly grow for ever; otherwise that ends a search which has no bound on depth.
/// </param>
public sealed record SearchOptions(
    SearchOrder Order = SearchOrder.BreadthFirst,
    FingerprintKind Fingerprint = FingerprintKind.Bits64,
    int Workers = 1,
    long? MaxStates = null,
    TimeSpan? MaxTime = null,
    int? MaxDepth = null,
    UInt128? Seed = null,
    double MemoryShare = 0.25,
    bool KeepGoing = false)
{
    /// <summary>The share of memory that a process may use that does nothing but search: the command's, and benchmarks'.</summary>
    public const double MostMemory = 0.7;

    /// <summary>Processor time after which code between two operations counts as not coming back.</summary>
    internal static readonly TimeSpan LongestStretchByDefault = TimeSpan.FromSeconds(20);

    /// <summary>Processor time after which code between two operations counts as not coming back.</summary>
    internal TimeSpan LongestStretch { get; init; } = LongestStretchByDefault;

    /// <summary>States before which nobody looks whether there is an end of them.</summary>
    internal long LooksForGrowthAfter { get; init; } = 1 << 20;
}
