namespace Interlock.Explorer.Verdicts;

/// <summary>What random walks have seen of a system.</summary>
/// <param name="Seed">What all random choices followed from.</param>
/// <param name="Walks">How many walks were taken.</param>
/// <param name="Steps">Their steps, without those that led back to where an earlier walk had been.</param>
/// <param name="CutByDepth">How many of them ended because they had become too long.</param>
/// <param name="EndedBy">
/// What ended the sampling: <c>walks</c>, <c>max-states</c>, <c>max-seconds</c>, <c>memory-bytes</c>, <c>interrupted</c>
/// or <c>violation</c>.
/// </param>
/// <param name="StatesAreAtLeast">Whether there was no memory for all distinct states, so that there may be more.</param>
/// <param name="NotChecked">What walks cannot decide, or had no occasion to.</param>
public sealed record Sampling(
    ulong Seed,
    long Walks,
    long Steps,
    long CutByDepth,
    string EndedBy,
    bool StatesAreAtLeast,
    IReadOnlyList<string> NotChecked);
