using System.Collections.Concurrent;

namespace Interlock.Sync.Stepping;

/// <summary>A word per text: the same in every run, and different for every two texts that one run has seen.</summary>
internal static class IdentityNames
{
    private static readonly ConcurrentDictionary<ulong, string> Texts = new();

    /// <summary>The word that stands for where an object comes from.</summary>
    /// <exception cref="UnsupportedStateException">Another text has the same word.</exception>
    public static ulong WordOf(string text)
    {
        var word = TypeIdentity.Fnv1A(text);
        var first = Texts.GetOrAdd(word, text);
        return first == text
            ? word
            : throw new UnsupportedStateException($"The objects at '{first}' and '{text}' cannot be told apart. Rename one.");
    }

    /// <summary>A number that says little about words, the same in every run.</summary>
    public static ulong Hash(ReadOnlySpan<ulong> words)
    {
        var hash = (ulong)words.Length;
        foreach (var word in words)
        {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
