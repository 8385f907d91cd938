using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping.IL;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>Writes one copy of a method: its instructions, with a look at the stack in front, one at whether to end at every branch back, and other calls.</summary>
/// <param name="method">The method.</param>
/// <param name="copy">The copy, which has no code yet.</param>
internal sealed class MethodCopier(MethodBase method, DynamicMethod copy)
{
    private const int TokenSize = 4;
    private const int ClauseSize = 24;
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly MethodInfo AtBegin = typeof(StackGuard).GetMethod(nameof(StackGuard.Enter), All)!;
    private static readonly MethodInfo AtLoop = typeof(LoopGuard).GetMethod(nameof(LoopGuard.Turn), All)!;
    private static readonly FieldInfo IsWanted = typeof(LoopGuard).GetField(nameof(LoopGuard.Wanted), All)!;

    private static readonly Dictionary<string, OpCode> ByName = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Name!);

    private readonly DynamicILInfo info = copy.GetDynamicILInfo();
    private readonly MethodReader reader = new(method);
    private readonly List<byte> code = [];
    private readonly Dictionary<int, int> moved = [];
    private readonly List<(int At, int From, int Target)> branches = [];

    /// <summary>Gives a copy that could not be written the code to call its method.</summary>
    public static void Forward(MethodBase method, DynamicMethod copy)
    {
        var (info, code) = (copy.GetDynamicILInfo(), new List<byte>());
        var parameters = Stubs.Parameters(method).Count();
        for (var index = 0; index < parameters; index++)
        {
            code.AddRange([0xFE, 0x09, (byte)index, 0]); // ldarg
        }

        code.Add((byte)OpCodes.Call.Value);
        code.AddRange(BitConverter.GetBytes(TokenOf(info, method)));
        code.Add((byte)OpCodes.Ret.Value);
        info.SetLocalSignature(SignatureHelper.GetLocalVarSigHelper().GetSignature());
        info.SetCode([.. code], Math.Max(1, parameters));
    }

    /// <summary>Writes it.</summary>
    public void Copy()
    {
        var body = reader.Body!;
        var calls = CallSite.In(reader).ToDictionary(call => call.Offset);
        var isOfFramework = PurityCheck.IsTrusted(method.DeclaringType);
        var place = info.GetTokenFor(isOfFramework ? string.Empty : PlaceOf(method));
        if (!isOfFramework)
        {
            Guard(place, AtBegin); // what it calls back does that
        }

        for (var index = 0; index < reader.Instructions.Count; index++)
        {
            var instruction = reader.Instructions[index];
            moved[instruction.Offset] = code.Count;
            if (!isOfFramework && MethodReader.TargetsOf(instruction).Any(target => target <= instruction.Offset))
            {
                Write(OpCodes.Ldsfld, info.GetTokenFor(IsWanted.FieldHandle));
                Write(OpCodes.Brfalse, 2 * (1 + TokenSize)); // over what follows
                Guard(place, AtLoop);
            }

            if (instruction.Is(OpCodes.Tailcall) || (instruction.Is(OpCodes.Constrained) && IsReplaced(Next(calls, index))))
            {
                continue; // the call that it belongs to becomes another
            }

            if (calls.TryGetValue(instruction.Offset, out var call) && Replacement(call) is { } other)
            {
                Write(OpCodes.Call, info.GetTokenFor(other));
                continue;
            }

            Translate(instruction);
        }

        moved[body.GetILAsByteArray()!.Length] = code.Count;
        var bytes = code.ToArray();
        foreach (var (at, from, target) in branches)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), moved[target] - from);
        }

        var locals = SignatureHelper.GetLocalVarSigHelper();
        foreach (var local in body.LocalVariables)
        {
            locals.AddArgument(local.LocalType, local.IsPinned);
        }

        info.SetLocalSignature(locals.GetSignature());
        info.SetCode(bytes, body.MaxStackSize + 1);
        if (body.ExceptionHandlingClauses.Count > 0)
        {
            info.SetExceptions(Clauses(body.ExceptionHandlingClauses));
        }
    }

    // Of what the compiler adds to an iterator, where the iterator is.
    private static string PlaceOf(MethodBase method) =>
        method.DeclaringType is { } type && type.Name.StartsWith('<') && SourceLines.Of(method) is null
            && type.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } iterator
            ? StackPlace.TextOf(iterator) : StackPlace.TextOf(method);

    private CallSite? Next(Dictionary<int, CallSite> calls, int index)
    {
        while (reader.Instructions[++index] is var next)
        {
            if (calls.TryGetValue(next.Offset, out var call))
            {
                return call;
            }
        }

        return null;
    }

    private static bool IsReplaced(CallSite? call) => call is { } known && Replacement(known) is not null;

    private static DynamicMethod? Replacement(CallSite call) => call.Form switch
    {
        CallForm.Known when GuardedCopies.Called(call.Target) is { } known => call.Creates ? Stubs.Creating((ConstructorInfo)call.Target, known) : known,
        CallForm.Known or CallForm.Plain => null,
        _ => Stubs.Of(call),
    };

    private void Guard(int place, MethodInfo guard)
    {
        Write(OpCodes.Ldstr, place);
        Write(OpCodes.Call, info.GetTokenFor(guard.MethodHandle));
    }

    private void Translate(Instruction instruction)
    {
        switch (instruction.Code.OperandType)
        {
            case OperandType.InlineNone:
                Write(instruction.Code);
                break;
            case OperandType.ShortInlineBrTarget or OperandType.InlineBrTarget:
                Write(instruction.Code.OperandType == OperandType.InlineBrTarget ? instruction.Code : ByName[instruction.Code.Name![..^2]], 0);
                branches.Add((code.Count - TokenSize, code.Count, (int)instruction.Operand));
                break;
            case OperandType.InlineSwitch:
                Write(instruction.Code, instruction.Targets.Length);
                var (first, end) = (code.Count, code.Count + (TokenSize * instruction.Targets.Length));
                branches.AddRange(instruction.Targets.Select((target, index) => (first + (TokenSize * index), end, target)));
                code.AddRange(new byte[end - first]);
                break;
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                Write(instruction.Code);
                code.Add((byte)instruction.Operand);
                break;
            case OperandType.InlineVar:
                Write(instruction.Code);
                code.AddRange(BitConverter.GetBytes((ushort)instruction.Operand));
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                Write(instruction.Code);
                code.AddRange(BitConverter.GetBytes(instruction.Operand));
                break;
            case OperandType.InlineMethod:
                Write(instruction.Code, TokenOf(info, reader.Method(instruction)));
                break;
            case OperandType.InlineField:
                Write(instruction.Code, TokenOf(reader.Field(instruction)));
                break;
            case OperandType.InlineType:
                Write(instruction.Code, info.GetTokenFor(reader.Type(instruction).TypeHandle));
                break;
            case OperandType.InlineTok:
                Write(instruction.Code, reader.Member(instruction) switch
                {
                    Type type => info.GetTokenFor(type.TypeHandle),
                    FieldInfo field => TokenOf(field),
                    var member => TokenOf(info, (MethodBase)member),
                });
                break;
            case OperandType.InlineString:
                Write(instruction.Code, info.GetTokenFor(method.Module.ResolveString((int)instruction.Operand)));
                break;
            case OperandType.InlineI or OperandType.ShortInlineR:
                Write(instruction.Code, (int)instruction.Operand);
                break;
            default:
                throw new NotSupportedException("a call through a function pointer");
        }
    }

    private void Write(OpCode instruction, int? operand = null)
    {
        if (instruction.Size == 2)
        {
            code.Add((byte)(instruction.Value >> 8));
        }

        code.Add((byte)instruction.Value);
        code.AddRange(operand is { } value ? BitConverter.GetBytes(value) : []);
    }

    private static int TokenOf(DynamicILInfo info, MethodBase target) => target.DeclaringType is { IsGenericType: true } type
        ? info.GetTokenFor(target.MethodHandle, type.TypeHandle)
        : info.GetTokenFor(target.MethodHandle);

    private int TokenOf(FieldInfo field) => field.DeclaringType is { IsGenericType: true } type
        ? info.GetTokenFor(field.FieldHandle, type.TypeHandle)
        : info.GetTokenFor(field.FieldHandle);

    // ECMA-335, II.25.4.5 and 6: a section of fat clauses.
    private byte[] Clauses(IList<ExceptionHandlingClause> clauses)
    {
        var section = new byte[TokenSize + (ClauseSize * clauses.Count)];
        Put(section, 0, 0x41 | (section.Length << 8));
        for (var index = 0; index < clauses.Count; index++)
        {
            var (clause, at) = (clauses[index], TokenSize + (ClauseSize * index));
            int[] words =
            [
                (int)clause.Flags,
                moved[clause.TryOffset], moved[clause.TryOffset + clause.TryLength] - moved[clause.TryOffset],
                moved[clause.HandlerOffset], moved[clause.HandlerOffset + clause.HandlerLength] - moved[clause.HandlerOffset],
                clause.Flags == ExceptionHandlingClauseOptions.Filter ? moved[clause.FilterOffset]
                    : clause.Flags == ExceptionHandlingClauseOptions.Clause ? info.GetTokenFor(clause.CatchType!.TypeHandle) : 0,
            ];
            for (var word = 0; word < words.Length; word++)
            {
                Put(section, at + (TokenSize * word), words[word]);
            }
        }

        return section;
    }

    private static void Put(byte[] bytes, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
}
