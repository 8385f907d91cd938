using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping;

/// <summary>
/// Refuses code that reads or writes static state between two awaits: the explorer can neither see nor restore it.
/// Follows direct calls outside the framework; calls through interfaces are left to the determinism check.
/// </summary>
internal static class PurityCheck
{
    private static readonly ConcurrentDictionary<MethodBase, bool> Passed = new();

    public static void Require(Type machine)
    {
        var pending = new Stack<MethodBase>();
        pending.Push(machine
            .GetInterfaceMap(typeof(System.Runtime.CompilerServices.IAsyncStateMachine)).TargetMethods
            .Single(target => target.Name.EndsWith("MoveNext", StringComparison.Ordinal)));
        while (pending.TryPop(out var method))
        {
            if (!Passed.TryAdd(method, true))
            {
                continue;
            }

            try
            {
                foreach (var called in Check(method, machine))
                {
                    pending.Push(called);
                }
            }
            catch (UnsupportedStateException)
            {
                Passed.TryRemove(method, out _); // refused again whenever it is met again
                throw;
            }
        }
    }

    private static List<MethodBase> Check(MethodBase method, Type machine)
    {
        if (method.IsAbstract || IsTrusted(method.DeclaringType))
        {
            return [];
        }

        var reader = new MethodReader(method);
        var called = new List<MethodBase>();
        foreach (var instruction in reader.Instructions)
        {
            if (instruction.Is(OpCodes.Ldsfld) || instruction.Is(OpCodes.Stsfld) || instruction.Is(OpCodes.Ldsflda))
            {
                Check(reader.Field(instruction), instruction, machine);
            }
            else if (instruction.Code.OperandType == OperandType.InlineMethod)
            {
                called.Add(reader.Method(instruction));
            }
        }

        return called;
    }

    private static void Check(FieldInfo field, Instruction instruction, Type machine)
    {
        // The compiler caches delegates in fields like <>9__0_0; the framework's statics are its own business.
        if (field.Name.StartsWith('<') || IsTrusted(field.DeclaringType))
        {
            return;
        }

        var reason = !field.IsInitOnly || instruction.Is(OpCodes.Stsfld) ? "it can be assigned at any time"
            : field.FieldType is { IsAbstract: true } || field.FieldType == typeof(object) ? null
            : ObjectEncoding.WhyMutable(field.FieldType);
        if (reason is not null)
        {
            throw new UnsupportedStateException(
                $"{FrameLayout.MethodName(machine)} uses the static field " +
                $"'{FrameLayout.TypeName(field.DeclaringType!)}.{field.Name}' of type " +
                $"{FrameLayout.TypeName(field.FieldType)}: {reason}. Keep shared state in the machine's memory.");
        }
    }

    private static bool IsTrusted(Type? type)
    {
        var assembly = type?.Assembly.GetName().Name ?? string.Empty;
        return assembly.StartsWith("System", StringComparison.Ordinal)
            || assembly.StartsWith("Microsoft.", StringComparison.Ordinal)
            || type?.Namespace == typeof(PurityCheck).Namespace;
    }
}
