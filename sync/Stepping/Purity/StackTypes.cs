using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>
/// The static types on the evaluation stack before each instruction, as far as they are evident: an element that is not is null. One pass
/// in the order of the instructions; where branches meet, what they do not agree on is unknown.
/// </summary>
internal sealed class StackTypes
{
    /// <summary>The type of an address that <c>localloc</c> has just answered; no source can name it.</summary>
    public static readonly Type StackMemory = typeof(StackTypes).MakePointerType();

    private readonly MethodBase method;
    private readonly MethodReader reader;
    private readonly Dictionary<int, List<Type?>> atTargets = [];
    private readonly List<Type?>[] before;

    public StackTypes(MethodBase method, MethodReader reader)
    {
        this.method = method;
        this.reader = reader;
        before = new List<Type?>[reader.Instructions.Count];
        foreach (var clause in reader.Body?.ExceptionHandlingClauses ?? [])
        {
            var caught = clause.Flags == ExceptionHandlingClauseOptions.Clause ? clause.CatchType : typeof(Exception);
            atTargets[clause.HandlerOffset] = clause.Flags is ExceptionHandlingClauseOptions.Clause or ExceptionHandlingClauseOptions.Filter ? [caught] : [];
            if (clause.Flags == ExceptionHandlingClauseOptions.Filter)
            {
                atTargets[clause.FilterOffset] = [typeof(object)];
            }
        }

        Run();
    }

    /// <summary>The type of the element that is <paramref name="depth"/> below the top before an instruction; null if it is unknown.</summary>
    public Type? At(int index, int depth) => before[index] is { } stack && depth < stack.Count ? stack[stack.Count - 1 - depth] : null;

    /// <summary>The type of an argument of a method, by index; of a struct's own methods, <c>this</c> is a reference.</summary>
    public static Type ArgumentOf(MethodBase method, int index) => method.IsStatic ? method.GetParameters()[index].ParameterType
        : index > 0 ? method.GetParameters()[index - 1].ParameterType
        : method.DeclaringType is { IsValueType: true } type ? type.MakeByRefType() : method.DeclaringType!;

    /// <summary>Whether a value of a type can be an address from anywhere: a pointer or a number.</summary>
    public static bool IsAddress(Type? type) => type is { IsPrimitive: true } or { IsEnum: true } || IsPointer(type);

    /// <summary>Whether a type is a pointer.</summary>
    public static bool IsPointer(Type? type) => type is { IsPointer: true } or { IsFunctionPointer: true };

    /// <summary>How many elements an instruction takes from the stack and puts there; more than there can be if that is not known.</summary>
    public static (int Pops, int Pushes) Effect(MethodReader reader, Instruction instruction)
    {
        if (instruction.Is(OpCodes.Calli) || instruction.Is(OpCodes.Ret))
        {
            return (int.MaxValue, 0);
        }

        if (!IsCall(instruction))
        {
            return (Pops(instruction.Code.StackBehaviourPop), instruction.Is(OpCodes.Dup) ? 2 : Pushes(instruction.Code.StackBehaviourPush));
        }

        var called = reader.Method(instruction);
        var isMade = instruction.Is(OpCodes.Newobj);
        return (called.GetParameters().Length + (called.IsStatic || isMade ? 0 : 1), isMade || called is MethodInfo { ReturnType: var result } && result != typeof(void) ? 1 : 0);
    }

    private static bool IsCall(Instruction instruction) => instruction.Code.OperandType == OperandType.InlineMethod
        && !instruction.Is(OpCodes.Ldftn) && !instruction.Is(OpCodes.Ldvirtftn) && !instruction.Is(OpCodes.Jmp);

