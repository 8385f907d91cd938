namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// A hash of what a set holds. It is the same in every search, where a set's number depends on what was met first; two sets may
/// have the same.
/// </summary>
internal static class ContentHash
{
    /// <summary>A hash with a word more.</summary>
    public static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
        return (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL;
    }

    /// <summary>A hash with several words more.</summary>
    public static ulong Mix(ulong hash, params ReadOnlySpan<ulong> words)
    {
        foreach (var word in words)
        {
            hash = Mix(hash, word);
        }

        return hash;
    }
}
