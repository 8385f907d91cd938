using Interlock.Engine.Addresses;

namespace Interlock.Engine.Stage2;

/// <summary>
/// An entry of a stage 2 table, with the bits that hardware reads (<see cref="DescriptorBits"/>), at the level that gives them their
/// meaning. Any 64 bits can be decoded; only well-formed ones can be made. The default is the zero entry of a level 0 table.
/// </summary>
public readonly record struct Descriptor
{
    private Descriptor(ulong bits, Level level, DescriptorKind kind, Pa output)
    {
        Bits = bits;
        Level = level;
        Kind = kind;
        Output = output;
    }

    /// <summary>What is in memory.</summary>
    public ulong Bits { get; }

    /// <summary>The level of the table that it is an entry of.</summary>
    public Level Level { get; }

    /// <summary>What it is at that level.</summary>
    public DescriptorKind Kind { get; }

    /// <summary>The address of the next table, or the output address of a leaf, aligned to its span; zero if it is neither.</summary>
    public Pa Output { get; }

    /// <summary>Whether it maps memory: a block or a page.</summary>
    public bool IsLeaf => Kind is DescriptorKind.Block or DescriptorKind.Page;

    /// <summary>Whether hardware walks on or translates by it. Reserved encodings are treated as invalid.</summary>
    public bool IsValid => IsLeaf || Kind is DescriptorKind.Table;

    /// <summary>
    /// Whether a TLB or walk cache may hold it: no entry is ever held that gives a translation fault or an access flag fault
    /// (DDI 0487 D8.16). Nor one that gives an address size fault, which cannot be seen here.
    /// </summary>
    public bool MayBeCached => Kind is DescriptorKind.Table || (IsLeaf && Attributes.AccessFlag);

    /// <summary>What a leaf says of its memory. Read from the bits even if they are not well-formed.</summary>
    /// <exception cref="InvalidOperationException">It is no leaf.</exception>
    public LeafAttributes Attributes => IsLeaf
        ? LeafAttributes.Decode(Bits)
        : throw new InvalidOperationException($"A descriptor of kind {Kind} has no attributes.");

    /// <summary>Whose memory an invalid descriptor does not map.</summary>
    /// <exception cref="InvalidOperationException">It is not invalid.</exception>
    public OwnerId Owner => Kind is DescriptorKind.Invalid
        ? new OwnerId((byte)(Bits >> DescriptorBits.OwnerShift))
        : throw new InvalidOperationException($"A descriptor of kind {Kind} has no owner.");

    /// <summary>
    /// Whether the engine could have made it: no reserved encoding, and no bit set that the engine does not use. Hardware ignores
    /// most of these bits, so that such a descriptor translates all the same.
    /// </summary>
    public bool IsWellFormed => Kind switch
    {
        DescriptorKind.Invalid => Bits == EncodeOwner(Owner),
        DescriptorKind.Table => Bits == (Output.Value | DescriptorBits.TableOrPage),
        DescriptorKind.Block or DescriptorKind.Page =>
            Attributes.CanBeEncoded && Bits == EncodeLeaf(Kind, Output, Attributes),
        DescriptorKind.Reserved => false,
    };

    /// <summary>What any 64 bits are in a table. Never fails for a level of the tree.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such level.</exception>
    public static Descriptor Decode(ulong bits, Level level, Geometry geometry)
    {
        var block = geometry.MayHoldBlock(level);
        var kind = (bits & DescriptorBits.TypeMask) switch
        {
            DescriptorBits.TableOrPage => level.IsLast ? DescriptorKind.Page : DescriptorKind.Table,
            DescriptorBits.Block => block ? DescriptorKind.Block : DescriptorKind.Reserved,
            _ => DescriptorKind.Invalid,
        };
        var address = bits & DescriptorBits.AddressMask;
        return new(bits, level, kind, kind switch
        {
            DescriptorKind.Table or DescriptorKind.Page => new Pa(address),
            DescriptorKind.Block => new Pa(address & ~(geometry.Span(level) - 1)),
            DescriptorKind.Invalid or DescriptorKind.Reserved => default,
        });
    }

    /// <summary>An entry that maps nothing.</summary>
    /// <param name="owner">Whose memory it is.</param>
    public static Descriptor Invalid(Level level, OwnerId owner) => new(EncodeOwner(owner), level, DescriptorKind.Invalid, default);

    /// <summary>An entry that points to a table of the next level.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is the last level.</exception>
    public static Descriptor Table(Level level, PageIndex table)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(level.IsLast, true, nameof(level));
        return new(table.Address.Value | DescriptorBits.TableOrPage, level, DescriptorKind.Table, table.Address);
    }

    /// <summary>An entry that maps memory: a page at the last level, a block before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level holds no blocks, or the address is not aligned to the span.</exception>
    /// <exception cref="InvalidOperationException">An attribute has no encoding that the engine may write.</exception>
    public static Descriptor Leaf(Geometry geometry, Level level, Pa output, LeafAttributes attributes)
    {
        if (!level.IsLast && !geometry.MayHoldBlock(level))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level.Value, "The level holds no blocks.");
        }

        if (!geometry.IsAligned(output, level))
        {
            throw new ArgumentOutOfRangeException(nameof(output), output.Value, "The address is not aligned to the entry's span.");
        }

        var kind = level.IsLast ? DescriptorKind.Page : DescriptorKind.Block;
        return new(EncodeLeaf(kind, output, attributes), level, kind, output);
    }

    /// <summary>A leaf with the same output address and other attributes.</summary>
    /// <exception cref="InvalidOperationException">It is no leaf, or an attribute cannot be written.</exception>
    public Descriptor With(LeafAttributes attributes) => IsLeaf
        ? new(EncodeLeaf(Kind, Output, attributes), Level, Kind, Output)
        : throw new InvalidOperationException($"A descriptor of kind {Kind} has no attributes.");

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        DescriptorKind.Invalid => $"invalid ({Owner})",
        DescriptorKind.Table => $"table {Output}",
        DescriptorKind.Block => $"block {Output} {Attributes.Permissions} {Attributes.State}",
        DescriptorKind.Page => $"page {Output} {Attributes.Permissions} {Attributes.State}",
        DescriptorKind.Reserved => $"reserved 0x{Bits:x}",
    };

    private static ulong EncodeOwner(OwnerId owner) => (ulong)owner.Id << DescriptorBits.OwnerShift;

    private static ulong EncodeLeaf(DescriptorKind kind, Pa output, LeafAttributes attributes) =>
        output.Value | attributes.Encode()
        | (kind == DescriptorKind.Page ? DescriptorBits.TableOrPage : DescriptorBits.Block);
}
