using System.Runtime.InteropServices;

namespace Interlock.Sync.Stepping;

/// <summary>A growing sequence of words that identifies a value exactly.</summary>
public sealed class Encoding
{
    private readonly List<ulong> words = [];

    /// <summary>The words so far.</summary>
    public ReadOnlySpan<ulong> Words => CollectionsMarshal.AsSpan(words);

    /// <summary>Appends one word.</summary>
    public void Add(ulong word) => words.Add(word);

    /// <summary>Appends a text: its length, then its characters.</summary>
    public void Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        words.Add((ulong)text.Length);
        foreach (var character in text)
        {
            words.Add(character);
        }
    }

    /// <summary>Starts anew.</summary>
    public void Clear() => words.Clear();
}
