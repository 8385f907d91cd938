using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.ReadWriteLocks;

/// <summary>Readers that count by atomics and writers that count by a load and a store, under one lock.</summary>
public sealed class ReadWriteLockScenario : ProgramScenario
{
    private static readonly IReadOnlyList<SeededBug<Func<Address, ReadWriteLock>>> Bugs =
    [
        new(
            "rwlock-relaxed-compare",
            "no-lost-update",
            "L-12 (Linux 84a24bf8c52e, CVE-2021-46921: reads before the lock)",
            new Dictionary<string, int> { ["writers"] = 1, ["readers"] = 1, ["armv8-lse"] = 1 },
            word => new ReadWriteLock(word, MemoryOrder.Acquire, MemoryOrder.Relaxed, MemoryOrder.Relaxed),
            new(
                "rwlock-fenced-compare",
                word => new ReadWriteLock(word, MemoryOrder.Acquire, MemoryOrder.Relaxed, MemoryOrder.Acquire),
                "An acquire fence after the compare-exchange orders the writer's section after it."))
        {
            HiddenUnder = ["tso", "armv8-dotnet"],
            Wrong = "the writer overwrites what a reader counted before the lock was taken to write",
        },
    ];

    /// <inheritdoc/>
    public override string Name => "read-write-lock";

    /// <inheritdoc/>
    public override string Summary => "Readers count by an atomic under a read-write lock, writers by a load and a store.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("writers", 1, 1, 8, "vCPUs that write once"),
        new("readers", 2, 1, 8, "vCPUs that read once"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = ["no-lost-update", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = Bugs.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var program = new ConcurrentProgram();
        var (word, counter) = (program.Word("lock"), program.Word("counter"));
        var contended = variant is null
            ? new ReadWriteLock(word, MemoryOrder.Relaxed, MemoryOrder.Acquire, MemoryOrder.Relaxed)
            : Variant(Bugs.Parts(), variant)(word);
        program.Run(sizes["writers"], cpu => Write(cpu, contended, counter));
        program.Run(sizes["readers"], cpu => Read(cpu, contended, counter));
        var total = (ulong)(sizes["writers"] + sizes["readers"]);
        program.Finally("no-lost-update", memory => memory[counter] == total);
        program.MustSee("read");
        program.MustSee("written");
        program.MustProgress();
        return program;
    }

    private static async Step Write(Cpu cpu, ReadWriteLock contended, Address counter)
    {
        await contended.AcquireToWrite(cpu);
        var seen = await cpu.Load(counter, MemoryOrder.Relaxed);
        await cpu.Store(counter, seen + 1, MemoryOrder.Relaxed);
        cpu.Note("written");
        await contended.ReleaseToWrite(cpu);
    }

    private static async Step Read(Cpu cpu, ReadWriteLock contended, Address counter)
    {
        await contended.AcquireToRead(cpu);
        await cpu.FetchAdd(counter, 1, MemoryOrder.Relaxed);
        cpu.Note("read");
        await contended.ReleaseToRead(cpu);
    }
}
