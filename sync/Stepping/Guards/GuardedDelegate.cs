using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>Delegates whose recursion is refused before the stack overflows.</summary>
public static class GuardedDelegate
{
    private static readonly ConditionalWeakTable<Delegate, Delegate> Known = [];

    /// <summary>
    /// A delegate that does the same, and throws <see cref="UnsupportedStateException"/> where the stack would overflow. It is the same one if its
    /// code cannot recur.
    /// </summary>
    /// <param name="original">The delegate.</param>
    /// <param name="onlyEvident">Whether only recursion counts whose methods are all known from the code: it costs less.</param>
    public static TDelegate Of<TDelegate>(TDelegate original, bool onlyEvident)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(original);
        return (TDelegate)Guarded(original, typeof(TDelegate), onlyEvident ? Perils.Circle : Perils.Circle | Perils.Unknown, isOuter: true);
    }

    /// <summary>As <see cref="Of"/>, for code that is executed once: it can be told to end, too.</summary>
    public static TDelegate? OfCode<TDelegate>(TDelegate? original)
        where TDelegate : Delegate => original is null ? null
        : (TDelegate)Known.GetValue(original, static one => Guarded(one, one.GetType(), Perils.Circle | Perils.Unknown | Perils.Loop, isOuter: false));

    private static Delegate Guarded(Delegate original, Type type, Perils perils, bool isOuter)
    {
        if (original.GetInvocationList() is { Length: > 1 } several)
        {
            return Delegate.Combine([.. several.Select(one => Guarded(one, type, perils, isOuter))])!;
        }

        if (original.Method is not { DeclaringType: not null } method || GuardedCopies.Of(method, perils) is not { } copy)
        {
            return original;
        }

        try
        {
            var stub = Stubs.Leaving(method, copy, isOuter);
            return original.Target is null ? stub.CreateDelegate(type) : stub.CreateDelegate(type, original.Target);
        }
        catch (ArgumentException)
        {
            return original; // of a value's method
        }
    }
}
