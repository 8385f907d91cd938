using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>How deep guarded copies of methods may call each other.</summary>
internal static class StackGuard
{
    // More than twice what a thread has by default. An exception takes far longer to come up from deeper.
    private const long MostBytes = 4 << 20;

    // Where the outermost copy has begun on this thread.
    [ThreadStatic]
    private static nint outermost;

    // What code refused that may have caught it.
    [ThreadStatic]
    private static UnsupportedStateException? refused;

    /// <summary>Called by guarded copies of methods at their beginning.</summary>
    /// <param name="method">The method, for a reader.</param>
    /// <exception cref="UnsupportedStateException">The stack is as deep as it may be.</exception>
    public static unsafe void Enter(string method)
    {
        nint here = 0;
        var at = (nint)(&here);
        if (at > outermost)
        {
            outermost = at;
        }
        else if (outermost - at > MostBytes || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Execution.IsRunning ? Execution.RefuseRecursion(method) : refused = Execution.RefuseRecursion(method);
        }

        // Of calls that return at once what they call, the compiler makes a loop.
        if (LoopGuard.Wanted != 0)
        {
            LoopGuard.Turn(method);
        }
    }

    /// <summary>Called where a guarded delegate begins that no copy calls.</summary>
    public static void Begin() => refused = null;

    /// <summary>Called where a guarded delegate returns outside of executions: code may catch what refuses it, and is refused all the same.</summary>
    public static void Leave()
    {
        if (refused is { } refusal)
        {
            throw new UnsupportedStateException(refusal.Message);
        }
    }
}
