using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Interlock.Sync.Stepping.Guards;

/// <summary>What copies call in the place of calls that find their method only when they are made: it finds the method's copy.</summary>
internal static class Stubs
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<(CallForm, MethodBase, Type?, bool), DynamicMethod> Made = new();
    private static readonly ConcurrentDictionary<ConstructorInfo, DynamicMethod> Makers = new();
    private static readonly ConcurrentDictionary<(MethodInfo, bool), DynamicMethod> Leavers = new();
    private static readonly List<VirtualCall> Virtuals = [];

    /// <summary>What a method is given, its object first.</summary>
    public static IEnumerable<Type> Parameters(MethodBase method)
    {
        var type = method.DeclaringType!;
        return [.. method.IsStatic ? [] : (Type[])[type.IsValueType ? type.MakeByRefType() : type], .. method.GetParameters().Select(parameter => parameter.ParameterType)];
    }

    /// <summary>What makes a guarded one of what the framework is handed; null if nothing is called through it.</summary>
    /// <param name="type">The parameter's type.</param>
    public static MethodInfo? Guard(Type type) =>
        type.IsByRef || type.ContainsGenericParameters ? null
        : typeof(Delegate).IsAssignableFrom(type) ? typeof(GuardedDelegate).GetMethod(nameof(GuardedDelegate.OfCode), All)!.MakeGenericMethod(type)
        : !type.IsGenericType || type.GetGenericArguments()[0].IsByRefLike ? null
        : type.GetGenericTypeDefinition() is var known && known == typeof(IEnumerable<>)
            ? typeof(GuardedSequence<>).MakeGenericType(type.GetGenericArguments()).GetMethod("Of", All)
        : known == typeof(IComparer<>) || known == typeof(IEqualityComparer<>)
            ? typeof(GuardedComparer<>).MakeGenericType(type.GetGenericArguments()).GetMethod("Of", All, [type])
        : null;

    /// <summary>What is called instead; takes what the call takes.</summary>
    public static DynamicMethod Of(CallSite call) => Made.GetOrAdd((call.Form, call.Target, call.Constrained, call.Creates), _ => call.Form switch
    {
        CallForm.Virtual => Virtual((MethodInfo)call.Target, call.Constrained),
        CallForm.Invoke => Invoke((MethodInfo)call.Target),
        CallForm.Handing => Handing(call.Target, call.Creates),
        _ => TooDeep(call.Target, call.Creates),
    });

    /// <summary>Calls the copy of a method, and refuses it where it has returned, if it must be.</summary>
    /// <param name="method">The method.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="isOuter">Whether no copy calls it.</param>
    public static DynamicMethod Leaving(MethodInfo method, DynamicMethod copy, bool isOuter) => Leavers.GetOrAdd((method, isOuter), _ =>
    {
        var parameters = Parameters(method).ToList();
        var (stub, code) = New(method.Name, method.ReturnType, parameters);
        if (isOuter)
        {
            code.Emit(OpCodes.Call, typeof(StackGuard).GetMethod(nameof(StackGuard.Begin), All)!);
        }

        Load(code, 0, parameters.Count);
        code.Emit(OpCodes.Call, copy);
        code.Emit(OpCodes.Call, typeof(StackGuard).GetMethod(nameof(StackGuard.Leave), All)!);
        code.Emit(OpCodes.Ret);
        return stub;
    });

    /// <summary>Makes an object by a copy of its constructor.</summary>
    public static DynamicMethod Creating(ConstructorInfo constructor, DynamicMethod copy) => Makers.GetOrAdd(constructor, _ =>
    {
        var type = constructor.DeclaringType!;
        var (stub, code) = New(".new", type, Parameters(constructor).Skip(1));
        var made = code.DeclareLocal(type);
        if (type.IsValueType)
        {
            code.Emit(OpCodes.Ldloca, made);
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Initobj, type);
        }
        else
        {
            code.Emit(OpCodes.Ldtoken, type);
            code.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
            code.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!);
            code.Emit(OpCodes.Castclass, type);
            code.Emit(OpCodes.Stloc, made);
            code.Emit(OpCodes.Ldloc, made);
        }

        Load(code, 0, constructor.GetParameters().Length);
        code.Emit(OpCodes.Call, copy);
        code.Emit(OpCodes.Ldloc, made);
        code.Emit(OpCodes.Ret);
        return stub;
    });

    /// <summary>The copy of what a call comes to on an object, which takes what the call takes; null if the method itself is to be called. Called by stubs.</summary>
    public static Delegate? Find(int call, object? receiver)
    {
        VirtualCall known;
        lock (Virtuals)
        {
            known = Virtuals[call];
        }

        return receiver is null ? null : known.Copies.GetOrAdd(receiver.GetType(), type => Copy(type, known));
    }

    private static Delegate? Copy(Type type, VirtualCall call)
    {
        try
        {
            if (Targets.Find(type, call.Called) is not { } target || GuardedCopies.Of(target, Perils.Circle | Perils.Unknown | Perils.Loop) is not { } copy)
            {
                return null;
            }

            var (stub, code) = New(target.Name, call.Called.ReturnType, Parameters(call.Called));
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(target.DeclaringType!.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, target.DeclaringType);
            Load(code, 1, call.Called.GetParameters().Length);
            code.Emit(OpCodes.Call, copy);
            code.Emit(OpCodes.Ret);
            return stub.CreateDelegate(call.Signature);
        }
        catch (Exception exception) when (CallGraph.IsUnreadable(exception) || exception is AmbiguousMatchException)
        {
            return null;
        }
    }

    private static DynamicMethod Virtual(MethodInfo called, Type? constrained)
    {
        var parameters = Parameters(called).ToList();
        var signature = Expression.GetDelegateType([.. parameters, called.ReturnType]);
        int number;
        lock (Virtuals)
        {
            number = Virtuals.Count;
            Virtuals.Add(new VirtualCall(called, signature));
        }

        var (stub, code) = New(called.Name, called.ReturnType, [constrained?.MakeByRefType() ?? parameters[0], .. parameters.Skip(1)]);
        var original = code.DefineLabel();
        var found = code.DeclareLocal(typeof(Delegate));
        code.Emit(OpCodes.Ldc_I4, number);
        Receiver();
        code.Emit(OpCodes.Call, typeof(Stubs).GetMethod(nameof(Find), All)!);
        code.Emit(OpCodes.Stloc, found);
        code.Emit(OpCodes.Ldloc, found);
        code.Emit(OpCodes.Brfalse, original);
        code.Emit(OpCodes.Ldloc, found);
        code.Emit(OpCodes.Castclass, signature);
        Receiver();
        Load(code, 1, parameters.Count - 1);
        code.Emit(OpCodes.Callvirt, signature.GetMethod("Invoke")!);
        code.Emit(OpCodes.Ret);
        code.MarkLabel(original);
        Receiver();
        Load(code, 1, parameters.Count - 1);
        code.Emit(OpCodes.Callvirt, called);
        code.Emit(OpCodes.Ret);
        return stub;

        void Receiver()
        {
            code.Emit(OpCodes.Ldarg_0);
            if (constrained is not null)
            {
                code.Emit(OpCodes.Ldind_Ref);
            }
        }
    }

    private static DynamicMethod Invoke(MethodInfo invoke) => Call(invoke, creates: false, from: 0);

    private static DynamicMethod Handing(MethodBase target, bool creates) => Call(target, creates, from: target.IsStatic || creates ? 0 : 1);

    // The same call, with what is guarded in the place of all that it is given from one parameter on.
    private static DynamicMethod Call(MethodBase target, bool creates, int from)
    {
        List<Type> parameters = [.. Parameters(target).Skip(creates ? 1 : 0)];
        var (stub, code) = New(target.Name, creates ? target.DeclaringType! : (target as MethodInfo)?.ReturnType ?? typeof(void), parameters);
        for (var index = 0; index < parameters.Count; index++)
        {
            code.Emit(OpCodes.Ldarg, (short)index);
            if (index >= from && Guard(parameters[index]) is { } guard)
            {
                code.Emit(OpCodes.Call, guard);
            }
        }

        Emit(code, creates ? OpCodes.Newobj : target.IsStatic || target.DeclaringType!.IsValueType || target.IsConstructor ? OpCodes.Call : OpCodes.Callvirt, target);
        code.Emit(OpCodes.Ret);
        return stub;
    }

    private static DynamicMethod TooDeep(MethodBase target, bool creates)
    {
        var (stub, code) = New(target.Name, creates ? target.DeclaringType! : (target as MethodInfo)?.ReturnType ?? typeof(void), Parameters(target).Skip(creates ? 1 : 0));
        code.Emit(OpCodes.Ldstr, StackPlace.TextOf(target));
        code.Emit(OpCodes.Call, typeof(Execution).GetMethod(nameof(Execution.RefuseRecursion), All)!);
        code.Emit(OpCodes.Throw);
        return stub;
    }

    private static void Emit(ILGenerator code, OpCode instruction, MethodBase target)
    {
        if (target is ConstructorInfo constructor)
        {
            code.Emit(instruction, constructor);
        }
        else
        {
            code.Emit(instruction, (MethodInfo)target);
        }
    }

    private static void Load(ILGenerator code, int first, int count)
    {
        for (var index = first; index < first + count; index++)
        {
            code.Emit(OpCodes.Ldarg, (short)index);
        }
    }

    private static (DynamicMethod Stub, ILGenerator Code) New(string name, Type result, IEnumerable<Type> parameters)
    {
        var stub = new DynamicMethod(name, result, [.. parameters], typeof(Stubs).Module, skipVisibility: true);
        return (stub, stub.GetILGenerator());
    }

    private sealed record VirtualCall(MethodInfo Called, Type Signature)
    {
        public ConcurrentDictionary<Type, Delegate?> Copies { get; } = new();
    }
}
