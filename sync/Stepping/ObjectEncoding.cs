using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping;

/// <summary>Appends objects that locals refer to: by content, if nothing can change them; otherwise it refuses.</summary>
internal static class ObjectEncoding
{
    private const int DeepestGraph = 64;

    private const BindingFlags OwnFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> FieldsOf = new();
    private static readonly ConcurrentDictionary<Type, string?> Verdicts = new();

    // Attributes are slow to read, and every value of every frame is asked about.
    private static readonly ConcurrentDictionary<Type, string?> Unreadable = new();

    /// <summary>Appends a value that is kept in a place of a declared type.</summary>
    public static void Encode(object? value, Type declared, Encoding into, Owner owner) =>
        Encode(value, declared, into, owner, 0);

    /// <summary>Appends the elements of an immutable array: one inside an ImmutableArray.</summary>
    public static void EncodeElements(Array? elements, Encoding into, Owner owner) =>
        EncodeElements(elements, into, owner, 0);

    /// <summary>Appends the content of an object, which was found immutable before.</summary>
    public static void EncodeAlone(object value, Encoding into)
    {
        into.AddKnown(value);
        EncodeContent(value, value.GetType(), into, new Owner(string.Empty, string.Empty), 0);
    }

    /// <summary>Why objects of a type may change under a frame that refers to them; null if they cannot.</summary>
    public static string? WhyMutable(Type type) => Verdicts.GetOrAdd(type, static type =>
    {
        if (type == typeof(string) || type.IsPrimitive || type.IsEnum || typeof(MemberInfo).IsAssignableFrom(type)
            || typeof(Delegate).IsAssignableFrom(type) || IsImmutableArray(type))
        {
            return null; // what a delegate captures is judged when its target is encoded
        }

        if (type.IsArray)
        {
            return "an array can be changed by whoever shares it (use ImmutableArray)";
        }

        if (CapturedVariables.IsClosure(type) && !type.IsValueType)
        {
            return CapturedVariables.WhyMutable(type);
        }

        // A struct is judged as a box: an interface method can change a box in place.
        return Fields(type)
            .Where(field => !field.IsInitOnly && !IsOfFrameworkException(field))
            .Select(WhyMutable)
            .FirstOrDefault(why => why is not null);
    });

