using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>The memory of one state, and what the machine keeps beside it, to read.</summary>
public readonly ref struct Memory : IWords
{
    private readonly ReadOnlySpan<ulong> words;
    private readonly ReadOnlySpan<ulong> own;
    private readonly WordsRead? read;

    /// <summary>Memory to read.</summary>
    /// <param name="words">The words of memory.</param>
    /// <param name="own">The machine's own words; none where there is no model of a machine, as on real threads.</param>
    public Memory(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> own = default)
        : this(words, own, null)
    {
    }

    private Memory(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> own, WordsRead? read)
    {
        this.words = words;
        this.own = own;
        this.read = read;
    }

    /// <summary>What a word holds.</summary>
    public ulong this[Address address] => Read(address);

    /// <inheritdoc/>
    public ulong Read(Address address)
    {
        var value = words[address.Index];
        read?.Add(address.Index, value);
        return value;
    }

    /// <summary>What a word of the machine's own holds. What it means the machine says.</summary>
    /// <param name="index">Its index among the machine's own.</param>
    public ulong Own(int index)
    {
        var value = own[index];
        read?.Add(~index, value);
        return value;
    }

    /// <summary>The same memory, which takes down what is read of it.</summary>
    internal Memory TakenDown(WordsRead read) => new(words, own, read);
}
