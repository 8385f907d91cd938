using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Monitors;

/// <summary>TLBs or walk caches hold what they must not hold.</summary>
/// <param name="Property">The name of the property.</param>
/// <param name="Entries">All that they must not hold, in the order of the CPUs.</param>
public sealed record HeldWrongly(string Property, IReadOnlyList<WronglyHeld> Entries) : BrokenCondition(Property);

/// <summary>An entry that a CPU must not hold.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="Entry">The entry.</param>
public readonly record struct WronglyHeld(int Cpu, TlbEntry Entry);
