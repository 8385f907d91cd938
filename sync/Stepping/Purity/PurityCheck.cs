using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>
/// Refuses code that depends on more than its locals and what the machine answers: the explorer can neither see nor restore the rest.
/// Purity is by permission: of the framework, code may call what <see cref="FrameworkMembers"/> lists; all other code is followed
/// (<see cref="Reach"/>), and what cannot be followed is refused.
/// </summary>
public static class PurityCheck
{
    // Only what has passed: a refusal must be repeated whenever it is asked for again.
    private static readonly ConcurrentDictionary<MethodBase, bool> Passed = new();
    private static readonly ConcurrentDictionary<Type, bool> PassedTypes = new();

    // Objects: what has passed once cannot change.
    private static readonly ConditionalWeakTable<object, IReadOnlyCollection<MemberInfo>> PassedObjects = [];

    /// <summary>Refuses code that a vCPU is to run, or a predicate, with all that it captured, before it is run for the first time.</summary>
    /// <param name="code">The code.</param>
    /// <param name="called">What a reader calls it; null for its method's name.</param>
    /// <returns>What was not looked at: the classes and fields that claim to have no state (<see cref="StatelessAttribute"/>).</returns>
    /// <exception cref="UnsupportedStateException">It depends on more than it may.</exception>
    public static IReadOnlyCollection<MemberInfo> Require(Delegate code, string? called = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        return RequireHeld(code, called ?? Reach.Name(code.Method), string.Empty);
    }

    /// <summary>Refuses an object whose methods judge executions, as a monitor's do, if it holds or uses more than it may.</summary>
    /// <param name="judge">The object.</param>
    /// <param name="called">What a reader calls it.</param>
    /// <returns>What was not looked at: the classes and fields that claim to have no state (<see cref="StatelessAttribute"/>).</returns>
    /// <exception cref="UnsupportedStateException">It depends on more than it may.</exception>
    public static IReadOnlyCollection<MemberInfo> RequireObject(object judge, string called)
    {
        ArgumentNullException.ThrowIfNull(judge);
        return RequireHeld(judge, called, "this");
    }

    /// <summary>Refuses a model of plain states if it holds or uses more than it may; its states are judged as they are met.</summary>
    /// <param name="model">The model.</param>
    /// <param name="called">What a reader calls it.</param>
    /// <param name="told">A virtual method whose answer only readers see: what overrides it is judged where it is called.</param>
    /// <returns>What was not looked at: the classes and fields that claim to have no state (<see cref="StatelessAttribute"/>).</returns>
    /// <exception cref="UnsupportedStateException">It holds or uses more than it may.</exception>
    public static IReadOnlyCollection<MemberInfo> RequireModel(object model, string called, MethodInfo told)
    {
        ArgumentNullException.ThrowIfNull(model);
        return RequireHeld(model, called, "this", told);
    }

    /// <summary>Whether a type is the framework's or the stepping core's own: where it comes from decides.</summary>
    internal static bool IsTrusted(Type? type) => type is not null && (Trust.IsFramework(type) || Trust.IsCore(type));

    /// <summary>Refuses an async method that depends on more than it may.</summary>
    internal static void Require(Type machine) => Require(MoveNext(machine), FrameLayout.MethodName(machine));

    /// <summary>Refuses a method that a frame can call through a delegate, if it depends on more than it may.</summary>
    internal static void Require(MethodBase method, Owner owner) => Require(method, owner.Method);

    /// <summary>Refuses an object that a frame refers to, if a method of its class depends on more than it may.</summary>
    internal static void RequireObject(Type type, Owner owner)
    {
        if (PassedTypes.ContainsKey(type))
        {
            return;
        }

        var reach = new Reach(owner.Method);
        reach.Add(type);
        reach.Follow();
        PassedTypes.TryAdd(type, true);
    }

    private static IReadOnlyCollection<MemberInfo> RequireHeld(
        object held, string user, string name, MethodInfo? told = null)
    {
        if (PassedObjects.TryGetValue(held, out var known))
        {
            return known;
        }

        var reach = new Reach(user, told);
        reach.AddHeld(held, name);
        reach.Follow();
        PassedObjects.AddOrUpdate(held, reach.Claims);
        return reach.Claims;
    }

    private static void Require(MethodBase method, string user)
    {
        if (Passed.ContainsKey(method))
        {
            return;
        }

        var reach = new Reach(user);
        reach.Add(method);
        reach.Follow();
        Passed.TryAdd(method, true);
    }

    private static MethodInfo MoveNext(Type machine) => machine
        .GetInterfaceMap(typeof(IAsyncStateMachine)).TargetMethods
        .Single(target => target.Name.EndsWith("MoveNext", StringComparison.Ordinal));
}
