using System.Runtime.InteropServices;

namespace Interlock.Sync.Stepping;

/// <summary>A growing sequence of words that identifies a value exactly.</summary>
public sealed class Encoding
{
    /// <summary>Stands for a reference to nothing.</summary>
    internal const ulong Null = 0;

    /// <summary>Stands for a reference to an object that was met before; its number follows.</summary>
    internal const ulong Known = 1;

    /// <summary>Stands for a reference to an object that exists outside of executions; its name follows.</summary>
    internal const ulong Named = 2;

    /// <summary>The first word of an object that is met for the first time is not below this.</summary>
    internal const ulong FirstOfNew = 3;

    private readonly List<ulong> words = [];
    private readonly Dictionary<object, int> objects = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> met = [];

    /// <summary>The words so far.</summary>
    public ReadOnlySpan<ulong> Words => CollectionsMarshal.AsSpan(words);

    /// <summary>The names of objects that exist outside of executions; null if none counts.</summary>
    internal Identities? Identities { get; set; }

    /// <summary>The objects that were met and have no name, in the order of their numbers.</summary>
    internal IReadOnlyList<object> Objects => met;

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
        ForgetObjects();
    }

    /// <summary>Lets the objects met so far count as new again.</summary>
    internal void ForgetObjects()
    {
        objects.Clear();
        met.Clear();
    }

    /// <summary>The name of an object that exists outside of executions; null if it has none here.</summary>
    internal ulong? NameOf(object value) => Identities?.NameOf(value);

    /// <summary>Appends a reference to an object by its name.</summary>
    internal void AddNamed(ulong name)
    {
        words.Add(Named);
        words.Add(name);
    }

    /// <summary>
    /// Whether an object was met before; then it is appended as a reference to that one. Code can compare references,
    /// so one object in two places is not the same as two equal objects.
    /// </summary>
    internal bool AddKnown(object value)
    {
        if (objects.TryAdd(value, objects.Count))
        {
            met.Add(value);
            return false;
        }

        words.Add(Known);
        words.Add((ulong)objects[value]);
        return true;
    }
}
