using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping;

/// <summary>Delegates whose recursion, if they come to one that is evident, is refused before the stack overflows.</summary>
public static class GuardedDelegate
{
    /// <summary>A delegate that does the same, and throws <see cref="UnsupportedStateException"/> where the stack would overflow.</summary>
    public static TDelegate Of<TDelegate>(TDelegate original)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(original);
        return original.GetInvocationList().Length > 1 || GuardedCopies.Of(original.Method) is not { } copy ? original
            : original.Method.IsStatic ? copy.CreateDelegate<TDelegate>()
            : copy.CreateDelegate<TDelegate>(original.Target);
    }
}
