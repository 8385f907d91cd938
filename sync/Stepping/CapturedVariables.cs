using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping.IL;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Whether the variables that a lambda captured, or the parameters that a primary constructor captured, are ever
/// written after their object was made. The compiler keeps them in plain fields, so their declaration does not tell.
/// </summary>
internal static class CapturedVariables
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, List<(MethodReader Method, Type Declaring)>> Sources = new();

    /// <summary>Why a closure may change while it is explored; null if it cannot.</summary>
    public static string? WhyMutable(Type closure) =>
        closure.GetFields(All & ~BindingFlags.Static).Select(field => WhyMutable(closure, field)).FirstOrDefault(
            reason => reason is not null);

    /// <summary>Why one compiler-made field may change while it is explored; null if it cannot.</summary>
    public static string? WhyMutable(Type owner, FieldInfo field)
    {
        foreach (var (method, declaring) in MethodsAround(owner))
        {
            var creates = IsClosure(owner) && method.Instructions.Any(instruction =>
                instruction.Is(OpCodes.Newobj) && Generic(method.Method(instruction).DeclaringType) == Generic(owner));
            // The method that makes a closure fills it in before anyone can explore it, unless it is explored itself.
            var fillsIn = (creates && !IsStateMachine(declaring)) || (method.IsConstructor && declaring == Generic(owner));
            if (!fillsIn && FirstWrite(method, field, owner) is { } offset)
            {
                return $"its variable '{FrameLayout.LocalName(field)}' is assigned while it is shared" +
                    SourceLines.Behind(SourceLines.At(method.Source, offset));
            }
        }

        return null;
    }

    /// <summary>Whether a type holds the variables that a lambda or a local function captured.</summary>
    public static bool IsClosure(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), false) && type.Name.StartsWith("<>c", StringComparison.Ordinal);

    private static int? FirstWrite(MethodReader method, FieldInfo field, Type owner)
    {
        for (var index = 0; index < method.Instructions.Count; index++)
        {
            var instruction = method.Instructions[index];
            if (instruction.Code.OperandType != OperandType.InlineField || !IsSame(method.Field(instruction), field))
            {
                continue;
            }

            if ((instruction.Is(OpCodes.Stfld) && !IsMaking(method, index, owner))
                || (instruction.Is(OpCodes.Ldflda) && !IsReadThrough(method, index, field.FieldType)))
            {
                return instruction.Offset;
            }
        }

        return null;
    }

    // A closure of an async method's parameters is made and filled in without anything in between, nor a way into it.
    private static bool IsMaking(MethodReader method, int index, Type owner)
    {
        for (var before = index - 1; before >= 0 && !method.IsJumpedTo(method.Instructions[before + 1]); before--)
        {
            var instruction = method.Instructions[before];
            if (instruction.Is(OpCodes.Newobj))
            {
                return IsClosure(owner) && Generic(method.Method(instruction).DeclaringType) == Generic(owner);
            }

            if (instruction.Code.FlowControl != FlowControl.Next)
            {
                return false;
            }
        }

        return false;
    }

    // An address that is taken to read a field, or to call a method of a primitive or of a readonly struct, only reads.
    private static bool IsReadThrough(MethodReader method, int index, Type type)
    {
        // Between the address and its use only arguments without a branch are understood; anything else counts as a write.
        var above = 0;
        for (var next = index + 1; next < method.Instructions.Count; next++)
        {
            var instruction = method.Instructions[next];
            var (pops, pushes) = StackTypes.Effect(method, instruction);
            if (pops > above)
            {
                return instruction.Is(OpCodes.Ldfld)
                    || ((instruction.Is(OpCodes.Call) || instruction.Is(OpCodes.Callvirt))
                        && method.Method(instruction) is { IsStatic: false } called && called.DeclaringType == type && called.GetParameters().Length == above
                        && (type.IsPrimitive || IsReadOnly(type) || IsReadOnly(called)));
            }

            if (instruction.Code.FlowControl is not (FlowControl.Next or FlowControl.Call or FlowControl.Meta))
            {
                return false;
            }

            above += pushes - pops;
        }

        return false;
    }

    private static bool IsReadOnly(MemberInfo member) => member.CustomAttributes.Any(attribute =>
        attribute.AttributeType.FullName == "System.Runtime.CompilerServices.IsReadOnlyAttribute");

    private static bool IsSame(FieldInfo one, FieldInfo other) =>
        one.Module == other.Module && one.MetadataToken == other.MetadataToken;

    private static bool IsStateMachine(Type type) =>
        typeof(IAsyncStateMachine).IsAssignableFrom(type);

    private static Type? Generic(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;

    // Only code inside the outermost type can name a compiler-made field.
    private static List<(MethodReader Method, Type Declaring)> MethodsAround(Type type)
    {
        var outermost = Generic(type)!;
        while (outermost.DeclaringType is { } declaring)
        {
            outermost = declaring;
        }

        return Sources.GetOrAdd(outermost, static outermost => [.. Nested(outermost).SelectMany(type => type
            .GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
            .Where(method => method.GetMethodBody() is not null)
            .Select(method => (new MethodReader(method), type)))]);
    }

    private static IEnumerable<Type> Nested(Type type) =>
        type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(Nested).Prepend(type);
}
