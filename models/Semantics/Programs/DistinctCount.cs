using System.Collections.Concurrent;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Programs;

/// <summary>The different values that a part of memory has had.</summary>
internal sealed class DistinctCount(string name, Func<Memory, ulong[]?> part)
{
    private readonly ConcurrentDictionary<ulong[], bool> seen = new(new WordsByContent());

    /// <summary>What a reader calls it.</summary>
    public string Name => name;

    /// <summary>The part.</summary>
    public Func<Memory, ulong[]?> Part => part;

    /// <summary>How many there are so far.</summary>
    public long Count => seen.Count;

    /// <summary>Looks at a state.</summary>
    public void See(Memory memory)
    {
        if (part(memory) is { } words)
        {
            seen.TryAdd(words, true);
        }
    }
}
