using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Sync.Samples;

/// <summary>
/// Short programs without endless loops that use the language widely; two vCPUs run each. ReexecutionTests demands that
/// exploring them finds what running all code from its start for every step finds.
/// </summary>
public static class ProgramSamples
{
    public static IReadOnlyDictionary<string, Func<Cpu, Step>> All { get; } = new Dictionary<string, Func<Cpu, Step>>
    {
        ["lost update"] = ControlFlowSamples.LostUpdate,
        ["dead after choice"] = ControlFlowSamples.DeadAfterChoice,
        ["exception across frames"] = ControlFlowSamples.ExceptionAcrossFrames,
        ["exception across awaits"] = ControlFlowSamples.ExceptionAcrossAwaits,
        ["await in catch"] = ControlFlowSamples.AwaitInCatch,
        ["await in finally"] = ControlFlowSamples.AwaitInFinally,
        ["nested finally"] = ControlFlowSamples.NestedFinally,
        ["records and tuples"] = ValueSamples.RecordsAndTuples,
        ["spilled operands"] = ControlFlowSamples.SpilledOperands,
        ["switch and patterns"] = ValueSamples.SwitchAndPatterns,
        ["recursion"] = cpu => ControlFlowSamples.Recursion(cpu, 2),
        ["generics"] = ValueSamples.Generics,
        ["foreach"] = ValueSamples.ForEach,
        ["array elements"] = ValueSamples.ImmutableElements,
        ["twelve awaits"] = ControlFlowSamples.TwelveAwaits,
        ["await using"] = ControlFlowSamples.AwaitUsing,
        ["local functions"] = ControlFlowSamples.LocalFunctions,
        ["identity"] = ValueSamples.Identity,
        ["numbers"] = ValueSamples.Numbers,
        ["delegates"] = ValueSamples.Delegates,
        ["nullable"] = ValueSamples.Nullables,
        ["interface dispatch"] = ValueSamples.InterfaceDispatch,
        ["completed steps"] = ControlFlowSamples.CompletedSteps,
        ["struct methods"] = ValueSamples.StructMethods,
        ["filters"] = ControlFlowSamples.Filters,
        ["primary constructor"] = new ValueSamples.Offset(3).Body,
    };
}
