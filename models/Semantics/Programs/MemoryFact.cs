using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>A named attribute of memory or of the machine, by which a reader searches states: see <see cref="Transitions.Fact"/>.</summary>
/// <param name="Name">The unique name.</param>
/// <param name="Group">The group of facts that it belongs to.</param>
/// <param name="Words">The words of memory that determine it.</param>
/// <param name="Own">The machine's own words that determine it, by index.</param>
/// <param name="Read">Computes its value; a pure function, called by any thread.</param>
public sealed record MemoryFact(
    string Name, string Group, IReadOnlyList<Address> Words, IReadOnlyList<int> Own, Func<Memory, string> Read);
