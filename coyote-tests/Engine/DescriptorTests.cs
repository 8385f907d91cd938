using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Xunit;

namespace Interlock.CoyoteTests.Engine;

public sealed class DescriptorTests
{
    private static readonly Geometry[] Geometries = [Geometry.Native, new(1, 2), new(2, 2), new(3, 2), new(4, 2), new(2, 4)];

    internal static IEnumerable<LeafAttributes> AllAttributes =>
        from rights in Enumerable.Range(0, 8)
        from memory in (MemoryType[])[MemoryType.DeviceNGnRE, MemoryType.NormalNonCacheable, MemoryType.NormalWriteBack]
        from shareability in (Shareability[])[Shareability.NonShareable, Shareability.OuterShareable, Shareability.InnerShareable]
        from accessed in (bool[])[false, true]
        from state in Enum.GetValues<PageState>()
        select new LeafAttributes(
            new Permissions((rights & 1) != 0, (rights & 2) != 0, (rights & 4) != 0), memory, shareability, accessed, state);

    private static IEnumerable<(Geometry Geometry, Level Level)> Places =>
        Geometries.SelectMany(GeometryTests.Levels, (geometry, level) => (geometry, level));

    [Fact]
    public void Leaves_keep_what_they_were_made_of()
    {
        var made = 0;
        foreach (var (geometry, level) in Places.Where(place => place.Level.IsLast || place.Level.Value is 1 or 2))
        {
            var span = geometry.Span(level);
            foreach (var attributes in AllAttributes)
            {
                foreach (var output in (ulong[])[0, span, 5 * span, Pa.Limit - span])
                {
                    var leaf = Descriptor.Leaf(geometry, level, new Pa(output), attributes);

                    Assert.Equal(level.IsLast ? DescriptorKind.Page : DescriptorKind.Block, leaf.Kind);
                    Assert.Equal(attributes, leaf.Attributes);
                    Assert.Equal(output, leaf.Output.Value);
                    Assert.True(leaf.IsWellFormed && leaf.IsLeaf && leaf.IsValid);
                    Assert.Equal(attributes.AccessFlag, leaf.MayBeCached);
                    Assert.Equal(leaf, Descriptor.Decode(leaf.Bits, level, geometry));
                    Assert.Equal(leaf, Descriptor.Leaf(geometry, level, new Pa(output), LeafAttributes.OwnedMemory).With(attributes));
                    made++;
                }
            }
        }

        Assert.Equal(14 * 576 * 4, made);
    }

    [Fact]
    public void Tables_and_owners_keep_what_they_were_made_of()
    {
        foreach (var (geometry, level) in Places)
        {
            foreach (var page in (ulong[])[0, 1, 0x123456, PageIndex.Limit - 1])
            {
                if (level.IsLast)
                {
                    Assert.Throws<ArgumentOutOfRangeException>(() => Descriptor.Table(level, new PageIndex(page)));
                    continue;
                }

                var table = Descriptor.Table(level, new PageIndex(page));
                Assert.Equal(table, Descriptor.Decode(table.Bits, level, geometry));
                Assert.Equal((DescriptorKind.Table, page), (table.Kind, table.Output.Page.Value));
                Assert.True(table.IsWellFormed && table.IsValid && table.MayBeCached && !table.IsLeaf);
            }

            OwnerId[] owners = [OwnerId.Host, OwnerId.Engine, .. Enumerable.Range(0, OwnerId.MostGuests).Select(OwnerId.Guest)];
            Assert.Equal(256, owners.Select(owner => Descriptor.Invalid(level, owner).Bits).Distinct().Count());
            foreach (var owner in owners)
            {
                var invalid = Descriptor.Invalid(level, owner);
                Assert.Equal(invalid, Descriptor.Decode(invalid.Bits, level, geometry));
                Assert.Equal((DescriptorKind.Invalid, owner), (invalid.Kind, invalid.Owner));
                Assert.True(invalid.IsWellFormed && !invalid.IsValid && !invalid.MayBeCached && !invalid.IsLeaf);
            }
        }
    }

