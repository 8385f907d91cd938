using Interlock.Models.Programs;
using Interlock.Sync.Primitives;

namespace Interlock.Models.Scenarios;

/// <summary>Workload W2: a sleeping mutex, for some rounds or for ever.</summary>
public sealed class MutexScenario : LockScenario
{
    /// <inheritdoc/>
    public override string Name => "mutex";

    /// <inheritdoc/>
    public override string Summary => "vCPUs contend for a sleeping mutex and count in its critical section.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = LockParameters(modulus: 2);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["mutual-exclusion", "no-lost-update", "no-lost-wake-up", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    protected override Program Program(Sizes sizes, string? variant)
    {
        var program = new Program();
        Contend(program, new Mutex(program.Word("word")), sizes);
        return program;
    }
}
