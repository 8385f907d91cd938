using Interlock.Semantics.Machines;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>A state that a trace comes through.</summary>
/// <param name="Values">Its values.</param>
/// <param name="Vcpus">What each vCPU translates by; none where nothing is translated.</param>
/// <param name="Facts">What it is by each fact that the program names: what its words say one by one is left out.</param>
/// <param name="Picture">What is drawn of it; null where there are no tables.</param>
public sealed record Moment(
    IReadOnlyList<NamedValue> Values, IReadOnlyList<VcpuView> Vcpus, IReadOnlyList<NamedValue> Facts, StatePicture? Picture)
{
    /// <summary>Its fields, if it is one value that has plain ones; else null.</summary>
    public IReadOnlyList<NamedValue>? Fields { get; init; }
}

/// <summary>Tells of the states of a system.</summary>
internal sealed class Scenery(TransitionSystem system)
{
    // Groups of facts that say no more than the state's values do, or say it all at once.
    private static readonly string[] Plain = ["state", "code", "memory", "machine", "specification"];

    private readonly Fact[] facts = [.. system.Facts.Where(fact => !Plain.Contains(fact.Group))];

    /// <summary>A state.</summary>
    public Moment Of(ulong[] state) => new(
        system.Describe(state),
        system.Views(state),
        [.. facts.Select(fact => new NamedValue(fact.Name, fact.Read(state)))],
        system.Picture(state))
    {
        Fields = system.Fields(state),
    };
}
