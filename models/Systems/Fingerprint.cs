using System.Numerics;
using System.Runtime.CompilerServices;

namespace Interlock.Models.Systems;

/// <summary>
/// Fingerprints of states: every word is mixed under a key of its position and all are combined by exclusive-or
/// (Zobrist 1970), so that a successor's fingerprint follows from its parent's by the words that changed.
/// </summary>
public static class Fingerprint
{
    /// <summary>The keys of one lane, for states of up to <paramref name="width"/> words: two a position.</summary>
    public static ulong[] Keys(int width, ulong seed)
    {
        var keys = new ulong[2 * width];
        var numbers = new SplitMix(seed);
        for (var index = 0; index < keys.Length; index++)
        {
            keys[index] = numbers.Next() | (uint)(index & 1); // the second is a multiplier and must be odd
        }

        return keys;
    }

    /// <summary>The contribution of one word. For one position it is a bijection, so one word never collides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong[] keys, int position, ulong value)
    {
        // What two values differ in is spread before the first product: a product carries upwards only, so of a difference
        // in the highest bits it would leave next to nothing, and two words that differ there would cancel each other.
        var mixed = value ^ keys[2 * position];
        mixed ^= BitOperations.RotateRight(mixed, 49) ^ BitOperations.RotateRight(mixed, 24);
        mixed *= keys[(2 * position) + 1];
        mixed = (mixed ^ (mixed >> 28)) * 0x9FB21C651E98DF25UL; // the rotations, shifts and factor of rrmxmx (Evensen 2018)
        return mixed ^ (mixed >> 28);
    }
}
