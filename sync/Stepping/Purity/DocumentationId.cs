using System.Reflection;
using System.Text;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>The names by which documentation knows members: <c>M:System.Math.Max(System.UInt64,System.UInt64)</c> (C# standard, annex D.4.2).</summary>
internal static class DocumentationId
{
    /// <summary>The name of a method or constructor, as it is declared: without type arguments.</summary>
    public static string Of(MethodBase method)
    {
        var declared = Definition(method);
        var text = new StringBuilder("M:").Append(Name(declared.DeclaringType!)).Append('.').Append(declared.Name.Replace('.', '#'));
        if (declared is MethodInfo { IsGenericMethod: true } generic)
        {
            text.Append("``").Append(generic.GetGenericArguments().Length);
        }

        var parameters = declared.GetParameters();
        if (parameters.Length > 0)
        {
            text.Append('(').AppendJoin(',', parameters.Select(parameter => Reference(parameter.ParameterType))).Append(')');
        }

        if (declared.Name is "op_Implicit" or "op_Explicit" or "op_CheckedExplicit" && declared is MethodInfo conversion)
        {
            text.Append('~').Append(Reference(conversion.ReturnType));
        }

        return text.ToString();
    }

    /// <summary>The name of a field.</summary>
    public static string Of(FieldInfo field) => $"F:{Name(field.DeclaringType!)}.{field.Name}";

    /// <summary>The name of a type, as it is declared.</summary>
    public static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static MethodBase Definition(MethodBase method) =>
        method.DeclaringType!.IsGenericType || (method is MethodInfo && method.IsGenericMethod)
            ? method.Module.ResolveMethod(method.MetadataToken)!
            : method;

    private static string Reference(Type type)
    {
        if (type.IsByRef)
        {
            return Reference(type.GetElementType()!) + "@";
        }

        if (type.IsPointer)
        {
            return Reference(type.GetElementType()!) + "*";
        }

        if (type.IsArray)
        {
            var rank = type.GetArrayRank();
            return Reference(type.GetElementType()!) + (rank == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", rank))}]");
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        return type.IsGenericType ? OfGeneric(type) : Name(type);
    }

    // Dictionary<K, V>.Enumerator is System.Collections.Generic.Dictionary{K,V}.Enumerator: arguments stand where they are declared.
    private static string OfGeneric(Type type)
    {
        var parts = Name(type).Split('.');
        var arguments = type.GetGenericArguments();
        var next = 0;
        for (var part = 0; part < parts.Length; part++)
        {
            var tick = parts[part].IndexOf('`', StringComparison.Ordinal);
            if (tick >= 0)
            {
                var count = int.Parse(parts[part][(tick + 1)..], null);
                parts[part] = $"{parts[part][..tick]}{{{string.Join(',', arguments.Skip(next).Take(count).Select(Reference))}}}";
                next += count;
            }
        }

        return string.Join('.', parts);
    }
}
