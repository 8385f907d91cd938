using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Which hoisted locals of a state machine may still be read after it is resumed, per suspension point: classic
/// live-variable analysis (Aho, Lam, Sethi and Ullman, 9.2.5) over the instructions of <c>MoveNext</c>, where a
/// suspension flows to the point of its own resumption. A local that is not live cannot matter and must not split
/// states. Whatever the analysis does not understand it counts as a read: that costs states, never soundness.
/// </summary>
internal sealed class Liveness
{
    private readonly Type machine;
    private readonly FieldInfo[] fields;
    private readonly Dictionary<int, FieldInfo[]> live = [];
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
                live[state] = result = Analyze(state);
            }

            return result;
        }
    }

    // The builder and the awaiters carry no information of their own: see StepBuilder and Execution.
    private static bool IsPlumbing(Type type) =>
        type == typeof(StepBuilder) || typeof(ISteppedAwaiter).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(StepBuilder<>));

    private FieldInfo[] Analyze(int state)
    {
        var entry = graph.Resume(state);
        var liveAtStart = new Dictionary<SuspensionGraph.Node, HashSet<FieldInfo>>();
        foreach (var node in graph.Nodes)
        {
            liveAtStart[node] = [];
        }

        // Sets only grow, and there are finitely many fields, so this reaches its least fixed point.
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var node in graph.Nodes.Reverse())
            {
                var now = Flow(node, liveAtStart);
                if (now.Count != liveAtStart[node].Count)
                {
                    liveAtStart[node] = now;
                    changed = true;
                }
            }
        }

        return [.. fields.Where(liveAtStart[entry].Contains)];
    }

    private HashSet<FieldInfo> Flow(
        SuspensionGraph.Node node, Dictionary<SuspensionGraph.Node, HashSet<FieldInfo>> liveAtStart)
    {
        var onFault = new HashSet<FieldInfo>(node.OnFault.SelectMany(handler => liveAtStart[handler]));
        var result = new HashSet<FieldInfo>(node.Next.SelectMany(next => liveAtStart[next]));
        result.UnionWith(onFault);
        for (var index = node.End - 1; index >= node.Start; index--)
        {
            var instruction = method.Instructions[index];
            if (instruction.Code.OperandType != OperandType.InlineField)
            {
                continue;
            }

            var field = method.Field(instruction);
            if (field.DeclaringType != machine)
            {
                continue;
            }

            if (instruction.Is(OpCodes.Stfld) || IsCleared(instruction, index))
            {
                result.Remove(field);
                result.UnionWith(onFault); // the handler may be entered before the write
            }
            else
            {
                result.Add(field);
            }
        }

        return result;
    }

    // field = default of a struct: its address is taken only to be overwritten.
    private bool IsCleared(Instruction instruction, int index) =>
        instruction.Is(OpCodes.Ldflda)
        && index + 1 < method.Instructions.Count
        && method.Instructions[index + 1].Is(OpCodes.Initobj);
}
