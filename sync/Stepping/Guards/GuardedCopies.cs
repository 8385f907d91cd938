using System.Reflection;
using System.Reflection.Emit;
using System.Threading;
using Interlock.Sync.Stepping.Purity;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>
/// Copies of methods that look at the stack whenever they begin, and whether they were told to end whenever they loop: nothing can catch a
/// stack that overflows or end a thread that computes, and code under test must not end its process. Code that can recur is executed
/// in copies before it is executed as it is. Copies call copies: of methods that are known, of whatever an object
/// or a delegate comes to when it is called (<see cref="Stubs"/>), and of delegates that they hand to the framework.
/// </summary>
internal static class GuardedCopies
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<MethodBase, DynamicMethod> Copies = [];

    /// <summary>The copy of a method; null if it can do nothing of what is asked, or cannot be copied.</summary>
    /// <param name="method">The method.</param>
    /// <param name="when">Of what it, or what it calls, must be able.</param>
    public static DynamicMethod? Of(MethodBase method, Perils when)
    {
        if ((CallGraph.PerilsOf(method) & when) == 0 || !CallGraph.IsCopyable(method))
        {
            return null;
        }

        lock (Gate)
        {
            return Copy(method);
        }
    }

    /// <summary>The copy of a method that is called by one.</summary>
    public static DynamicMethod? Called(MethodBase method) => Copies.GetValueOrDefault(method);

    // All of them first, since they call each other.
    private static DynamicMethod Copy(MethodBase root)
    {
        var (made, waiting) = (new List<MethodBase>(), new Stack<MethodBase>([root]));
        while (waiting.TryPop(out var next))
        {
            if (!Copies.ContainsKey(next))
            {
                Copies[next] = Declare(next);
                made.Add(next);
                foreach (var callee in CallGraph.Callees(next).Where(callee => CallGraph.IsCopyable(callee) && CallGraph.PerilsOf(callee) != 0))
                {
                    waiting.Push(callee);
                }
            }
        }

        foreach (var known in made)
        {
            try
            {
                new MethodCopier(known, Copies[known]).Copy();
            }
            catch (Exception exception) when (CallGraph.IsUnreadable(exception))
            {
                MethodCopier.Forward(known, Copies[known]);
            }
        }

        return Copies[root];
    }

    // The framework's own module takes in no methods.
    private static Module ModuleOf(MethodBase method) =>
        PurityCheck.IsTrusted(method.DeclaringType) ? typeof(GuardedCopies).Module : method.Module;

    private static DynamicMethod Declare(MethodBase method) =>
        new(method.Name, (method as MethodInfo)?.ReturnType ?? typeof(void), [.. Stubs.Parameters(method)], ModuleOf(method), skipVisibility: true)
        {
            InitLocals = method.GetMethodBody()!.InitLocals,
        };
}
