namespace Interlock.Semantics.Reductions.Symmetries;

/// <summary>
/// Remembers of a worker's states, by their fingerprints, which renaming leads to their representatives: most steps lead to states that
/// have been met. A place is overwritten by whoever comes later. If two states had one fingerprint, one would get an image that is
/// not its representative, and stand in its place with the same right. There are more places the more states there are.
/// </summary>
internal sealed class FoundRenamings
{
    private const int FewestBits = 10;
    private const int MostBits = 20;
    private ulong[] fingerprints = new ulong[1 << FewestBits];
    private short[] renamings = new short[1 << FewestBits];
    private int bits = FewestBits;
    private int remembered;

    /// <summary>Which renaming was found for a state; null if none is remembered.</summary>
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
