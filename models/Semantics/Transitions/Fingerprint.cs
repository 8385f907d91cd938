using System.Runtime.CompilerServices;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// Fingerprints of states: the multilinear hash over the field of 2^64 elements (Carter and Wegman, "Universal classes of hash
/// functions", JCSS 18, 1979; Halevi and Krawczyk, "MMH", FSE 1997). Each word is multiplied by its position's factor, and all products
/// are added to an offset: <c>h(s) = offset + sum of factor[p] * s[p]</c>. Factors and offset follow from the run's
/// <see cref="FingerprintKey"/>.
/// <para>
/// Theorem. Any two different states have the same fingerprint for at most one in 2^64 - 1 of all keys, and for none if they differ in one
/// word only. Proof. Let them differ at p, by d, which is not zero. They collide if and only if factor[p] * d is the sum of the
/// differences at all other positions. Whatever the other factors are, that is one value of factor[p], since d has an inverse; and
/// all 2^64 - 1 values that are not zero are equally likely. It is none if that sum is zero, for neither factor[p] nor d is.
/// </para>
/// <para>
/// So n states, whatever they are, have no two fingerprints the same but with a probability of at most n (n - 1) / 2 in 2^64 - 1:
/// no state is like another for the hash, and chosen differences are as good as any. Any b bits of a fingerprint, too, are the same with a
/// probability of 2^-b, up to 2^-64 (what the sum lacks is uniform): tables may be indexed by them. Two halves with factors
/// of their own collide both with a probability of at most one in (2^64 - 1)^2.
/// </para>
/// <para>
/// A step changes few words: sums being what they are, each changes the fingerprint by the product of its factor and the
/// exclusive-or of its old and new value. Factors are a key stream rather than uniform numbers; whoever could tell them apart by
/// collisions would have broken ChaCha20.
/// </para>
/// </summary>
internal static class Fingerprint
{
    /// <summary>One half of a state's fingerprint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<ulong> state, in (ulong Offset, ulong[] Factors) lane) =>
        lane.Offset ^ BinaryField.Multiply(lane.Factors, state);

    /// <summary>By what it changes with a word of the state.</summary>
    /// <param name="factors">Of the half of the fingerprint.</param>
    /// <param name="position">Which word.</param>
    /// <param name="difference">The exclusive-or of what the word was and what it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Change(ulong[] factors, int position, ulong difference) =>
        BinaryField.Multiply(factors[position], difference);
}
