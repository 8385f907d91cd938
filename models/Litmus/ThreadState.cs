using System.Collections.Immutable;
using System.Numerics;

namespace Interlock.Litmus;

/// <summary>Where a thread is, and what its registers hold; the flags are a register too.</summary>
/// <param name="Next">The index of its next step.</param>
/// <param name="Registers">The registers that were given a value, by name.</param>
internal sealed record ThreadState(int Next, ImmutableSortedDictionary<string, Held> Registers)
{
    /// <summary>A thread at its beginning.</summary>
    public static ThreadState Of(LitmusThread thread) => new(
        thread.Start,
        thread.Registers.ToImmutableSortedDictionary(entry => entry.Key, entry => new Held(entry.Value), StringComparer.Ordinal));

    /// <summary>What a register holds.</summary>
    public Held Get(string name) => Registers.GetValueOrDefault(name);

    /// <summary>What an operand is.</summary>
    public Held Of(Operand operand)
    {
        var held = operand.Register is { } name ? Get(name) : default;
        return held with { Value = Calculation.Of(operand, held.Value) };
    }

    /// <summary>What the flags are.</summary>
    public Held Flags => Get(RegisterNames.Flags);

    /// <summary>The results of reads on which some register depends, a bit each.</summary>
    public ulong Results => Registers.Values.Aggregate(0UL, (results, held) => results | held.All);

    /// <summary>A number for a new result, on which no register depends; -1 if there is none left.</summary>
    public int NewResult => Results == ulong.MaxValue ? -1 : BitOperations.TrailingZeroCount(~Results);

    /// <summary>The same after a register was given a value.</summary>
    public ThreadState Set(string? name, Held held) =>
        name is null or RegisterNames.Zero ? this : this with { Registers = Registers.SetItem(name, held) };

    /// <summary>The same at the next step.</summary>
    public ThreadState Advance() => this with { Next = Next + 1 };

    /// <summary>Appends all there is to it.</summary>
    public void Encode(RegisterNumbers numbers, List<ulong> into)
    {
        into.Add((ulong)Next);
        foreach (var (name, held) in Registers)
        {
            into.Add(numbers[name]);
            held.Encode(into);
        }

        into.Add(ulong.MaxValue);
    }
}
