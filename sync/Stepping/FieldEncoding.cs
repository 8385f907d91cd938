using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Interlock.Sync.Stepping;

/// <summary>Builds, per static type, the expression that appends a value to an <see cref="Encoding"/>.</summary>
internal static class FieldEncoding
{
    private const BindingFlags AllFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static Expression Of(Expression value, Expression into, Owner owner)
    {
        var type = value.Type;
        if (type.IsEnum)
        {
            return Of(Expression.Convert(value, Enum.GetUnderlyingType(type)), into, owner);
        }

        if (Word(value) is { } word)
        {
            return Expression.Call(into, nameof(Encoding.Add), null, word);
        }

        if (ObjectEncoding.WhyUnreadable(type) is { } reason)
        {
            throw owner.Refuse(type, reason);
        }

        if (!type.IsValueType)
        {
            if (value is not MemberExpression { Member.Name: "<>4__this" })
            {
                RefuseMutable(type, owner); // of the object on which code is called it depends on whose code it is
            }

            return Expression.Call(
                typeof(ObjectEncoding),
                nameof(ObjectEncoding.Encode),
                null,
                Expression.Convert(value, typeof(object)),
                Expression.Constant(type),
                into,
                Expression.Constant(owner));
        }

        return OfStruct(value, into, owner);
    }

    private static Expression OfStruct(Expression value, Expression into, Owner owner)
    {
        var type = value.Type;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (definition == typeof(ImmutableArray<>))
        {
            return OfElements(
                Expression.Call(
                    typeof(ImmutableCollectionsMarshal), nameof(ImmutableCollectionsMarshal.AsArray), type.GetGenericArguments(), value),
                into,
                owner);
        }

        // A foreach over an ImmutableArray keeps its enumerator, whose array is that of the ImmutableArray.
        var ownsArray = definition == typeof(ImmutableArray<>.Enumerator);
        var parts = type.GetFields(AllFields).Select(field => ownsArray && field.FieldType.IsArray
            ? OfElements(Expression.Field(value, field), into, owner)
            : Of(Expression.Field(value, field), into, owner.Inside(FrameLayout.LocalName(field))));
        return Expression.Block(parts.Append(Expression.Empty()));
    }

    private static MethodCallExpression OfElements(Expression array, Expression into, Owner owner) => Expression.Call(
        typeof(ObjectEncoding), nameof(ObjectEncoding.EncodeElements), null, array, into, Expression.Constant(owner));

    private static Expression? Word(Expression value) => Type.GetTypeCode(value.Type) switch
    {
        TypeCode.Boolean => Expression.Condition(value, Expression.Constant(1UL), Expression.Constant(0UL)),
        TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 =>
            Expression.Convert(Expression.Convert(value, typeof(long)), typeof(ulong)),
        TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 or TypeCode.Char =>
            Expression.Convert(value, typeof(ulong)),
        TypeCode.Single => Expression.Convert(
            Expression.Call(typeof(BitConverter), nameof(BitConverter.SingleToUInt32Bits), null, value), typeof(ulong)),
        TypeCode.Double =>
            Expression.Call(typeof(BitConverter), nameof(BitConverter.DoubleToUInt64Bits), null, value),
        _ => null,
    };

    // A type that is mutable whatever the value is refused as soon as its method is seen, not when a value arrives.
    private static void RefuseMutable(Type type, Owner owner)
    {
        if (type is { IsInterface: false, IsAbstract: false } && type != typeof(object)
            && ObjectEncoding.WhyMutable(type) is { } reason)
        {
            throw owner.Refuse(type, reason);
        }
    }
}
