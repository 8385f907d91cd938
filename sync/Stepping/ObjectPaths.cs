using System.Reflection;
using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping;

/// <summary>The objects that can be reached from an object, each with the first way to it that is found, breadth first.</summary>
internal static class ObjectPaths
{
    // What is not reached is named by what it is, so these bounds cost nothing but names that say less.
    private const int MostObjects = 4096;
    private const int LongestWay = 64;

    private const BindingFlags OwnFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Says of each object where it is.</summary>
    public static void Each(object? root, string path, Action<object, string> say)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Queue<(object Value, string Path, int Length, bool IsCopy)>();
        Reach(root, path, 0, root is ValueType);
        while (pending.TryDequeue(out var next) && seen.Count < MostObjects)
        {
            if (!next.IsCopy && !IsItsContent(next.Value))
            {
                say(next.Value, next.Path);
            }

            foreach (var (part, name, isCopy) in Parts(next.Value))
            {
                Reach(part, $"{next.Path}.{name}", next.Length + 1, isCopy);
            }
        }

        void Reach(object? value, string at, int length, bool isCopy)
        {
            if (value is not null && length <= LongestWay && !value.GetType().IsPrimitive && !value.GetType().IsEnum && (isCopy || seen.Add(value)))
            {
                pending.Enqueue((value, at, length, isCopy));
            }
        }
    }

    /// <summary>
    /// Whether objects with the same content are one object: types, and delegates that the compiler makes once, of lambdas
    /// that capture nothing.
    /// </summary>
    public static bool IsItsContent(object value) => value.GetType() == typeof(Type).GetType()
        || (value is Delegate { Target: { } target } && target.GetType().Name == "<>c"
            && target.GetType().IsDefined(typeof(CompilerGeneratedAttribute), false));

    private static IEnumerable<(object? Part, string Name, bool IsCopy)> Parts(object value)
    {
        var type = value.GetType();
        if (value is Delegate call)
        {
            return [(call.Target, "Target", false)];
        }

        if (value is Array elements)
        {
            var isCopy = type.GetElementType()!.IsValueType;
            return elements.Length > MostObjects || type.GetElementType()!.IsPrimitive || elements.Rank != 1 ? []
                : elements.Cast<object?>().Select((element, index) => (element, $"[{index}]", isCopy));
        }

        // Of the framework's objects only values are looked into, such as tuples and what an ImmutableArray holds.
        return value is string or MemberInfo || type.IsPointer || (!type.IsValueType && PurityCheck.IsTrusted(type))
            ? []
            : Fields(type)
                .Where(field => field.FieldType is { IsPrimitive: false, IsEnum: false, IsPointer: false, IsFunctionPointer: false, IsByRefLike: false })
                .Select(field => (field.GetValue(value), NameIn(type, field), field.FieldType.IsValueType));
    }

    // A base class may have a field of the same name.
    private static string NameIn(Type type, FieldInfo field) =>
        field.DeclaringType == type ? field.Name : $"{field.DeclaringType!.FullName}:{field.Name}";

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(Exception); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(OwnFields))
            {
                yield return field;
            }
        }
    }
}
