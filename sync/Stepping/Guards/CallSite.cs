using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping.IL;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>How a call finds its method.</summary>
internal enum CallForm
{
    /// <summary>The method is named, and nobody's who is trusted.</summary>
    Known,

    /// <summary>An object's class has it.</summary>
    Virtual,

    /// <summary>A delegate has it.</summary>
    Invoke,

    /// <summary>It is the framework's, and is handed delegates or sequences.</summary>
    Handing,

    /// <summary>Its types are so deep that it must be a recursion with ever larger ones.</summary>
    TooDeep,

    /// <summary>None of these: it stays as it is.</summary>
    Plain,
}

/// <summary>A call in a method's code.</summary>
/// <param name="Offset">Where it begins, in bytes; a prefix that says of which type it is belongs to it.</param>
/// <param name="Form">How it finds its method.</param>
/// <param name="Target">The method, if it is known what it is; or else the one that is named.</param>
/// <param name="Constrained">The reference type of the receiver, if a reference to it is on the stack; null if it is there itself.</param>
/// <param name="Creates">Whether it makes an object.</param>
internal readonly record struct CallSite(int Offset, CallForm Form, MethodBase Target, Type? Constrained, bool Creates)
{
    /// <summary>A call on an object.</summary>
    public static CallSite OfObject(MethodInfo called) => new(0, CallForm.Virtual, called, null, false);

    /// <summary>The calls in a method.</summary>
    public static IEnumerable<CallSite> In(MethodReader reader)
    {
        Instruction? constrained = null;
        foreach (var instruction in reader.Instructions)
        {
            if (instruction.Is(OpCodes.Constrained))
            {
                constrained = instruction;
            }
            else if (instruction.Is(OpCodes.Call) || instruction.Is(OpCodes.Callvirt) || instruction.Is(OpCodes.Newobj))
            {
                yield return Of(instruction.Offset, instruction.Code, reader.Method(instruction), constrained is { } prefix ? reader.Type(prefix) : null);
                constrained = null;
            }
        }
    }

    private static CallSite Of(int offset, OpCode code, MethodBase target, Type? constrained)
    {
        CallSite Site(CallForm form, MethodBase? found = null, Type? receiver = null) => new(offset, form, found ?? target, receiver, code == OpCodes.Newobj);

        if (target is not { ContainsGenericParameters: false, DeclaringType: { ContainsGenericParameters: false } type } || type == typeof(Cpu) || type.IsArray)
        {
            return Site(CallForm.Plain);
        }

        if (constrained is not null)
        {
            // A value's own method, or a static one of a type argument's, is known; an object's is asked of the object.
            return target.IsStatic || constrained.IsValueType
                ? Targets.Find(constrained, (MethodInfo)target) is { } own && CallGraph.IsCopyable(own) ? Site(Known(own), own) : Site(CallForm.Plain)
                : target.IsVirtual ? Site(CallForm.Virtual, receiver: constrained) : Site(CallForm.Plain);
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return Site(target.Name == "Invoke" ? CallForm.Invoke : CallForm.Plain);
        }

        var isKnown = code != OpCodes.Callvirt || !target.IsVirtual || target.IsFinal || type.IsSealed;
        return !isKnown ? Site(CallForm.Virtual)
            : CallGraph.IsCopyable(target) ? Site(Known(target))
            : PurityCheck.IsTrusted(type) && target.GetParameters().Any(parameter => Stubs.Guard(parameter.ParameterType) is not null)
                ? Site(CallForm.Handing)
                : Site(CallForm.Plain);
    }

    private static CallForm Known(MethodBase target) => CallGraph.IsTooDeep(target) ? CallForm.TooDeep : CallForm.Known;
}
