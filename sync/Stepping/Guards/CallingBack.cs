using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>
/// Methods of the framework that print, compare or hash what they are given by its own methods, and do little else: copies of code call
/// copies of them, so that a circle through them is seen.
/// </summary>
internal static class CallingBack
{
    private const int MostWords = 2_000;

    private static readonly string[] Comparers =
    [
        "GenericEqualityComparer`1", "ObjectEqualityComparer`1", "NullableEqualityComparer`1", "GenericComparer`1", "ObjectComparer`1",
        "NullableComparer`1",
    ];

    /// <summary>Whether a method is one of them, and may come to code that is looked at.</summary>
    public static bool Includes(MethodBase method) =>
        method is { ContainsGenericParameters: false, IsAbstract: false, DeclaringType: { ContainsGenericParameters: false } type }
        && Trust.IsFramework(type) && IsOne(method, type) && (IsForAny(method) || IsForOwn(method, type))
        && method.GetMethodBody() is { } body && body.GetILAsByteArray()!.Length < MostWords;

    private static bool IsOne(MethodBase method, Type type) => method.Name switch
    {
        "Concat" or "Join" or "JoinCore" => type == typeof(string),
        "Append" or "Insert" or "AppendJoin" or "AppendJoinCore" => type == typeof(StringBuilder),
        "AppendFormatted" => type.IsDefined(typeof(InterpolatedStringHandlerAttribute), false),
        "Combine" or "Add" => type == typeof(HashCode),
        "Equals" or "GetHashCode" or "Compare" or "CompareTo" or "ToString" =>
            type == typeof(object) || Array.IndexOf(Comparers, type.Name) >= 0 || IsValue(type),
        _ => false,
    };

    private static bool IsValue(Type type) => type.IsGenericType && (typeof(ITuple).IsAssignableFrom(type)
        || type.GetGenericTypeDefinition() is var known && (known == typeof(Nullable<>) || known == typeof(KeyValuePair<,>)));

    // Of an object it is only known when it is there whether it is of a class that is looked at.
    private static bool IsForAny(MethodBase method) => (method.IsStatic || method.DeclaringType == typeof(StringBuilder))
        && Array.Exists(
            method.GetParameters(),
            parameter => parameter.ParameterType is var type && (type == typeof(object) || type == typeof(object[])));

    private static bool IsForOwn(MethodBase method, Type type) =>
        (type.IsGenericType && Array.Exists(type.GetGenericArguments(), IsOwn))
        || (method.IsGenericMethod && Array.Exists(method.GetGenericArguments(), IsOwn));

    private static bool IsOwn(Type type) => type.HasElementType ? IsOwn(type.GetElementType()!)
        : !PurityCheck.IsTrusted(type) || (type.IsGenericType && Array.Exists(type.GetGenericArguments(), IsOwn));
}
