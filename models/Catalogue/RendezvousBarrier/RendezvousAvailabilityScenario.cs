using Interlock.Catalogue.Locks;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Barriers;

/// <summary>Whoever comes to the rendezvous is attended: it is let go once all the others have come.</summary>
public sealed class RendezvousAvailabilityScenario : ProgramScenario
{
    private static readonly Dictionary<string, Func<ConcurrentProgram, int, ulong, IBarrier>> Barriers = new()
    {
        ["rendezvous-polls-under-lock"] = (program, parties, modulus) => new PollsUnderLock(
            parties, program.Word("flag"), program.Word("count"), program.Word("generation", modulus: modulus)),
        ["rendezvous-counts-under-lock"] = (program, parties, modulus) => new CountsUnderLock(
            parties, program.Word("flag"), program.Word("count"), program.Word("generation", modulus: modulus)),
    };

    /// <inheritdoc/>
    public override string Name => "rendezvous-availability";

    /// <inheritdoc/>
    public override string Summary => "vCPUs meet at a barrier for ever; if all are scheduled fairly, each that waits is let go.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("vcpus", 3, 1, 63, "vCPUs that meet"),
        new("modulus", 2, 2, 65536, "value at which the generation wraps"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["every-vcpu-attended", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "rendezvous-polls-under-lock",
            "every-vcpu-attended",
            "L-13 (Linux d13316614633: those who look keep out the one who would change what they look at)",
            new Dictionary<string, int> { ["vcpus"] = 2 },
            "rendezvous-counts-under-lock",
            "The lock that is not fair is taken once by each that comes, and then there is nobody left to overtake.")
        {
            Family = Family.Availability,
        },
    ];

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var program = new ConcurrentProgram();
        var (parties, modulus) = (sizes["vcpus"], (ulong)sizes["modulus"]);
        var barrier = variant is null
            ? new RendezvousBarrier(parties, program.Word("count"), program.Word("generation", modulus: modulus))
            : Variant(Barriers, variant)(program, parties, modulus);
        program.Run(parties, cpu => Meet(cpu, barrier));
        program.MustProgress(BarrierNotes.Left);
        program.MustRespond("every-vcpu-attended", BarrierNotes.Arriving, BarrierNotes.Left, Fairness.Weak);
        return program;
    }

    private static async Step Meet(Cpu cpu, IBarrier barrier)
    {
        while (true)
        {
            cpu.Note(BarrierNotes.Arriving);
            await barrier.Arrive(cpu);
            cpu.Note(BarrierNotes.Left);
        }
    }
}
