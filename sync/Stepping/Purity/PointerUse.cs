using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>
/// Whether a method takes an address as a number, or a number as an address. All memory that code may reach it reaches through references
/// and objects; a number that was handed to it may be the address of anything.
/// </summary>
internal sealed class PointerUse(MethodBase method, MethodReader reader, Lazy<StackTypes> types)
{
    /// <summary>Whether an instruction does.</summary>
    public bool IsAt(int index)
    {
        var instruction = reader.Instructions[index];
        var code = instruction.Code;
        var name = code.Name!;
        if (name.StartsWith("conv.", StringComparison.Ordinal))
        {
            return types.Value.At(index, 0) is { } type && (type.IsByRef || StackTypes.IsPointer(type));
        }

        return name.StartsWith("ldind", StringComparison.Ordinal) || code == OpCodes.Ldobj || code == OpCodes.Initobj ? IsNoReference(index, 0)
            : name.StartsWith("stind", StringComparison.Ordinal) || code == OpCodes.Stobj ? IsNoReference(index, 1)
            : code == OpCodes.Cpobj ? IsNoReference(index, 0) || IsNoReference(index, 1)
            : code == OpCodes.Ldfld || code == OpCodes.Ldflda ? IsAddress(index, 0)
            : code == OpCodes.Stfld ? IsAddress(index, 1) || (IsReference(reader.Field(instruction).FieldType) && IsAddress(index, 0))
            : code == OpCodes.Ret ? method is MethodInfo { ReturnType: var returned } && IsReference(returned) && IsAddress(index, 0)
            : code == OpCodes.Call || code == OpCodes.Callvirt || code == OpCodes.Newobj ? IsPassed(index, instruction)
            : StoredType(instruction) is { } stored && IsReference(stored) && IsAddress(index, 0);
    }

    // Only what was just taken from the stack may become a span; whatever else a span could be made of is an address from elsewhere.
    private bool IsPassed(int index, Instruction instruction)
    {
        var called = reader.Method(instruction);
        var parameters = called.GetParameters();
        for (var parameter = 0; parameter < parameters.Length; parameter++)
        {
            var (type, depth) = (parameters[parameter].ParameterType, parameters.Length - 1 - parameter);
            if ((IsReference(type) && IsAddress(index, depth))
                || (type.IsPointer && Trust.IsFramework(called.DeclaringType!) && types.Value.At(index, depth) != StackTypes.StackMemory))
            {
                return true;
            }
        }

        return called is { IsStatic: false, DeclaringType.IsValueType: true } && !instruction.Is(OpCodes.Newobj) && IsAddress(index, parameters.Length);
    }

    private Type? StoredType(Instruction instruction) => instruction.StoredLocal is { } local ? reader.Body!.LocalVariables[local].LocalType
        : instruction.Is(OpCodes.Starg) || instruction.Is(OpCodes.Starg_S) ? StackTypes.ArgumentOf(method, (int)instruction.Operand)
        : null;

    // A value of a type that is known and no reference, where there must be one.
    private bool IsNoReference(int index, int depth) => types.Value.At(index, depth) is { IsByRef: false };

    // A number or a pointer, where there must be a reference, an object or a value with fields.
    private bool IsAddress(int index, int depth) => types.Value.At(index, depth) is { } type && StackTypes.IsAddress(type);

    private static bool IsReference(Type type) => type.IsByRef;
}
