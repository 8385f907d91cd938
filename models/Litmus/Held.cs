namespace Interlock.Litmus;

/// <summary>What a register holds, and the results of reads on which that depends, a bit each.</summary>
/// <param name="Value">The value.</param>
/// <param name="Data">The results from which it was computed.</param>
/// <param name="Picked">
/// The results that chose it among others, by a conditional select or a comparison that succeeded: they bind later writes only, as a
/// branch does (Arm ARM B2.3.2, pick dependencies).
/// </param>
internal readonly record struct Held(ulong Value, ulong Data = 0, ulong Picked = 0)
{
    /// <summary>A value that depends on what two others depend on.</summary>
    public static Held From(ulong value, Held left, Held right) => new(value, left.Data | right.Data, left.Picked | right.Picked);

    /// <summary>All on which it depends in either way.</summary>
    public ulong All => Data | Picked;

    /// <summary>Appends all there is to it.</summary>
    public void Encode(List<ulong> into)
    {
        into.Add(Value);
        into.Add(Data);
        into.Add(Picked);
    }
}
