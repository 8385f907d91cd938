using System.Reflection;
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

    /// <summary>As <see cref="Of"/>, and it can be told to end.</summary>
    public static TDelegate OfMonitor<TDelegate>(TDelegate original)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(original);
        return (TDelegate)Guarded(original, typeof(TDelegate), Perils.Circle | Perils.Unknown | Perils.Loop, isOuter: true);
    }

    /// <summary>As <see cref="Of"/>, for a condition: that it does not end is noticed, too, and it can be told to.</summary>
    /// <param name="condition">The condition.</param>
    public static Func<T, bool> OfJudge<T>(Func<T, bool> condition)
        where T : allows ref struct
    {
        var guarded = OfMonitor(condition);
        if (guarded == condition)
        {
            return condition;
        }

        var method = condition.Method;
        return value =>
        {
            using var judging = CodeUnderTest.Judge(method);
            return guarded(value);
        };
    }

    /// <summary>As <see cref="Of"/>, for code that is executed once: it can be told to end, too.</summary>
    public static TDelegate? OfCode<TDelegate>(TDelegate? original)
        where TDelegate : Delegate => original is null ? null
        : (TDelegate)Known.GetValue(original, static one => Guarded(one, one.GetType(), Perils.Circle | Perils.Unknown | Perils.Loop, isOuter: false));

    /// <summary>Whether a method, or the iterator that it answers, may fail to come to an end.</summary>
    public static bool MayNotEnd(MethodInfo method)
    {
        ArgumentNullException.ThrowIfNull(method);
        const Perils All = Perils.Circle | Perils.Unknown | Perils.Loop;
        return (CallGraph.PerilsOf(method) & All) != 0
            || (method.GetCustomAttribute<IteratorStateMachineAttribute>() is { StateMachineType: var iterator }
                && (CallGraph.PerilsOf(MoveNext(method, iterator)) & All) != 0);
    }

    /// <summary>Goes through a sequence by copies of the code that makes it.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="place">Whose it is, should it not end.</param>
    /// <exception cref="UnsupportedStateException">The stack would overflow.</exception>
    public static void Exhaust<T>(IEnumerable<T> sequence, string place)
    {
        StackGuard.Begin();
        foreach (var _ in GuardedSequence<T>.Of(sequence)!)
        {
            CodeUnderTest.OfThisThread?.EndIfGivenUp(place);
        }

        StackGuard.Leave();
    }

    private static MethodInfo MoveNext(MethodInfo method, Type iterator)
    {
        Type[] arguments = [.. method.DeclaringType!.GetGenericArguments(), .. method.IsGenericMethod ? method.GetGenericArguments() : []];
        return (arguments.Length == 0 ? iterator : iterator.MakeGenericType(arguments))
            .GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
    }

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
