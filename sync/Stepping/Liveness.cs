using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Which hoisted locals of a state machine may still be read after it is resumed, per suspension point: classic
/// live-variable analysis (Aho, Lam, Sethi and Ullman, 9.2.5) over the instructions of <c>MoveNext</c>, where a
/// suspension flows to the point of its own resumption. A local that is not live cannot matter and must not split
/// states. Whatever the analysis does not understand it counts as a read: that costs states, never soundness. One pass
/// serves all suspension points, in time that grows with the size of the graph.
/// </summary>
internal sealed class Liveness
{
    private readonly Type machine;
    private readonly FieldInfo[] fields;
    private readonly Dictionary<FieldInfo, int> numbers;
    private readonly Dictionary<int, FieldInfo[]> live = [];
    private readonly Dictionary<int, (FieldSet Read, FieldSet Written)> blocks = [];
    private readonly List<FieldSet> liveAtStart = [];
    private readonly MethodReader method;
    private readonly SuspensionGraph graph;

    private Liveness(Type machine)
    {
        this.machine = machine;
        StateField = machine.GetField("<>1__state") ?? throw new UnsupportedStateException(
            $"{machine} is not a state machine that the C# compiler made.");
        fields = [.. machine
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field != StateField && !IsPlumbing(field.FieldType))];
        numbers = fields.Select((field, number) => (field, number)).ToDictionary(pair => pair.field, pair => pair.number);
        method = new MethodReader(MachineSource.MoveNext(machine));
        graph = new SuspensionGraph(method, StateField);
    }

    /// <summary>The field that tells where the machine is suspended.</summary>
    public FieldInfo StateField { get; }

    public static Liveness Of(Type machine) => new(machine);

    /// <summary>The fields that may be read after a resumption at <paramref name="state"/>, in declaration order.</summary>
    public IReadOnlyList<FieldInfo> At(int state)
    {
        lock (live)
        {
            if (!live.TryGetValue(state, out var result))
            {
                var entry = graph.Resume(state);
                SolveNewNodes();
                live[state] = result = [.. fields.Where((_, number) => liveAtStart[entry.Number].Has(number))];
            }

            return result;
        }
    }

    // The builder and the awaiters carry no information of their own: see StepBuilder and Execution.
    private static bool IsPlumbing(Type type) =>
        type == typeof(StepBuilder) || typeof(ISteppedAwaiter).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(StepBuilder<>));

    // Nodes that were solved before lead to such nodes only, so what is known of them stays.
    private void SolveNewNodes()
    {
        var (nodes, first) = (graph.Nodes, liveAtStart.Count);
        if (first == nodes.Count)
        {
            return;
        }

        var before = new List<int>[nodes.Count - first];
        var waiting = new Stack<int>();
        var isWaiting = new bool[before.Length];
        for (var number = first; number < nodes.Count; number++)
        {
            liveAtStart.Add(new FieldSet(fields.Length));
            waiting.Push(number);
            isWaiting[number - first] = true;
            foreach (var next in nodes[number].Next.Concat(nodes[number].OnFault).Where(next => next.Number >= first))
            {
                (before[next.Number - first] ??= []).Add(number);
            }
        }

        // Sets only grow, and there are finitely many fields, so this reaches its least fixed point.
        while (waiting.TryPop(out var number))
        {
            isWaiting[number - first] = false;
            if (!Flow(nodes[number]))
            {
                continue;
            }

            foreach (var earlier in before[number - first] ?? [])
            {
                if (!isWaiting[earlier - first])
                {
                    isWaiting[earlier - first] = true;
                    waiting.Push(earlier);
                }
            }
        }
    }

    // Live is what the block reads before it writes it, what it leaves alone and is live after it, and what a handler reads: it may be
    // entered before any write.
    private bool Flow(SuspensionGraph.Node node)
    {
        if (!blocks.TryGetValue(node.Start, out var block))
        {
            blocks[node.Start] = block = FirstAccesses(node);
        }

        var result = liveAtStart[node.Number];
        var changed = result.Add(block.Read);
        foreach (var next in node.Next)
        {
            changed |= result.AddExcept(liveAtStart[next.Number], block.Written);
        }

        foreach (var handler in node.OnFault)
        {
            changed |= result.Add(liveAtStart[handler.Number]);
        }

        return changed;
    }

    private (FieldSet Read, FieldSet Written) FirstAccesses(SuspensionGraph.Node node)
    {
        var (read, written) = (new FieldSet(fields.Length), new FieldSet(fields.Length));
        for (var index = node.Start; index < node.End; index++)
        {
            var instruction = method.Instructions[index];
            if (instruction.Code.OperandType != OperandType.InlineField)
            {
                continue;
            }

            var field = method.Field(instruction);
            if (field.DeclaringType != machine || !numbers.TryGetValue(field, out var number) || read.Has(number) || written.Has(number))
            {
                continue;
            }

            (instruction.Is(OpCodes.Stfld) || IsCleared(instruction, index) ? written : read).Add(number);
        }

        return (read, written);
    }

    // field = default of a struct: its address is taken only to be overwritten.
    private bool IsCleared(Instruction instruction, int index) =>
        instruction.Is(OpCodes.Ldflda)
        && index + 1 < method.Instructions.Count
        && method.Instructions[index + 1].Is(OpCodes.Initobj);
}
