using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Interlock.Sync.Stepping.IL;

/// <summary>Decodes a compiled method (ECMA-335, III and II.25.4).</summary>
internal sealed class MethodReader
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private readonly MethodBase method;
    private readonly Type[]? typeArguments;
    private readonly Type[]? methodArguments;
    private readonly Lazy<HashSet<int>> jumpTargets;

    public MethodReader(MethodBase method)
    {
        this.method = method;
        typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        methodArguments = method is { IsConstructor: false, IsGenericMethod: true } ? method.GetGenericArguments() : null;
        Body = method.GetMethodBody();
        jumpTargets = new Lazy<HashSet<int>>(() => [.. Instructions!.SelectMany(TargetsOf)]);
        Instructions = Body?.GetILAsByteArray() is { } bytes ? [.. Decode(bytes)] : [];
    }

    /// <summary>The body; null for abstract and external methods.</summary>
    public MethodBody? Body { get; }

    /// <summary>What is decoded.</summary>
    public MethodBase Source => method;

    public bool IsConstructor => method.IsConstructor;

    public IReadOnlyList<Instruction> Instructions { get; }

    public FieldInfo Field(Instruction instruction) =>
        method.Module.ResolveField((int)instruction.Operand, typeArguments, methodArguments)!;

    public MethodBase Method(Instruction instruction) =>
        method.Module.ResolveMethod((int)instruction.Operand, typeArguments, methodArguments)!;

    public Type Type(Instruction instruction) =>
        method.Module.ResolveType((int)instruction.Operand, typeArguments, methodArguments);

    /// <summary>The type, field or method whose handle an instruction loads.</summary>
    public MemberInfo Member(Instruction instruction) =>
        method.Module.ResolveMember((int)instruction.Operand, typeArguments, methodArguments)!;

    /// <summary>Whether a branch leads to an instruction.</summary>
    public bool IsJumpedTo(Instruction instruction) => jumpTargets.Value.Contains(instruction.Offset);

    /// <summary>The offsets that an instruction may branch to.</summary>
    public static int[] TargetsOf(Instruction instruction) => instruction.Code.OperandType switch
    {
        OperandType.InlineSwitch => instruction.Targets,
        OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget => [(int)instruction.Operand],
        _ => [],
    };

    private static IEnumerable<Instruction> Decode(byte[] bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var offset = at;
            short value = bytes[at++];
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | bytes[at++]));
            }

            var code = Codes[value];
            long operand = 0;
            int[] targets = [];
            switch (code.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget:
                    operand = (sbyte)bytes[at] + at + 1;
                    at += 1;
                    break;
                case OperandType.InlineBrTarget:
                    operand = Int32(bytes, at) + at + 4;
                    at += 4;
                    break;
                case OperandType.ShortInlineI:
                    operand = code.Value == OpCodes.Ldc_I4_S.Value ? (sbyte)bytes[at] : bytes[at];
                    at += 1;
                    break;
                case OperandType.ShortInlineVar:
                    operand = bytes[at];
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    operand = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    operand = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
                    at += 8;
                    break;
                case OperandType.InlineSwitch:
                    targets = new int[Int32(bytes, at)];
                    at += 4;
                    var end = at + (targets.Length * 4);
                    for (var index = 0; index < targets.Length; index++, at += 4)
                    {
                        targets[index] = Int32(bytes, at) + end;
                    }

                    break;
                default: // tokens, 32-bit constants and floats
                    operand = Int32(bytes, at);
                    at += 4;
                    break;
            }

            yield return new Instruction(offset, code, operand, targets);
        }
    }

    private static int Int32(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
}
