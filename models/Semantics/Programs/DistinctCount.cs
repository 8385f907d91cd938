using System.Collections.Concurrent;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Programs;

/// <summary>The different values that a part of memory has had in the states so far.</summary>
internal sealed class DistinctCount(string name, Func<Memory, ulong[]?> part)
{
    private readonly ConcurrentDictionary<ulong[], bool> seen = new(new WordsByContent());

    /// <summary>The name shown to readers.</summary>
    public string Name => name;

    /// <summary>The part.</summary>
    public Func<Memory, ulong[]?> Part => part;

    /// <summary>The number of different values so far.</summary>
    public long Count => seen.Count;

    /// <summary>Adds the value in a state.</summary>
    public void See(Memory memory)
    {
        if (part(memory) is { } words)
        {
            seen.TryAdd(words, true);
        }
    }
}
