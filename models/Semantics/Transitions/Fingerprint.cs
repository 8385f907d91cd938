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
/// So among any n states two have the same fingerprint with a probability of at most n (n - 1) / 2 in 2^64 - 1, and chosen differences
/// collide no more often than random ones. Any b bits of two fingerprints are equal with a probability of 2^-b, up to 2^-64 (the missing
/// value of the sum is uniform), so tables may be indexed by them. Two halves with independent factors collide together with a
/// probability of at most one in (2^64 - 1)^2.
/// </para>
/// <para>
/// A step changes few words, and each of them changes the fingerprint by the product of its factor and the exclusive-or of its old
/// and new value. Factors are a key stream rather than uniform numbers; an adversary that could distinguish the two by collisions
/// would have broken ChaCha20.
/// </para>
/// </summary>
internal static class Fingerprint
{
    /// <summary>One half of a state's fingerprint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<ulong> state, in (ulong Offset, ulong[] Factors) lane) =>
        lane.Offset ^ BinaryField.Multiply(lane.Factors, state);

    /// <summary>The change of one half of a fingerprint when a word of the state changes, to be added by exclusive-or.</summary>
    /// <param name="factors">The factors of that half.</param>
    /// <param name="position">The position of the word.</param>
    /// <param name="difference">The exclusive-or of the old and the new value of the word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Change(ulong[] factors, int position, ulong difference) =>
        BinaryField.Multiply(factors[position], difference);
}
