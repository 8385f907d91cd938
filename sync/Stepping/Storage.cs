using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Whether the fields of a struct are all that it holds. Values are compared field by field; what lies beside the fields
/// would be lost. Gaps that only align fields hold no data: code that reaches them goes through memory, and is refused.
/// </summary>
internal static class Storage
{
    private static readonly MethodInfo SizeOfT = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!;
    private static readonly ConcurrentDictionary<Type, bool> Known = new();
    private static readonly ConcurrentDictionary<Type, bool> Overlapping = new();

    /// <summary>Whether a value of a type holds more than its fields.</summary>
    public static bool IsBeyondFields(Type type) => Known.GetOrAdd(type, static type =>
    {
        if (!type.IsValueType || type.IsPrimitive || type.IsEnum || type.ContainsGenericParameters || type.IsByRefLike
            || type.StructLayoutAttribute is not { } layout || (!type.IsExplicitLayout && layout.Size == 0))
        {
            return false;
        }

        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        if (fields.Length == 0)
        {
            return SizeOf(type) > 1; // a struct without fields takes one byte
        }

        if (!type.IsExplicitLayout)
        {
            return layout.Size > fields.Sum(field => SizeOf(field.FieldType));
        }

        var isHeld = new bool[SizeOf(type)];
        foreach (var field in fields)
        {
            isHeld.AsSpan(OffsetOf(field), SizeOf(field.FieldType)).Fill(true);
        }

        return isHeld.Contains(false);
    });

    /// <summary>Whether two fields of a type, one of which may refer to an object, share their place, so that one object can pass for another.</summary>
    public static bool HidesReferences(Type type) => type.IsExplicitLayout && Overlapping.GetOrAdd(type, static type =>
    {
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return fields.Length > 1 && Array.Exists(fields, field => !field.FieldType.IsPrimitive && !field.FieldType.IsEnum)
            && (type.ContainsGenericParameters || Array.Exists(fields, one => Array.Exists(fields, other => one != other
                && OffsetOf(one) <= OffsetOf(other) && OffsetOf(other) < OffsetOf(one) + SizeOf(one.FieldType))));
    });

    private static int OffsetOf(FieldInfo field) => field.GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? 0;

    private static int SizeOf(Type type) => type.IsValueType ? (int)SizeOfT.MakeGenericMethod(type).Invoke(null, null)! : IntPtr.Size;
}
