using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Xunit;

namespace Interlock.CoyoteTests.Engine;

public sealed class BreakBeforeMakeTests
{
    private static readonly Geometry Shape = Geometry.Native;
    private static readonly Level Level2 = new(2);
    private static readonly Pa Here = new(0x4000_0000);
    private static readonly Pa There = new(0x8000_0000);

    /// <summary>From a page with every attribute to a page with every attribute, at the same address and at another one.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_change_of_attributes_is_judged(int levelNumber)
    {
        var level = new Level(levelNumber);
        var all = DescriptorTests.AllAttributes.ToArray();
        var needed = 0;
        foreach (var old in all)
        {
            var from = Descriptor.Leaf(Shape, level, Here, old);
            foreach (var @new in all)
            {
                // Permissions, access flag and page state are not mentioned: they may change under a valid entry.
                var attributes = BreakReasons.None;
                if (old.Memory != @new.Memory)
                {
                    attributes |= BreakReasons.MemoryType;
                }

                if (old.Shareability != @new.Shareability)
                {
                    attributes |= BreakReasons.Shareability;
                }

                var same = Descriptor.Leaf(Shape, level, Here, @new);
                var moved = Descriptor.Leaf(Shape, level, There, @new);
                if (BreakBeforeMake.Reasons(from, same) != attributes
                    || BreakBeforeMake.Reasons(from, moved) != (attributes | BreakReasons.OutputAddress)
                    || BreakBeforeMake.IsRequired(from, same) != (attributes != BreakReasons.None))
                {
                    Assert.Fail($"{old} to {@new}: {BreakBeforeMake.Reasons(from, same)}, {BreakBeforeMake.Reasons(from, moved)}");
                }

                needed += BreakBeforeMake.IsRequired(from, same) ? 1 : 0;
            }
        }

        // Of 9 x 9 pairs of memory type and shareability, 9 are equal; each comes with 64 x 64 pairs of everything else.
        Assert.Equal((81 - 9) * 64 * 64, needed);
    }

    /// <summary>What a change of any one bit needs, said in ranges of bits from the layout of the architecture.</summary>
    [Theory]
    [InlineData(3, 0x8000_0400_07FFUL)]
    [InlineData(3, 0x0000_0400_0003UL)]
    [InlineData(2, 0x8000_0400_07FDUL)]
    public void Every_single_bit_of_a_leaf_is_judged(int level, ulong bits)
    {
        for (var bit = 2; bit < 64; bit++)
        {
            var expected = bit switch
            {
                <= 5 => BreakReasons.MemoryType,
                6 or 7 => BreakReasons.None, // S2AP
                8 or 9 => BreakReasons.Shareability,
                10 => BreakReasons.None, // AF
                11 => BreakReasons.OtherBits,
                < 21 when level == 2 => BreakReasons.OtherBits, // RES0 in a block of 2 MiB, nT among them
                <= 47 => BreakReasons.OutputAddress,
                <= 51 => BreakReasons.OtherBits, // DBM among them
                52 => BreakReasons.Contiguous,
                53 or 54 => BreakReasons.None, // XN
                <= 58 => BreakReasons.None, // software
                <= 62 => BreakReasons.OtherBits,
                _ => BreakReasons.None, // ignored
            };
            Judges(expected, At(level, bits), At(level, bits ^ (1UL << bit)));
        }
    }

    [Fact]
    public void Every_single_bit_of_a_table_is_judged()
    {
        for (var bit = 2; bit < 64; bit++)
        {
            var expected = bit switch
            {
                <= 11 => BreakReasons.None, // ignored
                <= 47 => BreakReasons.NextTable,
                <= 51 => BreakReasons.OtherBits,
                <= 58 => BreakReasons.None, // ignored
                _ => BreakReasons.OtherBits, // RES0 at stage 2
            };
            Judges(expected, At(1, 0x8000_0400_0003), At(1, 0x8000_0400_0003 ^ (1UL << bit)));
        }
    }

    [Fact]
    public void Every_change_of_kind_is_judged()
    {
        Descriptor[] kinds = [At(2, 0), At(2, 0x7FE), At(2, 0x4000_07FD), At(2, 0x4000_0003)];
        BreakReasons[,] expected =
        {
            { BreakReasons.None, BreakReasons.None, BreakReasons.None, BreakReasons.None },
            { BreakReasons.None, BreakReasons.None, BreakReasons.None, BreakReasons.None },
            { BreakReasons.None, BreakReasons.None, BreakReasons.None, BreakReasons.Size },
            { BreakReasons.None, BreakReasons.None, BreakReasons.Size, BreakReasons.None },
        };
        for (var from = 0; from < kinds.Length; from++)
        {
            for (var to = 0; to < kinds.Length; to++)
            {
                Judges(expected[from, to], kinds[from], kinds[to]);
            }
        }
    }

    [Fact]
    public void A_reserved_encoding_is_as_good_as_invalid()
    {
        Judges(BreakReasons.None, At(3, 0xDEAD_07FD), At(3, 0xBEEF_07FF));
        Judges(BreakReasons.None, At(3, 0xBEEF_07FF), At(3, 0xDEAD_07FD));
        Judges(BreakReasons.None, At(0, 0xDEAD_07FD), At(0, 0xBEEF_0003));
    }

    /// <summary>The start of the output counts, not only its size, and a set access flag excuses nothing.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_access_flag_excuses_nothing(bool before, bool after)
    {
        var from = Descriptor.Leaf(Shape, Level.Last, Here, LeafAttributes.OwnedMemory with { AccessFlag = before });
        var to = Descriptor.Leaf(Shape, Level.Last, There, LeafAttributes.OwnedMemory with { AccessFlag = after });

        Judges(BreakReasons.OutputAddress, from, to);
        Judges(BreakReasons.None, from, from.With(to.Attributes));
    }

    [Fact]
    public void A_read_only_move_is_not_excused() => Judges(
        BreakReasons.OutputAddress,
        Descriptor.Leaf(Shape, Level2, Here, LeafAttributes.OwnedMemory with { Permissions = new(true, false, false) }),
        Descriptor.Leaf(Shape, Level2, There, LeafAttributes.OwnedMemory with { Permissions = new(true, false, false) }));

    [Fact]
    public void An_entry_stays_at_its_level() =>
        Assert.Throws<ArgumentException>(() => BreakBeforeMake.Reasons(At(2, 0), At(3, 0)));

    private static Descriptor At(int level, ulong bits) => Descriptor.Decode(bits, new Level(level), Shape);

    private static void Judges(BreakReasons expected, Descriptor from, Descriptor to)
    {
        var reasons = BreakBeforeMake.Reasons(from, to);
        Assert.True(expected == reasons, $"0x{from.Bits:x} to 0x{to.Bits:x}: {reasons}");
        Assert.Equal(expected != BreakReasons.None, BreakBeforeMake.IsRequired(from, to));
    }
}
