using Interlock.Engine.Addresses;

namespace Interlock.Engine.Stage2;

/// <summary>
/// A stage 2 walk that is about to read a descriptor (DDI 0487 D8.2). It reads nothing itself: read the 64 bits at
/// <see cref="Entry"/> in one single-copy atomic step and give them to <see cref="Next"/>, until the step is no walk any more. So
/// every read of a table is a step of its own, of the engine as of the machine.
/// </summary>
/// <param name="Geometry">The shape of the tree.</param>
/// <param name="OutputBits">The width of a physical address, in bits, from 12 to 48: what VTCR_EL2.PS selects.</param>
/// <param name="Input">The address to translate.</param>
/// <param name="Access">What the access does.</param>
/// <param name="Level">The level of the table to read.</param>
/// <param name="Table">Where that table is.</param>
public readonly record struct Walk(Geometry Geometry, int OutputBits, Ipa Input, AccessKind Access, Level Level, Pa Table)
{
    /// <summary>Where the descriptor to read is, in bytes; aligned to 8.</summary>
    public Pa Entry => Table.Plus(Geometry.IndexOf(Input, Level).Offset);

    /// <summary>
    /// Starts at the root. A translation fault at level 0 if the tree has no such IPA; an address size fault at level 0 if the root
    /// is no physical address.
    /// </summary>
    /// <param name="root">Where the root table is: VTTBR_EL2.BADDR.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no physical address of that width.</exception>
    public static WalkStep Start(Geometry geometry, int outputBits, Pa root, Ipa input, AccessKind access)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputBits, PageIndex.PageBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputBits, Pa.Bits);
        if (!geometry.Contains(input))
        {
            return WalkStep.Faulted(Stage2FaultKind.Translation, new Level(0));
        }

        return IsBeyond(root, outputBits)
            ? WalkStep.Faulted(Stage2FaultKind.AddressSize, new Level(0))
            : WalkStep.On(new Walk(geometry, outputBits, input, access, geometry.First, root));
    }

    /// <summary>
    /// Goes on by a descriptor. Where several faults apply, the first of: translation, address size, access flag, permission
    /// (DDI 0487 D8, "MMU fault prioritization from a single address translation stage").
    /// </summary>
    /// <param name="bits">What <see cref="Entry"/> held.</param>
    public WalkStep Next(ulong bits)
    {
        var descriptor = Descriptor.Decode(bits, Level, Geometry);
        return descriptor.Kind switch
        {
            DescriptorKind.Invalid or DescriptorKind.Reserved => WalkStep.Faulted(Stage2FaultKind.Translation, Level),
            DescriptorKind.Table => IsBeyond(descriptor.Output, OutputBits)
                ? WalkStep.Faulted(Stage2FaultKind.AddressSize, Level)
                : WalkStep.On(this with { Level = Level.Next, Table = descriptor.Output }),
            DescriptorKind.Block or DescriptorKind.Page => AtLeaf(descriptor),
        };
    }

    private WalkStep AtLeaf(Descriptor leaf)
    {
        var output = leaf.Output.Plus(Geometry.OffsetIn(Input, Level));
        if (IsBeyond(output, OutputBits))
        {
            return WalkStep.Faulted(Stage2FaultKind.AddressSize, Level);
        }

        if (!leaf.Attributes.AccessFlag)
        {
            return WalkStep.Faulted(Stage2FaultKind.AccessFlag, Level);
        }

        return leaf.Attributes.Permissions.Allow(Access)
            ? WalkStep.Found(new Translation(Input, leaf, output))
            : WalkStep.Faulted(Stage2FaultKind.Permission, Level);
    }

    private static bool IsBeyond(Pa address, int bits) => address.Value >> bits != 0;
}
