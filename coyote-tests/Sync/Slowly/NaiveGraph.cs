using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping;
using Interlock.Sync.Stepping.IL;

namespace Interlock.CoyoteTests.Sync.Slowly;

/// <summary>
/// The control flow of a <c>MoveNext</c> as it unfolds over the value of its state variable, as <see cref="SuspensionGraph"/> has it,
/// with nothing looked up in tables.
/// </summary>
internal sealed class NaiveGraph
{
    /// <summary>A value of the state variable that is not known.</summary>
    private const int Unknown = int.MinValue;

    private readonly MethodReader method;
    private readonly FieldInfo stateField;
    private readonly int stateLocal;
    private readonly int[] blockStarts;
    private readonly Dictionary<int, int> indexAt = [];
    private readonly Dictionary<(int Start, int State), Node> nodes = [];
    private readonly Queue<Node> unvisited = new();

    public NaiveGraph(MethodReader method, FieldInfo stateField)
    {
        this.method = method;
        this.stateField = stateField;
        for (var index = 0; index < method.Instructions.Count; index++)
        {
            indexAt[method.Instructions[index].Offset] = index;
        }

        stateLocal = StateLocal();
        blockStarts = [.. BlockStarts().Order()];
        Resume(-1);
    }

    /// <summary>Every node reached so far, in order of discovery.</summary>
    public IReadOnlyCollection<Node> Nodes => nodes.Values;

    /// <summary>The node at which the method goes on when it is resumed at <paramref name="state"/>.</summary>
    public Node Resume(int state)
    {
        var entry = At(0, state);
        while (unvisited.TryDequeue(out var node))
        {
            Unfold(node);
        }

        return entry;
    }

    private Node At(int start, int state)
    {
        if (!nodes.TryGetValue((start, state), out var node))
        {
            var end = Array.Find(blockStarts, candidate => candidate > start);
            nodes[(start, state)] = node = new Node(start, end == 0 ? method.Instructions.Count : end, state);
            unvisited.Enqueue(node);
        }

        return node;
    }

    private void Unfold(Node node)
    {
        var evaluation = new Evaluation(node.State);
        ReachHandlers(node, node.State);
        for (var index = node.Start; index < node.End; index++)
        {
            var instruction = method.Instructions[index];
            var last = index == node.End - 1;
            if (instruction.Code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch)
            {
                Branch(node, instruction, evaluation, index);
                return;
            }

            if (instruction.Code.FlowControl is FlowControl.Return or FlowControl.Throw)
            {
                EndHandler(node, instruction, evaluation.State, index);
                return;
            }

            Evaluate(node, instruction, evaluation);
            if (last)
            {
                node.Next.Add(At(index + 1, evaluation.State));
            }
        }
    }

    private void Evaluate(Node node, Instruction instruction, Evaluation evaluation)
    {
        if (instruction.Constant is { } constant)
        {
            evaluation.Push(constant);
        }
        else if (instruction.LoadedLocal == stateLocal)
        {
            evaluation.Push(evaluation.State);
        }
        else if (instruction.Is(OpCodes.Dup))
        {
            var top = evaluation.Pop();
            evaluation.Push(top);
            evaluation.Push(top);
        }
        else if (instruction.StoredLocal == stateLocal)
        {
            evaluation.State = evaluation.Pop();
            ReachHandlers(node, evaluation.State);
        }
        else if (instruction.Is(OpCodes.Ldarg_0) || instruction.Is(OpCodes.Nop))
        {
            if (!instruction.Is(OpCodes.Nop))
            {
                evaluation.Push(Unknown);
            }
        }
        else if (instruction.Is(OpCodes.Ldfld) && method.Field(instruction) == stateField)
        {
            // The field is read only on entry, where it is what the method was resumed at.
            evaluation.Pop();
            evaluation.Push(node.Start == 0 ? node.State : Unknown);
        }
        else if (instruction.Is(OpCodes.Sub))
        {
            var (right, left) = (evaluation.Pop(), evaluation.Pop());
            evaluation.Push(left == Unknown || right == Unknown ? Unknown : left - right);
        }
        else if (instruction.Is(OpCodes.Stfld))
        {
            evaluation.Pop();
            evaluation.Pop();
        }
        else
        {
            evaluation.Forget();
        }

        if (IsSuspension(instruction))
        {
            node.Next.Add(At(0, evaluation.State)); // where that is not evident, every resumption is reached
        }
    }

    private bool IsSuspension(Instruction instruction) =>
        (instruction.Is(OpCodes.Call) || instruction.Is(OpCodes.Callvirt))
        && method.Method(instruction).Name is "AwaitUnsafeOnCompleted" or "AwaitOnCompleted";

    private void Branch(Node node, Instruction instruction, Evaluation evaluation, int index)
    {
        var next = index + 1;
        if (instruction.Is(OpCodes.Leave) || instruction.Is(OpCodes.Leave_S))
        {
            node.Next.Add(At(indexAt[(int)instruction.Operand], evaluation.State));
            return; // the finally-block on the way is reached through ReachHandlers
        }

        if (instruction.Code.FlowControl == FlowControl.Branch)
        {
            node.Next.Add(At(indexAt[(int)instruction.Operand], evaluation.State));
            return;
        }

        if (instruction.Is(OpCodes.Switch))
        {
            var value = evaluation.Pop();
            for (var target = 0; target < instruction.Targets.Length; target++)
            {
                if (value == Unknown || value == target)
                {
                    node.Next.Add(At(indexAt[instruction.Targets[target]], evaluation.State));
                }
            }

            if (value == Unknown || value < 0 || value >= instruction.Targets.Length)
            {
                node.Next.Add(At(next, evaluation.State));
            }

            return;
        }

        var taken = Taken(instruction, evaluation);
        if (taken != false)
        {
            node.Next.Add(At(indexAt[(int)instruction.Operand], evaluation.State));
        }

        if (taken != true)
        {
            node.Next.Add(At(next, evaluation.State));
        }
    }

