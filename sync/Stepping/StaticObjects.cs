using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Names of the objects that static fields hold, by the field and the way from there: sentinels and type-safe enums.
/// Every frame that refers to one of them says so by its name.
/// </summary>
internal static class StaticObjects
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConditionalWeakTable<object, object> Names = [];
    private static readonly ConcurrentDictionary<ulong, object> Holders = new();
    private static readonly ConcurrentDictionary<FieldInfo, bool> Named = new();
    private static int version;

    /// <summary>How many objects have been named.</summary>
    public static int Version => Volatile.Read(ref version);

    /// <summary>The name of an object; null if no static field that code uses is known to hold it.</summary>
    public static ulong? NameOf(object value) => Names.TryGetValue(value, out var name) ? (ulong)name : null;

    /// <summary>Names what a static field that is never assigned again holds.</summary>
    public static void Name(FieldInfo field)
    {
        if (Named.ContainsKey(field))
        {
            return;
        }

        // What the fields of one class hold themselves comes before what is inside: a member of an enum is not the third of all.
        foreach (var sibling in field.DeclaringType!.GetFields(Statics).Where(sibling =>
            sibling.IsInitOnly && !sibling.FieldType.IsValueType && !sibling.Name.StartsWith("<>", StringComparison.Ordinal)))
        {
            if (sibling.GetValue(null) is { } held && !ObjectPaths.IsItsContent(held))
            {
                Name(held, PathOf(sibling));
            }
        }

        ObjectPaths.Each(field.GetValue(null), PathOf(field), Name);
        Named.TryAdd(field, true);
    }

    private static string PathOf(FieldInfo field) =>
        $"static {field.DeclaringType!.AssemblyQualifiedName ?? field.DeclaringType.Name}.{field.Name}";

    private static void Name(object value, string path)
    {
        // Where the way to two objects reads the same, the second stays without a name: it is found to be one of the program's when met.
        var name = IdentityNames.WordOf(path);
        if (Holders.GetOrAdd(name, value) == value && Names.TryAdd(value, name))
        {
            Interlocked.Increment(ref version);
        }
    }
}
