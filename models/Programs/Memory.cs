using Interlock.Models.Systems;
using Interlock.Sync;

namespace Interlock.Models.Programs;

/// <summary>The memory of one state, and what the machine keeps beside it, to read.</summary>
/// <param name="words">The words of memory.</param>
/// <param name="own">The machine's own words; none where there is no model of a machine, as on real threads.</param>
public readonly ref struct Memory(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> own = default) : IWords
{
    private readonly ReadOnlySpan<ulong> words = words;
    private readonly ReadOnlySpan<ulong> own = own;

    /// <summary>What a word holds.</summary>
    public ulong this[Address address] => words[address.Index];

    /// <inheritdoc/>
    public ulong Read(Address address) => words[address.Index];

    /// <summary>What a word of the machine's own holds. What it means the machine says.</summary>
    /// <param name="index">Its index among the machine's own.</param>
    public ulong Own(int index) => own[index];
}
