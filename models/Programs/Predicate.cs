using Interlock.Models.Systems;
using Interlock.Sync;

namespace Interlock.Models.Programs;

/// <summary>A named condition on memory.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record Predicate(string Name, Func<Memory, bool> Holds);

/// <summary>The memory of one state, to read.</summary>
public readonly ref struct Memory(ReadOnlySpan<ulong> words) : IWords
{
    private readonly ReadOnlySpan<ulong> words = words;

    /// <summary>What a word holds.</summary>
    public ulong this[Address address] => words[address.Index];

    /// <inheritdoc/>
    public ulong Read(Address address) => words[address.Index];
}
