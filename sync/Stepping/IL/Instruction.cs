using System.Reflection.Emit;

namespace Interlock.Sync.Stepping.IL;

/// <summary>One instruction of a compiled method.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Code">What it does.</param>
/// <param name="Operand">Its constant, local or token; the target's offset for a branch.</param>
/// <param name="Targets">The targets' offsets of a switch.</param>
internal readonly record struct Instruction(int Offset, OpCode Code, long Operand, int[] Targets)
{
    /// <summary>The constant that a <c>ldc.i4</c> pushes; null for other instructions.</summary>
    public int? Constant => Code.Value switch
    {
        var value when value >= OpCodes.Ldc_I4_M1.Value && value <= OpCodes.Ldc_I4_8.Value =>
            value - OpCodes.Ldc_I4_0.Value,
        var value when value == OpCodes.Ldc_I4_S.Value || value == OpCodes.Ldc_I4.Value => (int)Operand,
        _ => null,
    };

    /// <summary>The local that a <c>ldloc</c> reads; null for other instructions.</summary>
    public int? LoadedLocal => Local(OpCodes.Ldloc_0, OpCodes.Ldloc_3, OpCodes.Ldloc_S, OpCodes.Ldloc);

    /// <summary>The local that a <c>stloc</c> writes; null for other instructions.</summary>
    public int? StoredLocal => Local(OpCodes.Stloc_0, OpCodes.Stloc_3, OpCodes.Stloc_S, OpCodes.Stloc);

    public bool Is(OpCode code) => Code.Value == code.Value;

    private int? Local(OpCode first, OpCode last, OpCode brief, OpCode wide) =>
        Code.Value >= first.Value && Code.Value <= last.Value ? Code.Value - first.Value
        : Is(brief) || Is(wide) ? (int)Operand
        : null;
}
