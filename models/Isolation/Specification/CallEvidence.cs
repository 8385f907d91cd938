using Interlock.Engine.Results;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications;

/// <summary>A call did what its specification does not allow.</summary>
/// <param name="Call">The call, with its outcome.</param>
/// <param name="Loaded">The vCPU that its CPU had loaded.</param>
/// <param name="About">The things that it is about.</param>
public record CallEvidence(CallRecord Call, LoadedVcpu Loaded, Row<Concern> About) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => About.Values;

    /// <summary>The call with its arguments, in words.</summary>
    public string Asked => CallText.Of(Call, Loaded);
}

/// <summary>A call succeeded that must be refused.</summary>
/// <param name="Call">The call, with its outcome.</param>
/// <param name="Loaded">The vCPU that its CPU had loaded.</param>
/// <param name="About">The things that it is about.</param>
/// <param name="Error">The error with which it must be refused.</param>
/// <param name="Reason">The precondition that does not hold, as a clause.</param>
public sealed record GrantedWrongly(CallRecord Call, LoadedVcpu Loaded, Row<Concern> About, HypercallError Error, string Reason)
    : CallEvidence(Call, Loaded, About);

/// <summary>A call was refused that must succeed.</summary>
/// <param name="Call">The call, with its outcome.</param>
/// <param name="Loaded">The vCPU that its CPU had loaded.</param>
/// <param name="About">The things that it is about.</param>
/// <param name="Error">The error with which it was refused.</param>
/// <param name="NotLocked">A component whose lock it needs and had not taken; null if it had taken all.</param>
public sealed record RefusedWrongly(CallRecord Call, LoadedVcpu Loaded, Row<Concern> About, HypercallError Error, Component? NotLocked)
    : CallEvidence(Call, Loaded, About);

/// <summary>A rollover of VMIDs, or the demand for one, was not as its specification says.</summary>
/// <param name="Loaded">The vCPU that the CPU had loaded.</param>
/// <param name="About">The things that it is about.</param>
public sealed record RolloverEvidence(LoadedVcpu Loaded, Row<Concern> About) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => About.Values;
}
