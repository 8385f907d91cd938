using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.DoubleCheckedLocks;

/// <summary>Double-checked initialisation.</summary>
public sealed class DoubleCheckedScenario : ProgramScenario
{
    private static readonly IReadOnlyList<SeededBug<Func<ILock, Address, Address, InitializedOnce>>> Bugs =
    [
        new(
            "checked-twice-relaxed",
            "assertions",
            "L-34 (initialisation that is checked twice, without acquire and release)",
            new Dictionary<string, int> { ["vcpus"] = 2, ["armv8-lse"] = 1 },
            (contended, ready, value) => new InitializedOnce(
                contended, ready, value, MemoryOrder.Relaxed, MemoryOrder.Relaxed, MemoryOrder.Relaxed, MemoryOrder.Relaxed),
            new(
                "checked-twice-fenced",
                (contended, ready, value) => new InitializedOnce(
                    contended, ready, value, MemoryOrder.Relaxed, MemoryOrder.Acquire, MemoryOrder.Release, MemoryOrder.Relaxed),
                "Fences on both sides order the value and the flag."))
        {
            Family = Family.Publication,
            HiddenUnder = ["tso"],
            Wrong = "the flag is seen without the lock, and the value that was written before it is not",
        },
    ];

    /// <inheritdoc/>
    public override string Name => "double-checked";

    /// <inheritdoc/>
    public override string Summary =>
        "vCPUs use a value that the first one to come initialises; a flag is checked without the lock and under it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("vcpus", 3, 1, 64, "vCPUs that use the value")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = ["assertions", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = Bugs.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var program = new ConcurrentProgram();
        var contended = new TicketLock(program.Word("next"), program.Word("serving"));
        var (ready, value) = (program.Word("ready"), program.Word("value"));
        var once = variant is null
            ? new InitializedOnce(
                contended, ready, value, MemoryOrder.Acquire, MemoryOrder.Relaxed, MemoryOrder.Relaxed, MemoryOrder.Release)
            : Variant(Bugs.Parts(), variant)(contended, ready, value);
        program.Run(sizes["vcpus"], cpu => Use(cpu, once));
        program.MustSee("initialised");
        if (sizes["vcpus"] > 1)
        {
            program.MustSee("found-initialised");
        }

        program.MustProgress();
        return program;
    }

    private static async Step Use(Cpu cpu, InitializedOnce once) =>
        cpu.Assert(await once.Get(cpu) == InitializedOnce.Initialized, "who uses the value sees it initialised");
}
