using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>
/// Which permitted calls of a method print, read or compare by a culture. To compare texts by one is refused everywhere: the order of
/// letters is another with and without the system's tables, even in the invariant culture. Numbers are printed and read invariantly
/// while code runs, but the first thread that uses a type initializes it: there that is refused too.
/// </summary>
/// <param name="reader">The method.</param>
/// <param name="types">What is on its stack.</param>
internal sealed class CultureUse(MethodReader reader, Lazy<StackTypes> types)
{
    private static readonly string[] Orders =
        ["Sort", "BinarySearch", "Order", "ThenBy", "Max", "Min", "SequenceCompareTo", "CompareTo", "Compare"];

    private static readonly Type[] Signed =
    [
        typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(nint), typeof(Int128), typeof(Half), typeof(float), typeof(double),
        typeof(decimal), typeof(BigInteger), typeof(Complex), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
    ];

    private static readonly Type[] Unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong), typeof(nuint), typeof(UInt128)];

    /// <summary>Whether a call compares texts by a culture, or may.</summary>
    public bool Compares(int index, MethodBase called)
    {
        var parameters = called.GetParameters();
        var comparison = Array.FindIndex(parameters, parameter => parameter.ParameterType == typeof(StringComparison));
        if (comparison >= 0)
        {
            // The compiler puts the last argument just before the call; of one that is not written there, nothing is known.
            return comparison < parameters.Length - 1
                || Before(index)?.Constant is not ((int)StringComparison.Ordinal or (int)StringComparison.OrdinalIgnoreCase);
        }

        var hasOwn = parameters.Any(parameter => IsComparer(parameter.ParameterType)) && Before(index)?.Is(OpCodes.Ldnull) != true;
        return !hasOwn && OrderedBy(called) is { } ordered && IsText(ordered);
    }

    /// <summary>Whether a table that is there from the beginning is ordered by texts.</summary>
    public static bool Compares(FieldInfo field) => field.DeclaringType is { IsGenericType: true } table
        && table.Name.StartsWith("ImmutableSorted", StringComparison.Ordinal) && IsText(table.GetGenericArguments()[0]);

    /// <summary>Whether a call prints or reads in the culture of the thread that makes it.</summary>
    public bool IsCurrent(int index, MethodBase called)
    {
        var (parameters, owner) = (called.GetParameters(), called.DeclaringType!);
        if (parameters.Any(parameter => typeof(IFormatProvider).IsAssignableFrom(parameter.ParameterType)))
        {
            return !IsInvariant(index) && (Reads(called) || Prints(index, called, owner, parameters));
        }

        return Reads(called) ? IsNumber(owner) || owner == typeof(TimeSpan) || owner == typeof(Convert)
            : Prints(index, called, owner, parameters) && !(IsHandler(owner) && HasProvider(owner));
    }

    private static bool Reads(MethodBase called) => called.Name is "Parse" or "TryParse" or "ParseExact" or "TryParseExact"
        || (called.DeclaringType == typeof(Convert) && called.Name != nameof(Convert.ToString)
            && called.GetParameters() is [{ ParameterType: var from }, ..] parameters && (from == typeof(string) || from == typeof(object))
            && !Array.Exists(parameters, parameter => parameter.Name == "fromBase"));

    private bool Prints(int index, MethodBase called, Type owner, ParameterInfo[] parameters)
    {
        switch (called.Name)
        {
            case "ToString" or "TryFormat" when owner == typeof(Convert):
                return parameters.Length == 1 && IsShown(parameters[0].ParameterType);
            case "ToString" or "TryFormat":
                var printed = owner == typeof(object) || owner == typeof(ValueType) || owner.IsInterface ? Receiver(index) : owner;
                return printed is null || IsShown(printed) || (Array.IndexOf(Unsigned, printed) >= 0 && parameters.Length > 0)
                    || (printed == typeof(TimeSpan) && parameters.Length > 0);
            case "Append" or "Insert" or "AppendFormat" or "AppendJoin" or "AppendFormatted" or "Concat" or "Join" or "Format"
                when owner == typeof(string) || owner == typeof(StringBuilder) || IsHandler(owner):
                return (called.IsGenericMethod && called.GetGenericArguments().Any(IsShown))
                    || Array.Exists(parameters, parameter => IsShown(index, called, parameter, parameters.Length - 1 - parameter.Position));
            default:
                return false;
        }
    }

    private bool IsShown(int index, MethodBase called, ParameterInfo parameter, int depth) => parameter.ParameterType switch
    {
        var type when type == typeof(object) =>
            types.Value.At(index, depth) is not { } shown || shown == typeof(object) || IsShown(shown),
        var type when type == typeof(object[]) || type == typeof(ReadOnlySpan<object>) => true,
        var type => depth == 0 && called.Name is "Append" or "Insert" && IsShown(type),
    };

    // Of what there are no others than the invariant one, that one is handed on.
    private bool IsInvariant(int index) => Before(index)?.Is(OpCodes.Ldnull) != true
        && reader.Instructions.Any(instruction => instruction.Code.OperandType == OperandType.InlineMethod
            && reader.Method(instruction).Name is "get_InvariantCulture" or "get_InvariantInfo")
        && !reader.Source.GetParameters().Any(parameter => typeof(IFormatProvider).IsAssignableFrom(parameter.ParameterType));

    private bool HasProvider(Type handler)
    {
        var made = reader.Instructions.Where(instruction => (instruction.Is(OpCodes.Call) || instruction.Is(OpCodes.Newobj))
            && reader.Method(instruction) is ConstructorInfo { DeclaringType: var owner } && owner == handler).ToList();
        return made.Count > 0 && IsInvariant(0) && made.TrueForAll(one =>
            Array.Exists(reader.Method(one).GetParameters(), parameter => parameter.ParameterType == typeof(IFormatProvider)));
    }

    private static bool IsHandler(Type owner) => owner.IsDefined(typeof(InterpolatedStringHandlerAttribute), false);

    private Type? Receiver(int index) =>
        Before(index) is { } before && before.Is(OpCodes.Constrained) ? reader.Type(before) : types.Value.At(index, 0);

    private Instruction? Before(int index) => index > 0 ? reader.Instructions[index - 1] : null;

    private static bool IsNumber(Type type) => Array.IndexOf(Signed, type) >= 0 || Array.IndexOf(Unsigned, type) >= 0;

    // Digits are the same everywhere, signs and points are not.
    private static bool IsShown(Type type)
    {
        type = type.IsByRef ? type.GetElementType()! : type;
        return Array.IndexOf(Signed, Nullable.GetUnderlyingType(type) ?? type) >= 0
            || (typeof(ITuple).IsAssignableFrom(type) && type.GetGenericArguments().Any(IsShown));
    }

    // What texts are put in order by, if a call does that.
    private static Type? OrderedBy(MethodBase called)
    {
        var (owner, own) = (called.DeclaringType!, called.IsGenericMethod ? called.GetGenericArguments() : []);
        var ofOwner = owner.IsGenericType ? owner.GetGenericArguments() : [];
        var isMade = called.IsConstructor || called.IsStatic;
        return owner.Name.StartsWith("PriorityQueue", StringComparison.Ordinal) ? (isMade ? ofOwner[1] : null)
            : owner.Name.StartsWith("Sorted", StringComparison.Ordinal) ? (isMade && called.Name != "CreateSetComparer" ? ofOwner[0] : null)
            : owner.Name is "ImmutableSortedDictionary" or "ImmutableSortedSet" ? (own.Length > 2 ? own[1] : own[0])
            : owner.Name == "Comparer`1" && called is { IsStatic: true, Name: "get_Default" } ? ofOwner[0]
            : owner.Name is "ValueTuple" or "Tuple" || !Orders.Any(name => called.Name.StartsWith(name, StringComparison.Ordinal)) ? null
            : typeof(ITuple).IsAssignableFrom(owner) || owner.Name == "IComparable`1" ? owner
            : called is MethodInfo { Name: "Max" or "Min", IsGenericMethod: true, ReturnType: var result } ? result
            : called.Name.EndsWith("By", StringComparison.Ordinal) || called.Name.EndsWith("ByDescending", StringComparison.Ordinal)
                ? own.LastOrDefault()
            : own.Length > 0 ? own[0]
            : owner.Name is "List`1" or "ImmutableArray`1" or "ImmutableList`1" or "Builder" ? ofOwner[0] : null;
    }

    private static bool IsComparer(Type type) => type == typeof(IComparer)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var known
            && (known == typeof(IComparer<>) || known == typeof(Comparison<>)));

    private static bool IsText(Type type) => type == typeof(string)
        || (type.IsGenericType && (typeof(ITuple).IsAssignableFrom(type) || type.Name == "IComparable`1")
            && type.GetGenericArguments().Any(IsText));
}
