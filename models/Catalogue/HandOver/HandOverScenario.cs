using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.HandOvers;

/// <summary>Message passing: one vCPU hands data to another, again and again.</summary>
public sealed class HandOverScenario : ProgramScenario
{
    /// <inheritdoc/>
    public override string Name => "hand-over";

    /// <inheritdoc/>
    public override string Summary => "A vCPU writes data and raises a flag; another sees the flag, reads the data and lowers the flag.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("rounds", 3, 1, 255, "times that data is handed over")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = ["assertions", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = HandOverMutants.All.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var program = new ConcurrentProgram();
        var (flag, data) = (program.Word("flag"), program.Word("data0"));
        program.Word("data1");
        var mailbox = (variant is null ? HandOverMutants.Of() : Variant(HandOverMutants.All.Parts(), variant))(flag, data);
        var rounds = (ulong)sizes["rounds"];
        program.Run(1, cpu => Send(cpu, mailbox, rounds));
        program.Run(1, cpu => Receive(cpu, mailbox, rounds));
        program.MustSee("received");
        program.MustProgress();
        return program;
    }

    private static async Step Send(Cpu cpu, Mailbox mailbox, ulong rounds)
    {
        for (var round = 1UL; round <= rounds; round++)
        {
            await mailbox.Send(cpu, round);
        }
    }

    private static async Step Receive(Cpu cpu, Mailbox mailbox, ulong rounds)
    {
        for (var round = 1UL; round <= rounds; round++)
        {
            await mailbox.Receive(cpu, round);
            cpu.Note("received");
        }
    }
}
