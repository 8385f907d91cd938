namespace Interlock.Engine.Stage2;

/// <summary>
/// What a VM may do with memory: S2AP[1:0] and XN (DDI 0487 D8.4). All eight combinations exist; in AArch64 an instruction may be
/// fetched from memory that may not be read. The default is nothing.
/// </summary>
/// <param name="Read">S2AP[0], bit 6.</param>
/// <param name="Write">S2AP[1], bit 7.</param>
/// <param name="Execute">XN, bit 54, inverted. FEAT_XNX, which tells EL0 from EL1 by bit 53, is not assumed.</param>
public readonly record struct Permissions(bool Read, bool Write, bool Execute)
{
    /// <summary>Everything: what a VM has on memory that it owns.</summary>
    public static Permissions All => new(true, true, true);

    /// <summary>Whether an access is permitted.</summary>
    public bool Allow(AccessKind access) => access switch
    {
        AccessKind.Read => Read,
        AccessKind.Write => Write,
        AccessKind.Fetch => Execute,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{(Read ? 'r' : '-')}{(Write ? 'w' : '-')}{(Execute ? 'x' : '-')}";
}
