using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Notifications;

/// <summary>A producer that wakes its consumer only if that sleeps.</summary>
public sealed class NotificationScenario : ProgramScenario
{
    private static readonly IReadOnlyList<SeededBug<Func<ConcurrentProgram, Address, Address, Bell>>> Bugs =
    [
        new(
            "notify-without-fence",
            "no-lost-wake-up",
            "L-36 (hvisor #266, cloud-hypervisor #2179: a store and a look without a full fence)",
            new Dictionary<string, int> { ["items"] = 1, ["tso"] = 1 },
            (_, ring, wanted) => new Bell(ring, wanted, MemoryOrder.Relaxed, isFenced: false, looked: null),
            new(
                "notify-by-strong-accesses",
                (_, ring, wanted) => new Bell(ring, wanted, MemoryOrder.SequentiallyConsistent, isFenced: false, looked: null),
                "The store and the look are sequentially consistent.")),
        new(
            "accesses-sink-into-lock",
            "no-lost-wake-up",
            "L-14 (Linux 872c63fbf9e1: what precedes a lock can come after what follows it; on x86 the lock is a full fence)",
            new Dictionary<string, int> { ["items"] = 1, ["armv8-lse"] = 1 },
            (program, ring, wanted) => new Bell(ring, wanted, MemoryOrder.Relaxed, isFenced: false, looked: Lock(program)),
            new(
                "fence-before-lock",
                (program, ring, wanted) => new Bell(ring, wanted, MemoryOrder.Relaxed, isFenced: true, looked: Lock(program)),
                "A full fence comes before the lock."))
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
        },
    ];

    /// <inheritdoc/>
    public override string Name => "notification";

    /// <inheritdoc/>
    public override string Summary =>
        "A producer puts items into a ring and wakes the consumer if it sleeps; the consumer looks again before it does.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("items", 3, 1, 255, "items that are produced")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = ["no-lost-wake-up", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = Bugs.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var program = new ConcurrentProgram();
        var (ring, wanted) = (program.Word("ring"), program.Word("wanted"));
        var bell = variant is null
            ? new Bell(ring, wanted, MemoryOrder.Relaxed, isFenced: true, looked: null)
            : Variant(Bugs.Parts(), variant)(program, ring, wanted);
        var items = (ulong)sizes["items"];
        program.Run(1, cpu => Produce(cpu, bell, items));
        program.Run(1, cpu => bell.Take(cpu, items));
        program.Watch(new FallsAsleep(wanted));
        program.MustProgress();
        return program;
    }

    private static TicketLock Lock(ConcurrentProgram program) => new(program.Word("next"), program.Word("serving"));

    private static async Step Produce(Cpu cpu, Bell bell, ulong items)
    {
        for (var item = 1UL; item <= items; item++)
        {
            await bell.Put(cpu, item);
        }
    }
}
