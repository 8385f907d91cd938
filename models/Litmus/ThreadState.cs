using System.Collections.Immutable;
using Interlock.Litmus.Formats;

namespace Interlock.Litmus;

/// <summary>Where a thread is, and what its registers hold.</summary>
/// <param name="Next">The index of its next instruction.</param>
/// <param name="Registers">The registers that were given a value, by name.</param>
/// <param name="Flags">The difference of what was compared last.</param>
internal sealed record ThreadState(int Next, ImmutableSortedDictionary<string, Held> Registers, Held Flags)
{
    /// <summary>A thread at its beginning.</summary>
    public static ThreadState Of(LitmusThread thread) => new(
        0,
        thread.Registers.ToImmutableSortedDictionary(entry => entry.Key, entry => new Held(entry.Value), StringComparer.Ordinal),
        default);

    /// <summary>What a register holds.</summary>
    public Held Get(string name) => Registers.GetValueOrDefault(name);

    /// <summary>What an operand is.</summary>
    public Held Of(Operand operand) => operand.Register is { } name ? Get(name) : new Held(operand.Number);

    /// <summary>The same after a register was given a value.</summary>
    public ThreadState Set(string? name, Held held) =>
        name is null or RegisterNames.Zero ? this : this with { Registers = Registers.SetItem(name, held) };

    /// <summary>The same at the next instruction.</summary>
    public ThreadState Advance() => this with { Next = Next + 1 };

    /// <summary>Appends all there is to it.</summary>
    public void Encode(RegisterNumbers numbers, List<ulong> into)
    {
        into.Add((ulong)Next);
        Flags.Encode(into);
        foreach (var (name, held) in Registers)
        {
            into.Add(numbers[name]);
            held.Encode(into);
        }

        into.Add(ulong.MaxValue);
    }
}
