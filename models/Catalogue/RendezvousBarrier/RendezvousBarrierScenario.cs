using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>Workload W3: a reusable barrier, for some rounds or for ever.</summary>
public sealed class RendezvousBarrierScenario : ProgramScenario
{
    /// <inheritdoc/>
    public override string Name => "rendezvous-barrier";

    /// <inheritdoc/>
    public override string Summary => "vCPUs meet at a reusable barrier, again and again.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("vcpus", 3, 1, 64, "vCPUs that meet"),
        new("rounds", 2, 0, 255, "times that they meet; 0 = for ever"),
        new("modulus", 4, 2, 65536, "value at which the generation wraps, if rounds = 0"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["no-early-release", "no-lost-wake-up", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes, "no-lost-wake-up");

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants => BarrierMutants.All;

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var program = new ConcurrentProgram();
        var (parties, rounds) = (sizes["vcpus"], sizes["rounds"]);
        var modulus = rounds == 0 ? (ulong)sizes["modulus"] : 0;
        var barrier = variant is null
            ? BarrierCandidates.Shipped(program, parties, modulus)
            : Variant(BarrierCandidates.All, variant)(program, parties, modulus);
        program.Run(parties, cpu => Meet(cpu, barrier, rounds));
        if (parties > 1)
        {
            program.Watch(new NoEarlyRelease(parties));
        }
        else
        {
            program.WatchIfTested(new NoEarlyRelease(parties)); // one party alone is never early
        }

        program.MustProgress(rounds == 0 ? BarrierNotes.Left : null);
        return program;
    }

    private static async Step Meet(Cpu cpu, IBarrier barrier, int rounds)
    {
        for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
        {
            cpu.Note(BarrierNotes.Arriving);
            await barrier.Arrive(cpu);
            cpu.Note(BarrierNotes.Left);
        }
    }
}
