using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>The readable memory of one state, with the machine's own words.</summary>
public readonly ref struct Memory : IWords
{
    private readonly ReadOnlySpan<ulong> words;
    private readonly ReadOnlySpan<ulong> own;
    private readonly WordsRead? read;

    /// <summary>Creates readable memory.</summary>
    /// <param name="words">The words of memory.</param>
    /// <param name="own">The machine's own words; none if there is no modelled machine, as on real threads.</param>
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

    /// <summary>The value of a word.</summary>
    public ulong this[Address address] => Read(address);

    /// <inheritdoc/>
    public ulong Read(Address address)
    {
        var value = words[address.Index];
        read?.Add(address.Index, value);
        return value;
    }

    /// <summary>The value of one of the machine's own words; the machine defines its meaning.</summary>
    /// <param name="index">Its index among the machine's own words.</param>
    public ulong Own(int index)
    {
        var value = own[index];
        read?.Add(~index, value);
        return value;
    }

    /// <summary>The same memory, which records the words read.</summary>
    internal Memory TakenDown(WordsRead read) => new(words, own, read);
}
