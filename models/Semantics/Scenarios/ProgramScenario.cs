using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Scenarios;

/// <summary>A scenario that runs code on vCPUs.</summary>
public abstract class ProgramScenario : Scenario
{
    /// <inheritdoc/>
    public sealed override Licences Licences => Licences.SpuriousWakes | Licences.WfeWithoutEvent;

    /// <inheritdoc/>
    public sealed override bool TakesMemoryModels => true;

    /// <inheritdoc/>
    public sealed override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var program = Program(sizes, variant);
        program.Allow(sizes.Licences);
        if (sizes.Orders is { } orders)
        {
            program.Weaken(orders);
        }

        return program.AsSystem(sizes.Memory is { } memory ? new Machine(memory) : null);
    }

    /// <inheritdoc/>
    public sealed override ConcurrentProgram ForThreads(Sizes sizes, string? variant = null) => Program(sizes, variant);

    /// <summary>The program at given sizes.</summary>
    protected abstract ConcurrentProgram Program(Sizes sizes, string? variant);
}
