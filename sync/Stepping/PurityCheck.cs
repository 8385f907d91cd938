using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Refuses code that reads or writes static state between two awaits: the explorer can neither see nor restore it.
/// Follows calls outside the framework; for calls through interfaces, every method that may be called so on an object
/// that the code makes or a frame refers to (rapid type analysis, Bacon and Sweeney 1996). The framework is not
/// followed: of its methods, those in <see cref="FrameworkCalls"/> are refused.
/// </summary>
internal static class PurityCheck
{
    private const BindingFlags InstanceMethods = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Only methods all of whose callees have passed too: a refusal must be repeated whenever it is asked for again.
    private static readonly ConcurrentDictionary<MethodBase, bool> Passed = new();
    private static readonly ConcurrentDictionary<Type, bool> PassedTypes = new();

    // Looking into a static field may lead back to the methods that use it: they are judged by whoever came first.
    [ThreadStatic]
    private static HashSet<MethodBase>? underway;

    /// <summary>Refuses an async method that depends on static state.</summary>
    public static void Require(Type machine) =>
        Require([MoveNext(machine)], FrameLayout.MethodName(machine));

    /// <summary>Refuses a method that a frame can call through a delegate, if it depends on static state.</summary>
    public static void Require(MethodBase method, Owner owner) => Require([method], owner.Method);

    /// <summary>Refuses an object that a frame refers to, if a method of its class depends on static state.</summary>
    public static void RequireObject(Type type, Owner owner)
    {
        if (!PassedTypes.ContainsKey(type))
        {
            Require(CallableOn(type), owner.Method);
            if (underway is null)
            {
                PassedTypes.TryAdd(type, true);
            }
        }
    }

    private static void Require(IEnumerable<MethodBase> methods, string user)
    {
        if (underway is not null)
        {
            Follow(methods, underway, user);
            return;
        }

        underway = [];
        try
        {
            Follow(methods, underway, user);
            foreach (var method in underway)
            {
                Passed.TryAdd(method, true);
            }
        }
        finally
        {
            underway = null;
        }
    }

    private static void Follow(IEnumerable<MethodBase> methods, HashSet<MethodBase> seen, string user)
    {
        var pending = new Stack<MethodBase>(methods);
        while (pending.TryPop(out var method))
        {
            if (Passed.ContainsKey(method) || !seen.Add(method))
            {
                continue;
            }

            foreach (var called in Check(method, user))
            {
                pending.Push(called);
            }
        }
    }

    private static List<MethodBase> Check(MethodBase method, string user)
    {
        if (FrameworkCalls.DependOnMore(method))
        {
            throw Refuse(method, user, "which depends on more than its arguments");
        }

        if (method.IsAbstract || IsTrusted(method.DeclaringType))
        {
            return [];
        }

        if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            throw Refuse(method, user, "which is not .NET code");
        }

        var reader = new MethodReader(method);
        var called = new List<MethodBase>();
        foreach (var instruction in reader.Instructions)
        {
            if (instruction.Is(OpCodes.Ldsfld) || instruction.Is(OpCodes.Stsfld) || instruction.Is(OpCodes.Ldsflda))
            {
                Check(reader.Field(instruction), instruction, user, SourceLines.At(method, instruction.Offset));
            }
            else if (instruction.Is(OpCodes.Box) || instruction.Is(OpCodes.Constrained))
            {
                called.AddRange(CallableOn(reader.Type(instruction)));
            }
            else if (instruction.Code.OperandType == OperandType.InlineMethod)
            {
                var target = reader.Method(instruction);
                called.Add(target);
                if (instruction.Is(OpCodes.Newobj))
                {
                    called.AddRange(CallableOn(target.DeclaringType!));
                }

                // StepBuilder.Start<TStateMachine>: an async method, which may well end without ever suspending.
                called.AddRange(MachinesStartedBy(target).Select(MoveNext));
            }
        }

        return called;
    }

    private static UnsupportedStateException Refuse(MethodBase method, string user, string reason) => new(
        $"{user} calls {FrameLayout.TypeName(method.DeclaringType!)}.{method.Name}, {reason}. Between two awaits, code may " +
        "depend on nothing but its locals: no clock, no random numbers, no state outside the machine's memory.");

    private static IEnumerable<Type> MachinesStartedBy(MethodBase method) => method is { IsConstructor: false, IsGenericMethod: true }
        ? method.GetGenericArguments().Where(argument =>
            !argument.IsGenericParameter && typeof(IAsyncStateMachine).IsAssignableFrom(argument))
        : [];

    private static IEnumerable<MethodBase> CallableOn(Type type) => type.IsInterface || type.IsGenericParameter
        ? []
        : type.GetMethods(InstanceMethods).Where(method => method.IsVirtual && !IsTrusted(method.DeclaringType));

    private static MethodInfo MoveNext(Type machine) => machine
        .GetInterfaceMap(typeof(IAsyncStateMachine)).TargetMethods
        .Single(target => target.Name.EndsWith("MoveNext", StringComparison.Ordinal));

    private static void Check(FieldInfo field, Instruction instruction, string user, Site? at)
    {
        if (IsCompilers(field) || IsTrusted(field.DeclaringType))
        {
            return; // the framework's statics are its own business
        }

        var owner = new Owner(user, $"{FrameLayout.TypeName(field.DeclaringType!)}.{FrameLayout.LocalName(field)}", IsStatic: true, at);
        if (!field.IsInitOnly || instruction.Is(OpCodes.Stsfld))
        {
            throw owner.Refuse(field.FieldType, "it can be assigned at any time");
        }

        if (field.DeclaringType!.ContainsGenericParameters)
        {
            throw owner.Refuse(field.FieldType, "it exists once per type argument, and here that is not known");
        }

        // What it refers to is what it will always refer to: that must not change either, however deep.
        StaticObjects.Name(field);
        ObjectEncoding.Encode(field.GetValue(null), field.FieldType, new Encoding(), owner);
    }

    // Delegates that the compiler caches (<>c.<>9__0_0, <>O.<0>__Name) and constant tables; not <Name>k__BackingField.
    private static bool IsCompilers(FieldInfo field) =>
        field.Name.StartsWith("<>", StringComparison.Ordinal)
        || field.DeclaringType!.Name.StartsWith("<>", StringComparison.Ordinal)
        || field.DeclaringType.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal);

    /// <summary>Whether a type is the framework's or the stepping core's own, whose code is not looked into.</summary>
    public static bool IsTrusted(Type? type)
    {
        var assembly = type?.Assembly.GetName().Name ?? string.Empty;
        return assembly is "System" or "mscorlib" or "netstandard"
            || assembly.StartsWith("System.", StringComparison.Ordinal)
            || assembly.StartsWith("Microsoft.", StringComparison.Ordinal)
            || (type?.Namespace == typeof(PurityCheck).Namespace && type?.Assembly == typeof(PurityCheck).Assembly);
    }
}
