using System.Collections.Concurrent;
using System.Threading;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Names of the objects that a program's code can meet and has not made itself: code can compare what it keeps with
/// them by reference, at any time, so which of them it keeps is part of a state. An object is one of them if a step
/// that is run twice comes to the same object both times and did not have it before: what a step makes itself is made
/// anew each time. The name says where the object comes from, as far as that is known; see EQUALITY.md.
/// </summary>
public sealed class Identities
{
    private readonly ConcurrentDictionary<object, ulong> names = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<ulong, object> holders = new();
    private readonly ConcurrentDictionary<object, bool> judged = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<object, bool> given = new(ReferenceEqualityComparer.Instance);
    private int version;

    [ThreadStatic]
    private static Encoding[]? scratch;

    /// <summary>Names an object, and what it holds that is not named yet.</summary>
    /// <param name="root">The object; nothing is named if there is none.</param>
    /// <param name="path">Where it comes from, the same in every run.</param>
    public void Add(object? root, string path) => ObjectPaths.Each(root, path, Name);

    /// <summary>
    /// Names code, and what it holds. The object on which it is called is known to change in nothing that any code touches, as purity is
    /// judged before code is run: what else it holds, such as variables of other lambdas, does not matter.
    /// </summary>
    /// <param name="code">The code.</param>
    /// <param name="path">What it is called, the same in every run.</param>
    public void AddCode(Delegate code, string path)
    {
        ArgumentNullException.ThrowIfNull(code);
        Add(code, path);
        if (code.Target is { } target && NameOf(target) is not null)
        {
            given.TryAdd(target, true);
            Judge(target);
        }
    }

    /// <summary>The words that identify a continuation, or a state, among those of the program.</summary>
    /// <exception cref="UnsupportedStateException">It refers to mutable state outside the machine.</exception>
    public ulong[] Content(IEncoded of)
    {
        var encoding = Scratch(0);
        Encode(of, encoding);
        return Taken(encoding);
    }

    /// <summary>The words that identify what one step comes to; null if two runs of it came to different things.</summary>
    /// <param name="from">Where the step begins; null if that is the beginning of the code.</param>
    /// <param name="first">Where it ends.</param>
    /// <param name="second">Where it ends when it is run again.</param>
    /// <param name="doubtful">Whether the runs differ in an object that the framework or the compiler may keep from now on.</param>
    public ulong[]? Agree(IEncoded? from, IEncoded first, IEncoded second, out bool doubtful)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (one, other) = (Scratch(0), Scratch(1));
        int before;
        do
        {
            before = Version;
            Encode(first, one);
            Encode(second, other);
            Learn(from, one.Objects, other.Objects);
        }
        while (before != Version);

        doubtful = one.Objects.Zip(other.Objects).Any(pair => pair.First != pair.Second && pair.First is string or Delegate);
        var same = one.Words.SequenceEqual(other.Words);
        var content = Taken(one);
        Taken(other);
        return same ? content : null;
    }

    /// <summary>The name of an object that exists outside of executions; null if it has none.</summary>
    internal ulong? NameOf(object value) => names.TryGetValue(value, out var name) ? name : StaticObjects.NameOf(value);

    /// <summary>Whether code is called on an object.</summary>
    internal bool IsGiven(object value) => given.ContainsKey(value);

    /// <summary>Whether it is known that nothing can change a named object.</summary>
    internal bool IsJudged(object named) => judged.ContainsKey(named);

    /// <summary>Remembers that nothing can change a named object.</summary>
    internal void Judge(object named) => judged.TryAdd(named, true);

    private int Version => Volatile.Read(ref version) + StaticObjects.Version;

    // Looking at a value may name what statics hold, and then it must be looked at again.
    private void Encode(IEncoded value, Encoding into)
    {
        int before;
        do
        {
            before = Version;
            into.Clear();
            value.Encode(into);
        }
        while (before != Version);
    }

    private void Learn(IEncoded? from, IReadOnlyList<object> one, IReadOnlyList<object> other)
    {
        var same = one.Zip(other).Where(pair => pair.First == pair.Second).Select(pair => pair.First).ToList();
        if (same.Count == 0)
        {
            return;
        }

        var kept = Scratch(2);
        if (from is not null)
        {
            Encode(from, kept);
        }

        var before = new HashSet<object>(kept.Objects, ReferenceEqualityComparer.Instance);
        Taken(kept);
        foreach (var met in same.Where(met => !before.Contains(met) && NameOf(met) is null))
        {
            Name(met);
        }
    }

    private void Name(object value, string path)
    {
        if (NameOf(value) is null)
        {
            Take(value, path);
        }
    }

    // Nothing is known of it but what it is: equal ones are numbered as they are met.
    private void Name(object met)
    {
        if (met is string text && ReferenceEquals(string.IsInterned(text), text))
        {
            Take(met, $"literal {text}");
            return;
        }

        var alone = new Encoding();
        ObjectEncoding.EncodeAlone(met, alone);
        var content = IdentityNames.Hash(alone.Words);
        for (var number = 0; !Take(met, $"met {content:x16} {number}"); number++)
        {
        }
    }

    // Whether the name is the object's now.
    private bool Take(object value, string text)
    {
        var name = IdentityNames.WordOf(text);
        if (holders.GetOrAdd(name, value) != value)
        {
            return names.ContainsKey(value); // another worker may have named it meanwhile
        }

        if (names.TryAdd(value, name))
        {
            Interlocked.Increment(ref version);
        }

        return true;
    }

    private Encoding Scratch(int index)
    {
        scratch ??= [new Encoding(), new Encoding(), new Encoding()];
        scratch[index].Identities = this;
        return scratch[index];
    }

    private static ulong[] Taken(Encoding encoding)
    {
        var words = encoding.Words.ToArray();
        encoding.Clear(); // it lives as long as its thread, and must not keep anything alive
        encoding.Identities = null;
        return words;
    }
}
