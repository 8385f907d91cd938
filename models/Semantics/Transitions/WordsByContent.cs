namespace Interlock.Semantics.Transitions;

/// <summary>Words are equal if there are as many of the same; to look them up, they need not be copied.</summary>
internal sealed class WordsByContent : IEqualityComparer<ulong[]>, IAlternateEqualityComparer<ReadOnlySpan<ulong>, ulong[]>
{
    public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<ulong> alternate, ulong[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ulong[] words) => GetHashCode(words.AsSpan());

    public int GetHashCode(ReadOnlySpan<ulong> alternate)
    {
        ulong hash = 0;
        foreach (var word in alternate)
        {
            hash = unchecked((hash ^ word) * 0x9E3779B97F4A7C15UL);
            hash ^= hash >> 29;
        }

        return (int)(hash >> 32);
    }

    public ulong[] Create(ReadOnlySpan<ulong> alternate) => alternate.ToArray();
}
