using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Threading;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping.IL;

/// <summary>
/// Copies of methods that call themselves, directly or through others, which look at the stack whenever they begin: nothing can catch a
/// stack that overflows, and code under test must not end its process. Code that can come to such methods is executed once in
/// copies before it is executed as it is. Only calls whose target is evident are followed: a recursion through virtual methods, interfaces or delegates
/// is not seen here, nor is one of a method that has type parameters left open.
/// </summary>
internal static class GuardedCopies
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly MethodInfo Guard = typeof(Execution).GetMethod(nameof(Execution.GuardRecursion), All)!;
    private static readonly ConcurrentDictionary<MethodBase, MethodBase[]> Callees = new();
    private static readonly Lock Gate = new();
    private static readonly Dictionary<MethodBase, DynamicMethod> Copies = [];

    /// <summary>The copy of a method; null if it cannot come to a recursion that is evident, or cannot be copied.</summary>
    /// <param name="method">The method.</param>
    public static DynamicMethod? Of(MethodBase method)
    {
        var copied = ReachRecursion(method);
        if (!copied.Contains(method))
        {
            return null;
        }

        lock (Gate)
        {
            // All of them first, since they call each other.
            var made = copied.Where(known => !Copies.ContainsKey(known)).ToList();
            try
            {
                made.ForEach(known => Copies[known] = Declare(known));
                made.ForEach(known => new Copier(known, Copies[known], copied).Copy());
                return Copies[method];
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException or InvalidOperationException)
            {
                made.ForEach(known => Copies.Remove(known));
                return null;
            }
        }
    }

    private static DynamicMethod Declare(MethodBase method)
    {
        var self = method.DeclaringType!.IsValueType ? method.DeclaringType.MakeByRefType() : method.DeclaringType;
        Type[] parameters = [.. method.IsStatic ? [] : (Type[])[self], .. method.GetParameters().Select(parameter => parameter.ParameterType)];
        return new DynamicMethod(method.Name, ((MethodInfo)method).ReturnType, parameters, method.Module, skipVisibility: true)
        {
            InitLocals = method.GetMethodBody()!.InitLocals,
        };
    }

    // The methods on a circle of calls, and those from which one comes to them.
    private static HashSet<MethodBase> ReachRecursion(MethodBase root)
    {
        var (reached, waiting) = (new HashSet<MethodBase> { root }, new Stack<MethodBase>([root]));
        while (waiting.TryPop(out var next))
        {
            foreach (var callee in CalleesOf(next).Where(reached.Add))
            {
                waiting.Push(callee);
            }
        }

        // What calls nothing that is left cannot recur: taken away until nothing changes, what is left leads to a circle.
        var left = reached;
        for (var before = -1; before != left.Count;)
        {
            before = left.Count;
            left = [.. left.Where(method => CalleesOf(method).Any(left.Contains))];
        }

        return left;
    }

    private static MethodBase[] CalleesOf(MethodBase method) => Callees.GetOrAdd(method, static known =>
    {
        try
        {
            var reader = new MethodReader(known);
            return [.. reader.Instructions.Where(IsCall).Select(reader.Method).Where(IsEvident).Distinct()];
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or InvalidOperationException or FileNotFoundException)
        {
            return []; // a token that cannot be resolved here
        }
    });

    private static bool IsCall(Instruction instruction) => instruction.Is(OpCodes.Call) || instruction.Is(OpCodes.Callvirt);

    private static bool IsEvident(MethodBase target) =>
        target is MethodInfo { ContainsGenericParameters: false, DeclaringType: { IsInterface: false, ContainsGenericParameters: false } type }
        && (!target.IsVirtual || target.IsFinal || type.IsSealed)
        && !target.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
        && !PurityCheck.IsTrusted(type)
        && target.GetMethodBody() is not null;

    /// <summary>Writes one copy.</summary>
    private sealed class Copier(MethodBase method, DynamicMethod copy, HashSet<MethodBase> copied)
    {
        private const int TokenSize = 4;
        private const int PrologueSize = 2 * (1 + TokenSize);
        private const int ClauseSize = 24;

        private readonly DynamicILInfo info = copy.GetDynamicILInfo();
        private readonly MethodReader reader = new(method);

        public void Copy()
        {
            var body = method.GetMethodBody()!;
            var original = body.GetILAsByteArray()!;
            var code = new byte[PrologueSize + original.Length];
            original.CopyTo(code, PrologueSize);
            code[0] = (byte)OpCodes.Ldstr.Value;
            Write(code, 1, info.GetTokenFor(StackPlace.TextOf(method)));
            code[1 + TokenSize] = (byte)OpCodes.Call.Value;
            Write(code, 2 + TokenSize, info.GetTokenFor(Guard.MethodHandle));
            foreach (var instruction in reader.Instructions)
            {
                Translate(instruction, code, PrologueSize + instruction.Offset);
            }

            var locals = SignatureHelper.GetLocalVarSigHelper();
            foreach (var local in body.LocalVariables)
            {
                locals.AddArgument(local.LocalType, local.IsPinned);
            }

            info.SetLocalSignature(locals.GetSignature());
            info.SetCode(code, body.MaxStackSize + 1);
            if (body.ExceptionHandlingClauses.Count > 0)
            {
                info.SetExceptions(Clauses(body.ExceptionHandlingClauses));
            }
        }

        private void Translate(Instruction instruction, byte[] code, int at)
        {
            var token = (int)instruction.Operand;
            var operand = at + instruction.Code.Size;
            switch (instruction.Code.OperandType)
            {
                case OperandType.InlineMethod when IsCall(instruction) && copied.Contains(reader.Method(instruction)):
                    code[at] = (byte)OpCodes.Call.Value;
                    Write(code, operand, info.GetTokenFor(Copies[reader.Method(instruction)]));
                    break;
                case OperandType.InlineMethod:
                    Write(code, operand, TokenOf(reader.Method(instruction)));
                    break;
                case OperandType.InlineField:
                    Write(code, operand, TokenOf(reader.Field(instruction)));
                    break;
                case OperandType.InlineType:
                    Write(code, operand, info.GetTokenFor(reader.Type(instruction).TypeHandle));
                    break;
                case OperandType.InlineTok:
                    Write(code, operand, reader.Member(instruction) switch
                    {
                        Type type => info.GetTokenFor(type.TypeHandle),
                        FieldInfo field => TokenOf(field),
                        var member => TokenOf((MethodBase)member),
                    });
                    break;
                case OperandType.InlineString:
                    Write(code, operand, info.GetTokenFor(method.Module.ResolveString(token)));
                    break;
                case OperandType.InlineSig:
                    throw new NotSupportedException("a call through a function pointer");
            }
        }

        private int TokenOf(MethodBase target) => target.DeclaringType is { IsGenericType: true } type
            ? info.GetTokenFor(target.MethodHandle, type.TypeHandle)
            : info.GetTokenFor(target.MethodHandle);

        private int TokenOf(FieldInfo field) => field.DeclaringType is { IsGenericType: true } type
            ? info.GetTokenFor(field.FieldHandle, type.TypeHandle)
            : info.GetTokenFor(field.FieldHandle);

        // ECMA-335, II.25.4.5 and 6: a section of fat clauses.
        private byte[] Clauses(IList<ExceptionHandlingClause> clauses)
        {
            var section = new byte[TokenSize + (ClauseSize * clauses.Count)];
            Write(section, 0, 0x41 | (section.Length << 8));
            for (var index = 0; index < clauses.Count; index++)
            {
                var (clause, at) = (clauses[index], TokenSize + (ClauseSize * index));
                int[] words =
                [
                    (int)clause.Flags, PrologueSize + clause.TryOffset, clause.TryLength, PrologueSize + clause.HandlerOffset, clause.HandlerLength,
                    clause.Flags == ExceptionHandlingClauseOptions.Filter ? PrologueSize + clause.FilterOffset
                        : clause.Flags == ExceptionHandlingClauseOptions.Clause ? info.GetTokenFor(clause.CatchType!.TypeHandle) : 0,
                ];
                for (var word = 0; word < words.Length; word++)
                {
                    Write(section, at + (TokenSize * word), words[word]);
                }
            }

            return section;
        }

        private static void Write(byte[] bytes, int at, int value) =>
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
    }
}
