using System.Collections.Immutable;

namespace Interlock.Litmus;

/// <summary>Retells how a state was reached.</summary>
internal sealed class Retelling(LitmusTest test, Interpreter interpreter)
{
    public ImmutableArray<WitnessStep> Of(SearchState end)
    {
        _ = (test, interpreter, end);
        return [];
    }
}
