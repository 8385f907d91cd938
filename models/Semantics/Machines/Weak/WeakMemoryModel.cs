using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.Weak;

/// <summary>A weak memory model that has not been told yet for which program.</summary>
internal sealed class WeakMemoryModel(Architecture architecture) : MemoryModel
{
    // Far beyond what a few rounds write: only a spin that writes comes to it.
    private const int BoundOfEnds = 48;

    /// <inheritdoc/>
    public override string Name => architecture.Name;

    /// <inheritdoc/>
    public override string Terms => architecture.Terms;

    /// <inheritdoc/>
    public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met) => architecture.Assumptions;

    /// <inheritdoc/>
    public override int OwnWords => 1;

    /// <inheritdoc/>
    public override MemoryModel For(ConcurrentProgram program) => Bind(architecture, program);

    /// <inheritdoc/>
    public override MemoryModel ForEnds() => new WeakMemoryModel(architecture.Within(BoundOfEnds));

    /// <inheritdoc/>
    public override void Outcomes(Turn turn, Translation? translation) =>
        throw new InvalidOperationException($"'{Name}' was not told for which program.");

    /// <summary>The memory for a program.</summary>
    /// <exception cref="UnsupportedStateException">Something that the program asks for is not explored over weak memory.</exception>
    public static MemoryModel Bind(Architecture architecture, ConcurrentProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        string? refused = program.Symmetry is not null ? "the reduction by symmetry"
            : program.Dropped is not null ? "an operation that is dropped"
            : program.MergesLockRegions ? "the merging of lock regions"
            : program.Discipline is not null ? "a lock discipline"
            : program.SpeaksOfFairness && !architecture.HasBuffers ? "liveness under fairness"
            : null;
        return refused is null
            ? new WeakMemory(architecture, program, dropsSpins: !program.RequiresProgress && !program.SpeaksOfFairness)
            : throw new UnsupportedStateException($"{refused} is explored under sequential consistency only, not under '{architecture.Name}'.");
    }
}
