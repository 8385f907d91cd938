namespace Interlock.Semantics.Reductions.Symmetries;

/// <summary>
/// A worker's cache of the permutations that lead from states to their representatives, by fingerprint: most steps lead to states that
/// were met before. Later entries overwrite earlier ones. If two states had one fingerprint, one would be replaced by an image that is
/// not its representative, which is sound too. The cache grows with the number of states.
/// </summary>
internal sealed class FoundRenamings
{
    private const int FewestBits = 10;
    private const int MostBits = 20;
    private ulong[] fingerprints = new ulong[1 << FewestBits];
    private short[] renamings = new short[1 << FewestBits];
    private int bits = FewestBits;
    private int remembered;

    /// <summary>The permutation found for a state; null if none is remembered.</summary>
    public int? this[ulong fingerprint]
    {
        get
        {
            var place = fingerprint >> (64 - bits);
            return fingerprints[place] == fingerprint && fingerprint != 0 ? renamings[place] : null;
        }

        set
        {
            if (bits < MostBits && ++remembered > fingerprints.Length)
            {
                (bits, remembered) = (bits + 2, 0);
                (fingerprints, renamings) = (new ulong[1 << bits], new short[1 << bits]);
            }

            var place = fingerprint >> (64 - bits);
            (fingerprints[place], renamings[place]) = (fingerprint, (short)value!.Value);
        }
    }
}
