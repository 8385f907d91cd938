namespace Interlock.Semantics.Programs;

/// <summary>A hash of the words read from a memory, in order, and of their values.</summary>
internal sealed class WordsRead
{
    /// <summary>The hash.</summary>
    public ulong Hash { get; private set; } = 0x9E3779B97F4A7C15UL;

    /// <summary>Records the read of a word.</summary>
    public void Add(int word, ulong value)
    {
        var mixed = (Hash ^ (uint)word) * 0xFF51AFD7ED558CCDUL;
        mixed = ((mixed ^ (mixed >> 32)) + value) * 0xC4CEB9FE1A85EC53UL;
        Hash = mixed ^ (mixed >> 29);
    }
}
