namespace Interlock.Semantics.Programs;

/// <summary>What was read of a memory, in order: a hash of the words and of what they held.</summary>
internal sealed class WordsRead
{
    /// <summary>The hash.</summary>
    public ulong Hash { get; private set; } = 0x9E3779B97F4A7C15UL;

    /// <summary>Takes down that a word was read.</summary>
    public void Add(int word, ulong value)
    {
        var mixed = (Hash ^ (uint)word) * 0xFF51AFD7ED558CCDUL;
        mixed = ((mixed ^ (mixed >> 32)) + value) * 0xC4CEB9FE1A85EC53UL;
        Hash = mixed ^ (mixed >> 29);
    }
}