    // Written out by hand from the layout of the architecture, so that an error in the constants does not cancel itself out.
    [Theory]
    [InlineData(3, 0x0000_0000_DEAD_07FFUL, "Page 0xdead0000 rwx NormalWriteBack InnerShareable True None")]
    [InlineData(3, 0x0080_0000_DEAD_07FFUL, "Page 0xdead0000 rwx NormalWriteBack InnerShareable True Owned")]
    [InlineData(3, 0x0140_0000_0000_1447UL, "Page 0x1000 r-- DeviceNGnRE NonShareable True SharedOwned")]
    [InlineData(2, 0x01C0_FFFF_FFE0_0695UL, "Block 0xffffffe00000 -w- NormalNonCacheable OuterShareable True SharedBorrowed")]
    [InlineData(1, 0x0000_0000_4000_033DUL, "Block 0x40000000 --x NormalWriteBack InnerShareable False None")]
    public void Leaves_have_the_bits_of_the_architecture(int level, ulong bits, string expected)
    {
        var leaf = Descriptor.Decode(bits, new Level(level), Geometry.Native);
        var of = leaf.Attributes;

        Assert.Equal(
            expected,
            $"{leaf.Kind} 0x{leaf.Output.Value:x} {of.Permissions} {of.Memory} {of.Shareability} {of.AccessFlag} {of.State}");
        Assert.True(leaf.IsWellFormed);
        Assert.Equal(bits, Descriptor.Leaf(Geometry.Native, new Level(level), leaf.Output, of).Bits);
    }

    [Fact]
    public void Any_bits_are_decoded()
    {
        var random = new Random(2);
        foreach (var (geometry, level) in Places)
        {
            for (var i = 0; i < 20_000; i++)
            {
                // Random bits, sparse bits and dense bits, with every type field.
                var noise = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
                var more = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
                var bits = ((i / 4 % 3) switch { 0 => noise, 1 => noise & more, _ => noise | more } & ~3UL) | ((ulong)i & 3);
                var descriptor = Descriptor.Decode(bits, level, geometry);

                Assert.Equal(Kind(bits, level), descriptor.Kind);
                Assert.Equal(bits, descriptor.Bits);
                Assert.NotEmpty(descriptor.ToString());
                var address = bits & 0xffff_ffff_f000;
                Assert.Equal(
                    descriptor.Kind switch
                    {
                        DescriptorKind.Table or DescriptorKind.Page => address,
                        DescriptorKind.Block => address - (address % geometry.Span(level)),
                        DescriptorKind.Invalid or DescriptorKind.Reserved => 0UL,
                    },
                    descriptor.Output.Value);
                Assert.Equal(descriptor.IsWellFormed, Rebuilt(descriptor, geometry) == bits);
            }
        }
    }

    [Fact]
    public void Every_single_bit_is_accounted_for()
    {
        // Which bits of a native block, page, table and invalid entry the engine uses; any other one makes it ill-formed.
        (Descriptor Of, ulong Used)[] uses =
        [
            (Descriptor.Leaf(Geometry.Native, new Level(2), new Pa(0), LeafAttributes.OwnedMemory), 0x01C0_FFFF_FFE0_07FF),
            (Descriptor.Leaf(Geometry.Native, new Level(3), new Pa(0), LeafAttributes.OwnedMemory), 0x01C0_FFFF_FFFF_F7FF),
            (Descriptor.Table(new Level(1), new PageIndex(0)), 0x0000_FFFF_FFFF_F003),
            (Descriptor.Invalid(new Level(3), OwnerId.Host), 0x3FC),
        ];
        foreach (var (of, used) in uses)
        {
            Assert.True(of.IsWellFormed);
            for (var bit = 2; bit < 64; bit++)
            {
                var other = Descriptor.Decode(of.Bits ^ (1UL << bit), of.Level, Geometry.Native);
                Assert.Equal(of.Kind, other.Kind);

                // One bit off 0b11, inner shareable, is either reserved or outer; one off write-back is an unknown type.
                var unknown = of.IsLeaf && bit is 2 or 3 or 4 or 5 or 9;
                Assert.True(other.IsWellFormed == ((used >> bit & 1) != 0 && !unknown), $"{of} with bit {bit} changed");
            }
        }
    }