    /// <summary>Why a value of a type cannot be read field by field; null if it can.</summary>
    public static string? WhyUnreadable(Type type) => Unreadable.GetOrAdd(type, static type =>
        type.IsPointer || type.IsFunctionPointer || type.IsByRefLike || type == typeof(nint) || type == typeof(nuint)
            ? "a pointer refers to memory outside the machine"
        : type.IsDefined(typeof(InlineArrayAttribute), false) || type.IsDefined(typeof(UnsafeValueTypeAttribute), false)
            ? "it holds more elements than it declares (use ImmutableArray)"
        : Storage.IsBeyondFields(type)
            ? "it has storage beside its fields, by its layout (declare fields for all of it)"
        : type == typeof(Access) || type == typeof(Step)
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Step<>))
            ? "an operation is awaited elsewhere than where it was called"
        : null);

    private static string? WhyMutable(FieldInfo field) =>
        field.IsPrivate && field.Name.StartsWith('<') && field.Name.EndsWith(">P", StringComparison.Ordinal)
            ? CapturedVariables.WhyMutable(field.DeclaringType!, field) // a primary constructor's parameter
        : field.Name.StartsWith("<>", StringComparison.Ordinal)
            ? "it is an iterator, which changes as it is gone through (use ImmutableArray)"
            : $"its field '{FrameLayout.LocalName(field)}' can be changed by whoever shares it";

    private static void Encode(object? value, Type declared, Encoding into, Owner owner, int depth)
    {
        if (value is null)
        {
            into.Add(Encoding.Null);
            return;
        }

        var type = value.GetType();
        var isCopy = declared.IsValueType; // boxed here, by reflection, and not shared
        if (WhyUnreadable(type) is { } unreadable)
        {
            throw owner.Refuse(type, unreadable);
        }

        if (!isCopy && into.Identities?.IsGiven(value) != true && WhyMutable(type) is { } reason)
        {
            throw owner.Refuse(type, reason);
        }

        if (depth > DeepestGraph)
        {
            throw owner.Refuse(type, "its object graph is too deep to compare");
        }

        if (!isCopy && !ObjectPaths.IsItsContent(value) && AddReference(value, into, owner, depth))
        {
            return;
        }

        EncodeContent(value, type, into, owner, depth);
    }

    // Whether nothing more need be said: the object was met before, or it exists outside of executions and has a name.
    private static bool AddReference(object value, Encoding into, Owner owner, int depth)
    {
        if (into.NameOf(value) is not { } name)
        {
            return into.AddKnown(value);
        }

        if (!into.Identities!.IsJudged(value))
        {
            var alone = new Encoding(); // what it holds is judged once, and need not be compared
            alone.AddKnown(value);
            EncodeContent(value, value.GetType(), alone, owner, depth);
            into.Identities.Judge(value);
        }

        into.AddNamed(name);
        return true;
    }

    private static void EncodeContent(object value, Type type, Encoding into, Owner owner, int depth)
    {
        if (value is Array elements)
        {
            EncodeNewElements(elements, into, owner, depth);
            return;
        }

        PurityCheck.RequireObject(type, owner);
        into.Add(TypeIdentity.Of(type));
        switch (value)
        {
            case string text:
                into.Add(text);
                break;
            case MemberInfo when !PurityCheck.IsTrusted(type):
                throw owner.Refuse(type, "what it stands for cannot be told");
            case Type named:
                into.Add(TypeIdentity.Of(named));
                break;
            case MemberInfo member:
                EncodeMember(member, into, owner);
                break;
            case Delegate call:
                if (call.GetInvocationList().Length != 1)
                {
                    throw owner.Refuse(type, "it calls several methods");
                }

                PurityCheck.Require(call.Method, owner);
                EncodeMember(call.Method, into, owner);
                Encode(call.Target, typeof(object), into, owner, depth + 1);
                break;
            case bool or char or sbyte or byte or short or ushort or int or uint or long or ulong:
                into.Add(value is ulong word ? word : unchecked((ulong)Convert.ToInt64(value, null)));
                break;
            case float number:
                into.Add(BitConverter.SingleToUInt32Bits(number));
                break;
            case double number:
                into.Add(BitConverter.DoubleToUInt64Bits(number));
                break;
            case Enum constant:
                into.Add(constant.ToString("D"));
                break;
            case Exception failure:
                EncodeException(failure, into, owner, depth);
                break;
            default:
                EncodeFields(value, type, into, owner, depth);
                break;
        }
    }

    private static void EncodeMember(MemberInfo member, Encoding into, Owner owner)
    {
        into.Add(TypeIdentity.Of(member.DeclaringType ?? throw owner.Refuse(
            member.GetType(), "code that was made at run time cannot be told apart")));
        into.Add((ulong)(uint)member.MetadataToken);
        if (member is MethodInfo { IsGenericMethod: true } generic)
        {
            foreach (var argument in generic.GetGenericArguments())
            {
                into.Add(TypeIdentity.Of(argument));
            }
        }
    }

    private static void EncodeFields(object value, Type type, Encoding into, Owner owner, int depth)
    {
        if (IsImmutableArray(type))
        {
            EncodeElements((Array?)Fields(type)[0].GetValue(value), into, owner, depth);
            return;
        }

        foreach (var field in Fields(type))
        {
            if (WhyUnreadable(field.FieldType) is { } reason)
            {
                throw InsideOf(owner, field).Refuse(field.FieldType, reason); // refused even if it holds nothing yet
            }

            Encode(field.GetValue(value), field.FieldType, into, InsideOf(owner, field), depth + 1);
        }
    }

    // The array behind a collection expression has no name in the source.
    private static Owner InsideOf(Owner owner, FieldInfo field) =>
        field.DeclaringType!.Name.StartsWith('<') && !CapturedVariables.IsClosure(field.DeclaringType) ? owner
        : owner.Inside(FrameLayout.LocalName(field));

    // A finally-block that awaits keeps the exception that passes by. All that counts of it is what a handler can ask
    // for; where it has been thrown is for readers: code that shows it is refused.
    private static void EncodeException(Exception failure, Encoding into, Owner owner, int depth)
    {
        if (failure.Data.Count > 0)
        {
            throw owner.Refuse(failure.GetType(), "its 'Data' can be changed by whoever shares it");
        }

        into.Add((ulong)(uint)failure.HResult);
        Encode(failure.Message, typeof(string), into, owner, depth + 1);
        Encode(failure.InnerException, typeof(Exception), into, owner, depth + 1);
        EncodeFields(failure, failure.GetType(), into, owner, depth);
    }

    private static void EncodeElements(Array? elements, Encoding into, Owner owner, int depth)
    {
        if (elements is null)
        {
            into.Add(Encoding.Null);
            return;
        }

        if (!AddReference(elements, into, owner, depth)) // ImmutableArrays are equal if they share their array
        {
            EncodeNewElements(elements, into, owner, depth);
        }
    }

    private static void EncodeNewElements(Array elements, Encoding into, Owner owner, int depth)
    {
        into.Add(Encoding.FirstOfNew + (ulong)elements.Length);
        for (var index = 0; index < elements.Length; index++)
        {
            Encode(
                elements.GetValue(index), elements.GetType().GetElementType()!, into, owner.Inside($"[{index}]"), depth + 1);
        }
    }

    private static FieldInfo[] Fields(Type type) => FieldsOf.GetOrAdd(type, static type =>
    {
        var fields = new List<FieldInfo>();
        for (var declaring = type; declaring is not null && declaring != typeof(Exception); declaring = declaring.BaseType)
        {
            fields.AddRange(declaring.GetFields(OwnFields));
        }

        return [.. fields];
    });

    // What ArgumentException and its like declare is set when they are made.
    private static bool IsOfFrameworkException(FieldInfo field) =>
        typeof(Exception).IsAssignableFrom(field.DeclaringType) && Trust.IsFramework(field.DeclaringType);

    private static bool IsImmutableArray(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
}