    // Whether a conditional branch is taken; null if its operands are not evident.
    private static bool? Taken(Instruction instruction, Evaluation evaluation)
    {
        var name = instruction.Code.Name!.Split('.')[0];
        var right = evaluation.Pop();
        if (name is "brtrue" or "brfalse")
        {
            return right == Unknown ? null : right != 0 == (name == "brtrue");
        }

        var left = evaluation.Pop();
        if (left == Unknown || right == Unknown)
        {
            return null;
        }

        var isUnsigned = instruction.Code.Name.Contains(".un", StringComparison.Ordinal);
        var order = isUnsigned ? ((uint)left).CompareTo((uint)right) : left.CompareTo(right);
        return name switch
        {
            "beq" => order == 0,
            "bne" => order != 0,
            "bge" => order >= 0,
            "bgt" => order > 0,
            "ble" => order <= 0,
            "blt" => order < 0,
            _ => null,
        };
    }

    private void EndHandler(Node node, Instruction instruction, int state, int index)
    {
        if (!instruction.Is(OpCodes.Endfinally))
        {
            return;
        }

        // Control goes on to wherever a leave out of the protected block was heading.
        var offset = method.Instructions[index].Offset;
        foreach (var clause in method.Body!.ExceptionHandlingClauses.Where(clause =>
            offset >= clause.HandlerOffset && offset < clause.HandlerOffset + clause.HandlerLength))
        {
            foreach (var leave in method.Instructions.Where(candidate =>
                (candidate.Is(OpCodes.Leave) || candidate.Is(OpCodes.Leave_S)) && Protects(clause, candidate.Offset)))
            {
                node.Next.Add(At(indexAt[(int)leave.Operand], state));
            }
        }
    }

    private void ReachHandlers(Node node, int state)
    {
        foreach (var clause in method.Body!.ExceptionHandlingClauses)
        {
            if (!Protects(clause, method.Instructions[node.Start].Offset))
            {
                continue;
            }

            node.OnFault.Add(At(indexAt[clause.HandlerOffset], state));
            if (clause.Flags == ExceptionHandlingClauseOptions.Filter)
            {
                node.OnFault.Add(At(indexAt[clause.FilterOffset], state));
                node.OnFault.Add(At(indexAt[clause.HandlerOffset], Unknown));
            }
        }
    }

    private static bool Protects(ExceptionHandlingClause clause, int offset) =>
        offset >= clause.TryOffset && offset < clause.TryOffset + clause.TryLength;

    // MoveNext begins with: state = this.<>1__state
    private int StateLocal()
    {
        for (var index = 0; index + 1 < method.Instructions.Count; index++)
        {
            if (method.Instructions[index].Is(OpCodes.Ldfld)
                && method.Field(method.Instructions[index]) == stateField
                && method.Instructions[index + 1].StoredLocal is { } local)
            {
                return local;
            }
        }

        throw new UnsupportedStateException(
            $"{FrameLayout.MethodName(stateField.DeclaringType!)} does not begin as the C# compiler begins an async method.");
    }

    private HashSet<int> BlockStarts()
    {
        var starts = new HashSet<int> { 0 };
        for (var index = 0; index < method.Instructions.Count; index++)
        {
            var instruction = method.Instructions[index];
            if (IsSuspension(instruction))
            {
                starts.Add(index + 1); // what is written after a suspension does not count before it
            }

            if (instruction.Code.FlowControl is not (FlowControl.Branch or FlowControl.Cond_Branch
                or FlowControl.Return or FlowControl.Throw))
            {
                continue;
            }

            starts.Add(index + 1);
            starts.UnionWith(MethodReader.TargetsOf(instruction).Select(target => indexAt[target]));
        }

        foreach (var clause in method.Body!.ExceptionHandlingClauses)
        {
            // Blocks do not straddle a protected region, so that a node's handlers are those of its first instruction.
            foreach (var offset in (int[])[clause.TryOffset, clause.TryOffset + clause.TryLength, clause.HandlerOffset,
                clause.HandlerOffset + clause.HandlerLength])
            {
                starts.Add(indexAt.GetValueOrDefault(offset, method.Instructions.Count));
            }

            if (clause.Flags == ExceptionHandlingClauseOptions.Filter)
            {
                starts.Add(indexAt[clause.FilterOffset]);
            }
        }

        return starts;
    }

    /// <summary>A run of instructions that is entered with one value of the state variable.</summary>
    /// <param name="start">Index of its first instruction.</param>
    /// <param name="end">Index after its last.</param>
    /// <param name="state">The state variable on entry.</param>
    internal sealed class Node(int start, int end, int state)
    {
        public int Start { get; } = start;

        public int End { get; } = end;

        public int State { get; } = state;

        /// <summary>Where control goes on.</summary>
        public HashSet<Node> Next { get; } = [];

        /// <summary>Where control goes if an instruction throws.</summary>
        public HashSet<Node> OnFault { get; } = [];
    }

    /// <summary>The evaluation stack as far as it is evident; anything below what is tracked is unknown.</summary>
    private sealed class Evaluation(int state)
    {
        private readonly Stack<int> stack = new();

        public int State { get; set; } = state;

        public void Push(int value) => stack.Push(value);

        public int Pop() => stack.TryPop(out var value) ? value : Unknown;

        public void Forget() => stack.Clear();
    }
}
