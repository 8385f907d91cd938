using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping;
using Interlock.Sync.Stepping.IL;

namespace Interlock.CoyoteTests.Sync.Slowly;

/// <summary>
/// The analysis of live locals written for simplicity: the whole method once more for every suspension, until nothing changes.
/// <see cref="Liveness"/> must come to the same.
/// </summary>
internal sealed class NaiveLiveness
{
    private readonly Type machine;
    private readonly FieldInfo[] fields;
    private readonly Dictionary<int, FieldInfo[]> live = [];
    private readonly MethodReader method;
    private readonly NaiveGraph graph;

    private NaiveLiveness(Type machine)
    {
        this.machine = machine;
        StateField = machine.GetField("<>1__state") ?? throw new UnsupportedStateException(
            $"{machine} is not a state machine that the C# compiler made.");
        fields = [.. machine
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field != StateField && !IsPlumbing(field.FieldType))];
        method = new MethodReader(machine
            .GetInterfaceMap(typeof(IAsyncStateMachine)).TargetMethods
            .Single(target => target.Name.EndsWith("MoveNext", StringComparison.Ordinal)));
        graph = new NaiveGraph(method, StateField);
    }

    /// <summary>The field that tells where the machine is suspended.</summary>
    public FieldInfo StateField { get; }

    public static NaiveLiveness Of(Type machine) => new(machine);

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
        var liveAtStart = new Dictionary<NaiveGraph.Node, HashSet<FieldInfo>>();
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
        NaiveGraph.Node node, Dictionary<NaiveGraph.Node, HashSet<FieldInfo>> liveAtStart)
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
