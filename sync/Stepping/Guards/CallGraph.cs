using System.Collections.Concurrent;
using System.Reflection;
using System.Threading;
using Interlock.Sync.Stepping.IL;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>Which methods call which, as far as their instructions tell, and what may come of it.</summary>
internal static class CallGraph
{
    // Type arguments within type arguments: a method that calls itself with ever larger ones has ever new methods.
    private const int DeepestTypes = 12;

    private static readonly ConcurrentDictionary<MethodBase, Node> Nodes = new();
    private static readonly ConcurrentDictionary<MethodBase, Perils> Known = new();

    /// <summary>The methods that a method surely calls by name, outside the framework.</summary>
    public static IReadOnlyList<MethodBase> Callees(MethodBase method) => NodeOf(method).Callees;

    /// <summary>What a method, or one that it comes to, may do.</summary>
    public static Perils PerilsOf(MethodBase method) => Known.GetOrAdd(method, static root =>
    {
        var (reached, waiting) = (new HashSet<MethodBase> { root }, new Stack<MethodBase>([root]));
        var perils = Perils.None;
        while (waiting.TryPop(out var next))
        {
            perils |= NodeOf(next).Own;
            foreach (var callee in Callees(next).Where(reached.Add))
            {
                waiting.Push(callee);
            }
        }

        // What calls nothing that is left cannot recur: taken away until nothing changes, what is left leads to a circle.
        var left = reached;
        for (var before = -1; before != left.Count;)
        {
            before = left.Count;
            left = [.. left.Where(known => Callees(known).Any(left.Contains))];
        }

        return left.Contains(root) ? perils | Perils.Circle : perils;
    });

    /// <summary>Whether a method's code is there, closed and nobody's who is trusted.</summary>
    public static bool IsCopyable(MethodBase method) => CallingBack.Includes(method) || IsOfOthers(method);

    private static bool IsOfOthers(MethodBase method) =>
        method is { ContainsGenericParameters: false, IsAbstract: false, DeclaringType: { ContainsGenericParameters: false } type }
        && method is not ConstructorInfo { IsStatic: true }
        && !method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
        && !typeof(Delegate).IsAssignableFrom(type)
        && !PurityCheck.IsTrusted(type)
        && method.GetMethodBody() is not null;

    /// <summary>Whether types within types are so deep that a method must be calling itself with ever larger ones.</summary>
    public static bool IsTooDeep(MethodBase method) =>
        Depth(method.DeclaringType!) > DeepestTypes || (method.IsGenericMethod && method.GetGenericArguments().Any(type => Depth(type) > DeepestTypes));

    /// <summary>Whether an exception says that a method cannot be looked into or copied.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is not (OutOfMemoryException or ThreadInterruptedException or UnsupportedStateException);

    private static int Depth(Type type) => type.HasElementType ? Depth(type.GetElementType()!)
        : type.IsGenericType ? 1 + type.GetGenericArguments().Max(Depth) : 0;

    private static Node NodeOf(MethodBase method) => Nodes.GetOrAdd(method, static known =>
    {
        try
        {
            var reader = new MethodReader(known);
            if (reader.Body is null)
            {
                return Node.Empty;
            }

            var calls = CallSite.In(reader).ToList();
            var own = reader.Instructions.Any(instruction => MethodReader.TargetsOf(instruction).Any(target => target <= instruction.Offset)) ? Perils.Loop : Perils.None;
            own |= calls.Exists(call => call.Form is CallForm.Virtual or CallForm.Invoke or CallForm.Handing) ? Perils.Unknown : Perils.None;
            own |= calls.Exists(call => call.Form == CallForm.TooDeep) ? Perils.Circle : Perils.None;
            return new Node([.. calls.Where(call => call.Form == CallForm.Known).Select(call => call.Target).Distinct()], own);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return Node.Empty; // a token that cannot be resolved here
        }
    });

    private sealed record Node(IReadOnlyList<MethodBase> Callees, Perils Own)
    {
        public static Node Empty { get; } = new([], Perils.None);
    }
}
