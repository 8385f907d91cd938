using System.Numerics;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Models.Fingerprints;

/// <summary>A keyed hash of states in two halves, to be measured.</summary>
internal abstract class Hash
{
    /// <summary>Both halves of a state's hash under a key.</summary>
    public abstract (ulong Low, ulong High) Of(ulong seed, params ReadOnlySpan<ulong> state);
}

/// <summary>The fingerprints that the explorer uses, kept in step word by word.</summary>
internal sealed class Fingerprints : Hash
{
    private (ulong Seed, int Width, Expansion Expansion)? last;

    public override (ulong Low, ulong High) Of(ulong seed, params ReadOnlySpan<ulong> state)
    {
        if (last?.Seed != seed || last?.Width != state.Length)
        {
            last = (seed, state.Length, new Expansion(state.Length, 0, wide: true, new FingerprintKey(seed)));
            last.Value.Expansion.Reset(new ulong[state.Length]);
        }

        var expansion = last.Value.Expansion;
        expansion.Begin(0, 0);
        for (var position = 0; position < state.Length; position++)
        {
            expansion.Set(position, state[position]);
        }

        return (expansion[0].Low, expansion[0].High);
    }
}

/// <summary>
/// A mutant: a mix of each word under two keys of its position, combined by exclusive-or. What the two rotations turn into the highest
/// bit stays there through the product by an odd key, and the last factor is the same for all positions and both halves.
/// </summary>
internal sealed class PartlyLinear : Hash
{
    public override (ulong Low, ulong High) Of(ulong seed, params ReadOnlySpan<ulong> state) =>
        (Half(2 * seed, state), Half((2 * seed) + 1, state));

    private static ulong Half(ulong seed, ReadOnlySpan<ulong> state)
    {
        var numbers = new SplitMix(new SplitMix(seed).Next());
        ulong hash = 0;
        foreach (var word in state)
        {
            var mixed = word ^ numbers.Next();
            mixed ^= BitOperations.RotateRight(mixed, 49) ^ BitOperations.RotateRight(mixed, 24);
            mixed *= numbers.Next() | 1;
            mixed = (mixed ^ (mixed >> 28)) * 0x9FB21C651E98DF25UL;
            hash ^= mixed ^ (mixed >> 28);
        }

        return hash;
    }
}

/// <summary>A mutant: two halves that are one.</summary>
internal sealed class OneHalf : Hash
{
    private readonly Fingerprints whole = new();

    public override (ulong Low, ulong High) Of(ulong seed, params ReadOnlySpan<ulong> state)
    {
        var low = whole.Of(seed, state).Low;
        return (low, BinaryField.Multiply(low, 0x1234567));
    }
}

/// <summary>A mutant: products of integers, whose low bits depend on low bits only.</summary>
internal sealed class Integers : Hash
{
    public override (ulong Low, ulong High) Of(ulong seed, params ReadOnlySpan<ulong> state) =>
        (Half(2 * seed, state), Half((2 * seed) + 1, state));

    private static ulong Half(ulong seed, ReadOnlySpan<ulong> state)
    {
        var numbers = new SplitMix(new SplitMix(seed).Next());
        ulong hash = numbers.Next();
        foreach (var word in state)
        {
            hash += word * (numbers.Next() | 1);
        }

        return hash;
    }
}
