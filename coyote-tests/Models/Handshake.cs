using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Handshakes;

internal sealed class Handshake : ProgramScenario
{
    public override string Name => "handshake";
    public override string Summary => "One vCPU publishes a value, the other waits for it.";
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("value", 7, 1, 9, "the published value")];
    public override IReadOnlyList<string> Properties { get; } =
        ["assertions", "deadlock-freedom", "progress"];

    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var program = new ConcurrentProgram();
        var (value, ready) = (program.Word("value"), program.Word("ready"));
        var published = (ulong)sizes["value"];
        program.Run(1, cpu => Publish(cpu, value, ready, published));
        program.Run(1, cpu => Consume(cpu, value, ready, published));
        program.MustProgress();
        return program;
    }

    private static async Step Publish(Cpu cpu, Address value, Address ready, ulong published)
    {
        await cpu.Store(value, published);
        await cpu.Store(ready, 1, MemoryOrder.Release);
    }

    private static async Step Consume(Cpu cpu, Address value, Address ready, ulong published)
    {
        while (await cpu.Load(ready, MemoryOrder.Acquire) == 0)
        {
            cpu.Pause();
        }

        cpu.Assert(await cpu.Load(value) == published, "the value is visible once it is ready");
    }
}
