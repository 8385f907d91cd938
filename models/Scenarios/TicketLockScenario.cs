using Interlock.Models.Monitors;
using Interlock.Models.Programs;
using Interlock.Sync.Primitives;

namespace Interlock.Models.Scenarios;

/// <summary>Workloads W1 and W1b: a ticket lock, once or for ever.</summary>
public sealed class TicketLockScenario : LockScenario
{
    /// <inheritdoc/>
    public override string Name => "ticket-lock";

    /// <inheritdoc/>
    public override string Summary => "vCPUs contend for a ticket lock and count in its critical section.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = LockParameters(modulus: 8);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["mutual-exclusion", "fifo-order", "no-lost-update", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    protected override Program Program(Sizes sizes, string? variant)
    {
        var program = new Program();
        var next = program.Word("next", modulus: Modulus(sizes));
        var serving = program.Word("serving", modulus: Modulus(sizes));
        Contend(program, new TicketLock(next, serving), sizes);
        program.Watch(new FifoOrder(next, sizes["vcpus"]));
        return program;
    }
}