    [Fact]
    public void Reserved_encodings_are_not_valid()
    {
        Assert.All((Level[])[new(0), new(3)], level =>
        {
            var reserved = Descriptor.Decode(0xDEAD_07FD, level, Geometry.Native);
            Assert.Equal(DescriptorKind.Reserved, reserved.Kind);
            Assert.False(reserved.IsValid || reserved.IsLeaf || reserved.MayBeCached || reserved.IsWellFormed);
            Assert.Throws<InvalidOperationException>(() => reserved.Attributes);
        });
        Assert.Equal(DescriptorKind.Block, Descriptor.Decode(0xDEAD_07FD, new Level(2), Geometry.Native).Kind);
        Assert.Equal(DescriptorKind.Invalid, Descriptor.Decode(0xDEAD_07FE, new Level(2), Geometry.Native).Kind);
    }

    [Fact]
    public void A_block_is_aligned_to_its_span()
    {
        var small = new Geometry(2, 2);
        foreach (var (geometry, level, output) in ((Geometry, Level, ulong)[])[
            (Geometry.Native, new(2), 0x20_1000), (Geometry.Native, new(1), 0x20_0000), (small, new(2), 0x1000), (small, new(3), 0x800)])
        {
            Assert.Throws<ArgumentOutOfRangeException>(
                () => Descriptor.Leaf(geometry, level, new Pa(output), LeafAttributes.OwnedMemory));
        }

        // What hardware makes of one that is not: the lower bits are not part of the address.
        var block = Descriptor.Decode(0x20_17FD, new Level(2), Geometry.Native);
        Assert.Equal((DescriptorKind.Block, 0x20_0000UL, false), (block.Kind, block.Output.Value, block.IsWellFormed));
        var near = Descriptor.Decode(0x20_07FD, new Level(2), Geometry.Native);
        Assert.Equal((DescriptorKind.Block, 0x20_0000UL, true), (near.Kind, near.Output.Value, near.IsWellFormed));
    }

    [Fact]
    public void Level_0_holds_no_blocks()
    {
        foreach (var geometry in (Geometry[])[Geometry.Native, new(4, 2)])
        {
            Assert.Throws<ArgumentOutOfRangeException>(
                () => Descriptor.Leaf(geometry, new Level(0), new Pa(0), LeafAttributes.OwnedMemory));
        }
    }

    [Fact]
    public void What_is_reserved_is_not_written()
    {
        foreach (var attributes in (LeafAttributes[])[
            LeafAttributes.OwnedMemory with { Memory = MemoryType.Other },
            LeafAttributes.OwnedMemory with { Memory = (MemoryType)0b0100 },
            LeafAttributes.OwnedMemory with { Shareability = Shareability.Reserved },
            LeafAttributes.OwnedMemory with { Shareability = (Shareability)4 },
            LeafAttributes.OwnedMemory with { State = (PageState)4 }])
        {
            Assert.Throws<InvalidOperationException>(
                () => Descriptor.Leaf(Geometry.Native, Level.Last, new Pa(0), attributes));
        }
    }

    private static DescriptorKind Kind(ulong bits, Level level) => (bits & 3, level.Value) switch
    {
        (3, 3) => DescriptorKind.Page,
        (3, _) => DescriptorKind.Table,
        (1, 1 or 2) => DescriptorKind.Block,
        (1, _) => DescriptorKind.Reserved,
        _ => DescriptorKind.Invalid,
    };

    private static ulong? Rebuilt(Descriptor from, Geometry geometry) => from.Kind switch
    {
        DescriptorKind.Invalid => Descriptor.Invalid(from.Level, from.Owner).Bits,
        DescriptorKind.Table => Descriptor.Table(from.Level, from.Output.Page).Bits,
        DescriptorKind.Block or DescriptorKind.Page => from.Attributes.CanBeEncoded
            ? Descriptor.Leaf(geometry, from.Level, from.Output, from.Attributes).Bits
            : null,
        DescriptorKind.Reserved => null,
    };
}
