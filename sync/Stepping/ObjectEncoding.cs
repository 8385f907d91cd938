using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping;

/// <summary>Appends objects that locals refer to: by content, if nothing can change them; otherwise it refuses.</summary>
internal static class ObjectEncoding
{
    private const int DeepestGraph = 64;

    private const BindingFlags OwnFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> FieldsOf = new();
    private static readonly ConcurrentDictionary<Type, string?> Verdicts = new();

    public static void Encode(object? value, Encoding into, Owner owner) => Encode(value, into, owner, 0);

    public static void EncodeArray<T>(ImmutableArray<T> array, Encoding into, Owner owner)
    {
        into.Add(array.IsDefault ? ulong.MaxValue : (ulong)array.Length);
        for (var index = 0; !array.IsDefault && index < array.Length; index++)
        {
            Encode(array[index], into, owner.Inside($"[{index}]"), 0);
        }
    }

    /// <summary>Why objects of a type may change under a frame that refers to them; null if they cannot.</summary>
    public static string? WhyMutable(Type type) => Verdicts.GetOrAdd(type, static type =>
    {
        if (type == typeof(string) || type.IsPrimitive || type.IsEnum || typeof(MemberInfo).IsAssignableFrom(type)
            || typeof(Delegate).IsAssignableFrom(type))
        {
            return null; // what a delegate captures is judged when its target is encoded
        }

        if (type.IsArray)
        {
            return "an array can be changed by whoever shares it (use ImmutableArray)";
        }

        if (IsClosure(type))
        {
            return CapturedVariables.WhyMutable(type);
        }

        if (type.IsValueType)
        {
            return null; // boxed: a copy
        }

        return Fields(type).Where(field => !field.IsInitOnly).Select(WhyMutable).FirstOrDefault(why => why is not null);
    });

    private static string? WhyMutable(FieldInfo field) =>
        field.IsPrivate && field.Name.StartsWith('<') && field.Name.EndsWith(">P", StringComparison.Ordinal)
            ? CapturedVariables.WhyMutable(field.DeclaringType!, field) // a primary constructor's parameter
            : $"its field '{FrameLayout.LocalName(field)}' can be changed by whoever shares it";

    private static void Encode(object? value, Encoding into, Owner owner, int depth)
    {
        if (value is null)
        {
            into.Add(0);
            return;
        }

        var type = value.GetType();
        if (WhyMutable(type) is { } reason)
        {
            throw owner.Refuse(type, reason);
        }

        if (depth > DeepestGraph)
        {
            throw owner.Refuse(type, "its object graph is cyclic or too deep to compare");
        }

        into.Add(TypeIdentity.Of(type));
        switch (value)
        {
            case string text:
                into.Add(text);
                break;
            case MemberInfo member:
                into.Add($"{member.Module.Assembly.FullName} {member.DeclaringType} {member}");
                break;
            case Delegate call:
                if (call.GetInvocationList().Length != 1)
                {
                    throw owner.Refuse(type, "it calls several methods");
                }

                Encode(call.Method, into, owner, depth + 1);
                Encode(call.Target, into, owner, depth + 1);
                break;
            case bool or char or sbyte or byte or short or ushort or int or uint or long or ulong:
                into.Add(value is ulong word ? word : unchecked((ulong)Convert.ToInt64(value, null)));
                break;
            case float or double:
                into.Add(BitConverter.DoubleToUInt64Bits(Convert.ToDouble(value, null)));
                break;
            case Enum constant:
                into.Add(constant.ToString("D"));
                break;
            default:
                EncodeFields(value, type, into, owner, depth);
                break;
        }
    }

    private static void EncodeFields(object value, Type type, Encoding into, Owner owner, int depth)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var elements = ((System.Collections.IEnumerable)value).Cast<object?>().ToArray();
            into.Add((ulong)elements.Length);
            foreach (var element in elements)
            {
                Encode(element, into, owner.Inside("[]"), depth + 1);
            }

            return;
        }

        foreach (var field in Fields(type))
        {
            if (field.FieldType.IsPointer || field.FieldType == typeof(nint) || field.FieldType == typeof(nuint))
            {
                throw owner.Inside(field.Name).Refuse(field.FieldType, "a pointer refers to memory outside the machine");
            }

            Encode(field.GetValue(value), into, owner.Inside(FrameLayout.LocalName(field)), depth + 1);
        }
    }

    private static FieldInfo[] Fields(Type type) => FieldsOf.GetOrAdd(type, static type =>
    {
        var fields = new List<FieldInfo>();
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            fields.AddRange(declaring.GetFields(OwnFields));
        }

        return [.. fields];
    });

    private static bool IsClosure(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), false) && type.Name.StartsWith("<>c", StringComparison.Ordinal);
}
