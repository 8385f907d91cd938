using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>A named part of memory or of the machine, by which a reader searches and groups states: see <see cref="Transitions.Fact"/>.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Group">What it is a part of.</param>
/// <param name="Words">The words of memory on which it depends.</param>
/// <param name="Own">The machine's own words on which it depends, by their index among them.</param>
/// <param name="Read">What it is; a pure function, called by any thread.</param>
public sealed record MemoryFact(
    string Name, string Group, IReadOnlyList<Address> Words, IReadOnlyList<int> Own, Func<Memory, string> Read);
