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
            var offset = field.GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? 0;
            isHeld.AsSpan(offset, SizeOf(field.FieldType)).Fill(true);
        }

        return isHeld.Contains(false);
    });

    private static int SizeOf(Type type) => type.IsValueType ? (int)SizeOfT.MakeGenericMethod(type).Invoke(null, null)! : IntPtr.Size;
}
