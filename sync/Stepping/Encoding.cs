using System.Runtime.InteropServices;

namespace Interlock.Sync.Stepping;

/// <summary>A growing sequence of words that identifies a value exactly.</summary>
public sealed class Encoding
{
    /// <summary>Stands for a reference to nothing.</summary>
    internal const ulong Null = 0;

    /// <summary>Stands for a reference to an object that was met before; its number follows.</summary>
    internal const ulong Known = 1;

    /// <summary>The first word of an object that is met for the first time is not below this.</summary>
    internal const ulong FirstOfNew = 2;

    private readonly List<ulong> words = [];
    private readonly Dictionary<object, int> objects = new(ReferenceEqualityComparer.Instance);

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
    public void Clear()
    {
        words.Clear();
        objects.Clear();
    }

    /// <summary>Lets the objects met so far count as new again.</summary>
    internal void ForgetObjects() => objects.Clear();

    /// <summary>
    /// Whether an object was met before; then it is appended as a reference to that one. Code can compare references,
    /// so one object in two places is not the same as two equal objects.
    /// </summary>
    internal bool AddKnown(object value)
    {
        if (objects.TryAdd(value, objects.Count))
        {
            return false;
        }

        words.Add(Known);
        words.Add((ulong)objects[value]);
        return true;
    }
}
