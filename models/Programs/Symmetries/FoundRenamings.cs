namespace Interlock.Models.Programs.Symmetries;

/// <summary>
/// Remembers of a worker's states, by their fingerprints, which renaming leads to their representatives: most steps lead to states that
/// have been met. A place is overwritten by whoever comes later. If two states had one fingerprint, one would get an image that is
/// not its representative, and stand in its place with the same right.
/// </summary>
internal sealed class FoundRenamings
{
    private const int Bits = 20;
    private readonly ulong[] fingerprints = new ulong[1 << Bits];
    private readonly short[] renamings = new short[1 << Bits];

    /// <summary>Which renaming was found for a state; null if none is remembered.</summary>
    public int? this[ulong fingerprint]
    {
        get
        {
            var place = fingerprint >> (64 - Bits);
            return fingerprints[place] == fingerprint && fingerprint != 0 ? renamings[place] : null;
        }

        set
        {
            var place = fingerprint >> (64 - Bits);
            (fingerprints[place], renamings[place]) = (fingerprint, (short)value!.Value);
        }
    }
}
