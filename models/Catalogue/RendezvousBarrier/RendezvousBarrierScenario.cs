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
        ["no-early-release", "assertions", "no-lost-wake-up", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) =>
        ClaimsByDefault(sizes, ofVariants: sizes.Memory is null ? ["no-lost-wake-up", "assertions"] : ["no-lost-wake-up"]);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = BarrierMutants.All.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var program = new ConcurrentProgram();
        var (parties, rounds) = (sizes["vcpus"], sizes["rounds"]);
        var modulus = rounds == 0 ? (ulong)sizes["modulus"] : 0;
        var barrier = variant is null
            ? Shipped(program, parties, modulus)
            : Variant(BarrierMutants.All.Parts(), variant)(program, parties, modulus);
        if (sizes.Memory is null)
        {
            program.Run(parties, cpu => Meet(cpu, barrier, rounds));
        }
        else
        {
            HandOver(program, barrier, parties, rounds, modulus);
        }

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

    // Where writes are seen late, leaving early is not all that can go wrong: who leaves must have seen what the others wrote before.
    private static void HandOver(ConcurrentProgram program, IBarrier barrier, int parties, int rounds, ulong modulus)
    {
        var data = program.Word("data0", modulus: modulus);
        for (var party = 1; party < parties; party++)
        {
            program.Word($"data{party}", modulus: modulus);
        }

        program.Run(parties, cpu => MeetAndLook(cpu, barrier, rounds, data, parties, modulus));
    }

    private static async Step MeetAndLook(Cpu cpu, IBarrier barrier, int rounds, Address data, int parties, ulong modulus)
    {
        var written = 0UL;
        for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
        {
            written = Following(written, modulus);
            await cpu.Store(new Address(data.Index + cpu.Index), written, MemoryOrder.Relaxed);
            cpu.Note(BarrierNotes.Arriving);
            await barrier.Arrive(cpu);
            cpu.Note(BarrierNotes.Left);
            var seen = await cpu.Load(new Address(data.Index + ((cpu.Index + 1) % parties)), MemoryOrder.Relaxed);
            cpu.Assert(seen == written || seen == Following(written, modulus), "who leaves the barrier has seen what was written before it");
        }
    }

    private static ulong Following(ulong written, ulong modulus) => modulus == 0 ? written + 1 : (written + 1) % modulus;

    private static async Step Meet(Cpu cpu, IBarrier barrier, int rounds)
    {
        for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
        {
            cpu.Note(BarrierNotes.Arriving);
            await barrier.Arrive(cpu);
            cpu.Note(BarrierNotes.Left);
        }
    }

    /// <summary>The production barrier.</summary>
    internal static IBarrier Shipped(ConcurrentProgram program, int parties, ulong modulus) =>
        new RendezvousBarrier(parties, program.Word("count"), program.Word("generation", modulus: modulus));
}
