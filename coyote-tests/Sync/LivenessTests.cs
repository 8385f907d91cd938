extern alias unoptimized;

using System.Reflection;
using System.Runtime.CompilerServices;
using Interlock.CoyoteTests.Sync.Samples;
using Interlock.Sync.Stepping;
using Interlock.Sync.Stepping.IL;
using Xunit;

namespace Interlock.CoyoteTests.Sync;

/// <summary>
/// The exact locals that count at each suspension, in both compilations: one too few merges states that differ, one
/// too many splits states that do not.
/// </summary>
public sealed class LivenessTests
{
    // Per await, in the order of the source: the locals that may be read after it, sorted. "+" is a temporary of the
    // compiler's own.
    public static TheoryData<string, string[]> Expected => new()
    {
        { "Straight", ["cpu", "cpu first", ""] },
        { "Overwritten", ["cpu", "cpu", "cpu", "cpu value", ""] },
        { "OneBranch", ["cpu x y", "cpu x", "", "cpu y", ""] },
        { "Loop", ["cpu round rounds", "cpu round rounds seen", "cpu round rounds"] },
        { "TryFinally", ["cpu x y", "cpu x y", ""] },
        { "TryCatch", ["+ after before cpu step", "+ after before cpu step", "after cpu", ""] },
        { "CatchWithAwait", ["+ cpu x y", ""] },
        { "NestedFinally", ["cpu x y", "cpu y"] },
        { "Spilled", ["+ cpu", "+ cpu", ""] },
        { "Conditional", ["cpu", "cpu value", ""] },
        {
            "Many",
            ["cpu x", "cpu x", "cpu x", "cpu x", "cpu x", "cpu x", "cpu y", "cpu y", "cpu y", "cpu y", "cpu y", ""]
        },
        { "StructField", ["cpu pair", "cpu pair", "cpu", "cpu pair", ""] },
        { "Switch", ["cpu x y z", "+ cpu", "cpu y", ""] },
        { "Generic", ["cpu mine other", "cpu mine", ""] },
        { "Parameters", ["cpu late", "cpu", ""] },
        // One more than need be: from a finally-block, control may go on wherever a leave in its try-block leads.
        { "LoopWithTry", ["cpu rounds x", "cpu rounds x", ""] },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Optimized(string method, string[] live)
    {
#if !DEBUG
        Assert.True(MachineOf(typeof(LivenessSamples), method).IsValueType);
#endif
        Assert.Equal(live, LiveIn(MachineOf(typeof(LivenessSamples), method)));
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Unoptimized(string method, string[] live)
    {
        var machine = MachineOf(typeof(unoptimized::Interlock.CoyoteTests.Sync.Samples.LivenessSamples), method);

        Assert.False(machine.IsValueType);
        Assert.Equal(live, LiveIn(machine));
    }

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(string))]
    [InlineData(typeof((object, int?)))]
    public void Instantiations_of_a_generic_method_have_the_same_live_locals(Type argument)
    {
        foreach (var samples in (Type[])[
            typeof(LivenessSamples), typeof(unoptimized::Interlock.CoyoteTests.Sync.Samples.LivenessSamples)])
        {
            var machine = MachineOf(samples, "Generic").MakeGenericType(argument);

            Assert.Equal(["cpu mine other", "cpu mine", ""], LiveIn(machine));
        }
    }

    private static Type MachineOf(Type samples, string method) =>
        samples.GetMethod(method)!.GetCustomAttribute<AsyncStateMachineAttribute>()!.StateMachineType;

    private static string[] LiveIn(Type machine)
    {
        if (machine.IsGenericTypeDefinition)
        {
            machine = machine.MakeGenericType(typeof(ulong));
        }

        var liveness = Liveness.Of(machine);
        return [.. Enumerable.Range(0, AwaitsIn(machine)).Select(state => string.Join(' ', liveness.At(state)
            .Select(field => FrameLayout.LocalName(field))
            .Select(name => name.StartsWith('<') ? "+" : name)
            .Distinct().Order(StringComparer.Ordinal)))];
    }

    private static int AwaitsIn(Type machine)
    {
        var reader = new MethodReader(machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic)!);
        return reader.Instructions.Count(instruction =>
            instruction.Code.OperandType == System.Reflection.Emit.OperandType.InlineMethod
            && reader.Method(instruction).Name == "AwaitUnsafeOnCompleted");
    }
}
