using System.Collections.Concurrent;

namespace Interlock.Sync.Stepping;

/// <summary>A word per type: the same in every run, and different for every two types that one run has seen.</summary>
internal static class TypeIdentity
{
    private static readonly ConcurrentDictionary<Type, ulong> Known = new();
    private static readonly ConcurrentDictionary<ulong, Type> Taken = new();

    public static ulong Of(Type type) => Known.GetOrAdd(type, static type =>
    {
        var identity = Fnv1A(type.AssemblyQualifiedName ?? type.Name);
        var first = Taken.GetOrAdd(identity, type);
        return first == type && identity >= Encoding.FirstOfNew
            ? identity
            : throw new UnsupportedStateException($"The types {first} and {type} cannot be told apart. Rename one.");
    });

    // FNV-1a, 64 bits (Fowler, Noll, Vo); string.GetHashCode differs from run to run.
    internal static ulong Fnv1A(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return hash;
    }
}
