using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Interlock.Sync.Stepping.IL;

namespace Interlock.Sync.Stepping;

/// <summary>What the parts of a compiler's state machine are in the source, for messages.</summary>
internal static class MachineSource
{
    /// <summary>The method that has the code of a state machine.</summary>
    public static MethodInfo MoveNext(Type machine) => machine
        .GetInterfaceMap(typeof(IAsyncStateMachine)).TargetMethods
        .Single(target => target.Name.EndsWith("MoveNext", StringComparison.Ordinal));

    /// <summary>Where a suspended machine waits; null if that is not known.</summary>
    public static Site? Suspended(object machine) =>
        machine.GetType().GetField("<>1__state")?.GetValue(machine) is int state ? Suspended(machine.GetType(), state) : null;

    /// <summary>Where a machine waits in one of its states; null if that is not known.</summary>
    public static Site? Suspended(Type machine, int state)
    {
        var method = MoveNext(machine);
        var reader = new MethodReader(method);
        for (var index = 3; index < reader.Instructions.Count; index++)
        {
            // A suspension: num = <>1__state = k, compiled as: k, dup, num =, <>1__state =.
            var instruction = reader.Instructions[index];
            if (instruction.Is(OpCodes.Stfld) && reader.Field(instruction).Name == "<>1__state"
                && reader.Instructions[index - 1].StoredLocal is not null && reader.Instructions[index - 3].Constant == state)
            {
                return SourceLines.At(method, instruction.Offset);
            }
        }

        return SourceLines.Of(method);
    }

    /// <summary>
    /// A local as its author knows it: its name; of a variable that the compiler has made, words that begin with an article.
    /// </summary>
    public static string Local(Type machine, FieldInfo field)
    {
        if (CapturedVariables.IsClosure(field.FieldType) && !field.Name.EndsWith("__this", StringComparison.Ordinal))
        {
            return Owner.Captured;
        }

        if (!IsHidden(field))
        {
            return FrameLayout.LocalName(field);
        }

        var (method, offset) = FirstStore(machine, field);
        var where = SourceLines.At(method, offset) is { } site ? $" at {site}" : $" in {FrameLayout.MethodName(machine)}";
        return SourceLines.IsWhatForeachGoesThrough(method, offset)
            ? $"the hidden loop variable of the foreach{where}"
            : $"a value that the compiler keeps for the statement{where}";
    }

    /// <summary>Where a local is first assigned; a parameter, where its method begins. Null if that is not known.</summary>
    public static Site? Declared(Type machine, FieldInfo field)
    {
        var (method, offset) = FirstStore(machine, field);
        return SourceLines.At(method, offset);
    }

    /// <summary>Whether the compiler has made a field for itself: <c>&lt;&gt;7__wrap1</c>, <c>&lt;&gt;s__3</c>.</summary>
    public static bool IsHidden(FieldInfo field) =>
        field.Name.StartsWith("<>", StringComparison.Ordinal) && !field.Name.EndsWith("__this", StringComparison.Ordinal);

    private static (MethodInfo Method, int Offset) FirstStore(Type machine, FieldInfo field)
    {
        var method = MoveNext(machine);
        var reader = new MethodReader(method);
        var stores = reader.Instructions.Where(instruction =>
            (instruction.Is(OpCodes.Stfld) || instruction.Is(OpCodes.Ldflda)) && reader.Field(instruction).MetadataToken == field.MetadataToken);
        return (method, field.Name.StartsWith('<') ? stores.Select(store => store.Offset).FirstOrDefault() : 0);
    }
}