    private void Run()
    {
        var stack = new List<Type?>();
        for (var index = 0; index < reader.Instructions.Count; index++)
        {
            var instruction = reader.Instructions[index];
            if (atTargets.TryGetValue(instruction.Offset, out var joined))
            {
                stack = stack is null ? [.. joined] : Join(stack, joined);
            }
            else if (reader.IsJumpedTo(instruction))
            {
                stack = [.. (stack ?? []).Select(type => IsAddress(type) ? type : null)]; // a way back: what it brings is not known yet
            }

            stack ??= [];
            before[index] = [.. stack];
            Step(instruction, stack);
            foreach (var target in MethodReader.TargetsOf(instruction))
            {
                var brought = instruction.Is(OpCodes.Leave) || instruction.Is(OpCodes.Leave_S) ? [] : stack;
                atTargets[target] = atTargets.TryGetValue(target, out var known) ? Join(known, brought) : [.. brought];
            }

            if (instruction.Code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            {
                stack = null!;
            }
        }
    }

    private static List<Type?> Join(List<Type?> one, List<Type?> other) => one.Count != other.Count
        ? [.. one.Select(_ => (Type?)null)]
        : [.. one.Zip(other, (a, b) => a == typeof(void) ? b : b == typeof(void) || a == b ? a : IsAddress(a) ? a : IsAddress(b) ? b : null)];

    private void Step(Instruction instruction, List<Type?> stack)
    {
        if (instruction.Is(OpCodes.Dup))
        {
            stack.Add(stack.Count > 0 ? stack[^1] : null);
            return;
        }

        if (IsCall(instruction))
        {
            var called = reader.Method(instruction);
            Pop(stack, called.GetParameters().Length + (called.IsStatic || instruction.Is(OpCodes.Newobj) ? 0 : 1));
            if (instruction.Is(OpCodes.Newobj))
            {
                stack.Add(called.DeclaringType);
            }
            else if (called is MethodInfo { ReturnType: var result } && result != typeof(void))
            {
                stack.Add(result);
            }

            return;
        }

        if (instruction.Is(OpCodes.Ret) || instruction.Is(OpCodes.Calli))
        {
            stack.Clear();
            return;
        }

        if (instruction.Code is { StackBehaviourPush: StackBehaviour.Push1, StackBehaviourPop: StackBehaviour.Pop1_pop1 })
        {
            Compute(stack);
            return;
        }

        Pop(stack, Pops(instruction.Code.StackBehaviourPop));
        for (var pushed = Pushes(instruction.Code.StackBehaviourPush); pushed > 0; pushed--)
        {
            stack.Add(Pushed(instruction));
        }
    }

    // A number, or what is beside an address.
    private static void Compute(List<Type?> stack)
    {
        var operands = stack.TakeLast(2).ToList();
        Pop(stack, 2);
        stack.Add(operands.Find(IsPointer) ?? operands.Find(type => type is { IsByRef: true }) ?? typeof(int));
    }

    private Type? Pushed(Instruction instruction)
    {
        if (instruction.LoadedLocal is { } local)
        {
            return local < reader.Body!.LocalVariables.Count ? reader.Body.LocalVariables[local].LocalType : null;
        }

        if (Argument(instruction) is { } argument)
        {
            return argument;
        }

        if (instruction.Is(OpCodes.Ldloca) || instruction.Is(OpCodes.Ldloca_S))
        {
            return reader.Body!.LocalVariables[(int)instruction.Operand].LocalType.MakeByRefType();
        }

        if (instruction.Is(OpCodes.Ldfld) || instruction.Is(OpCodes.Ldsfld))
        {
            return reader.Field(instruction).FieldType;
        }

        if (instruction.Is(OpCodes.Ldflda) || instruction.Is(OpCodes.Ldsflda))
        {
            return reader.Field(instruction).FieldType is { IsByRef: false } type ? type.MakeByRefType() : null;
        }

        if (instruction.Is(OpCodes.Ldelema) || instruction.Is(OpCodes.Unbox))
        {
            return reader.Type(instruction).MakeByRefType();
        }

        if (instruction.Is(OpCodes.Castclass) || instruction.Is(OpCodes.Isinst) || instruction.Is(OpCodes.Box)
            || instruction.Is(OpCodes.Unbox_Any) || instruction.Is(OpCodes.Ldobj) || instruction.Is(OpCodes.Ldelem))
        {
            return reader.Type(instruction);
        }

        return instruction.Is(OpCodes.Ldstr) ? typeof(string)
            : instruction.Is(OpCodes.Localloc) ? StackMemory
            : instruction.Is(OpCodes.Ldnull) ? typeof(void)
            : instruction.Is(OpCodes.Newarr) ? reader.Type(instruction).MakeArrayType()
            : instruction.Code.StackBehaviourPush is StackBehaviour.Pushi or StackBehaviour.Pushi8 or StackBehaviour.Pushr4 or StackBehaviour.Pushr8
                || instruction.Is(OpCodes.Neg) || instruction.Is(OpCodes.Not) ? typeof(int) // a number of some kind
            : null;
    }

    private Type? Argument(Instruction instruction)
    {
        int? index = instruction.Code.Value >= OpCodes.Ldarg_0.Value && instruction.Code.Value <= OpCodes.Ldarg_3.Value
            ? instruction.Code.Value - OpCodes.Ldarg_0.Value
            : instruction.Is(OpCodes.Ldarg) || instruction.Is(OpCodes.Ldarg_S) || instruction.Is(OpCodes.Ldarga) || instruction.Is(OpCodes.Ldarga_S)
                ? (int)instruction.Operand
                : null;
        if (index is not { } at)
        {
            return null;
        }

        var type = ArgumentOf(method, at);
        return (instruction.Is(OpCodes.Ldarga) || instruction.Is(OpCodes.Ldarga_S)) && !type.IsByRef ? type.MakeByRefType() : type;
    }

    private static void Pop(List<Type?> stack, int count) => stack.RemoveRange(Math.Max(0, stack.Count - count), Math.Min(count, stack.Count));

    private static int Pops(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref
            or StackBehaviour.Popref_popi_pop1 => 3,
        _ => 2,
    };

    private static int Pushes(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };
}
