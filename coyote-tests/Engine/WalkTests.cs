using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Xunit;

namespace Interlock.CoyoteTests.Engine;

public sealed class WalkTests
{
    private const ulong Page = PageIndex.PageSize;

    // Every shape of entry that a small tree may hold: the first of each line is as the engine writes it.
    private static readonly ulong[] Entries =
    [
        0, 0x3FC, 0x07FE,                                       // invalid: host, annotated, type 10
        0x1003, 0x2003, 0x3003,                                 // tables (pages at level 3 with AF clear)
        0x47FD, 0x57FD, 0x43FD,                                 // blocks (reserved at level 3), unaligned, AF clear
        0x57FF, 0x53FF, 0x573F, 0x0040_0000_0000_57FF,          // pages: all, AF clear, nothing but execute, all but execute
        0x1_07FF, 0x1_07FD,                                     // beyond the physical addresses
    ];

    public static TheoryData<int, int> Shapes => new() { { 1, 2 }, { 2, 2 }, { 3, 2 }, { 4, 2 }, { 2, 4 }, { 4, 512 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Walks_as_the_naive_walker_does(int levels, int entries)
    {
        var geometry = new Geometry(levels, entries);
        var random = new Random((levels * 1000) + entries);
        var outcomes = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 40_000; i++)
        {
            // Memory by word address; what was not written reads as one of the entries, so loops of tables occur too.
            var seed = random.Next();
            ulong Read(ulong address) => Entries[(int)((((address >> 3) * 0x9E37_79B9_7F4A_7C15) ^ (uint)seed) % (ulong)Entries.Length)];
            var ipa = (ulong)random.NextInt64() % geometry.IpaLimit;
            var access = (AccessKind)random.Next(3);

            var actual = Walked(geometry, new Pa(0), new Ipa(ipa), access, Read);
            Assert.Equal(Naive(geometry, 0, ipa, access, 4 - levels, Read), actual);
            outcomes.Add(actual[..actual.IndexOf(' ', StringComparison.Ordinal)]);
        }

        Assert.Equal(["AccessFlag", "AddressSize", "Permission", "Translation", "pa"], outcomes);
    }

    /// <summary>Every pair of root entries and leaf entries, every page, every access.</summary>
    [Fact]
    public void Walks_every_small_tree()
    {
        var geometry = new Geometry(2, 2);
        var walks = 0;
        foreach (var root in Entries)
        {
            foreach (var leaf in Entries)
            {
                for (var ipa = 0UL; ipa < geometry.IpaLimit; ipa += Page / 2)
                {
                    foreach (var access in Enum.GetValues<AccessKind>())
                    {
                        ulong Read(ulong address) => address < Page ? root : leaf;
                        Assert.Equal(
                            Naive(geometry, 0, ipa, access, 2, Read), Walked(geometry, new Pa(0), new Ipa(ipa), access, Read));
                        walks++;
                    }
                }
            }
        }

        Assert.Equal(Entries.Length * Entries.Length * 8 * 3, walks);
    }

    [Fact]
    public void An_address_out_of_range_is_a_translation_fault_at_level_0()
    {
        var geometry = new Geometry(1, 2);

        Assert.Equal(
            new Stage2Fault(Stage2FaultKind.Translation, new Level(0)),
            Walk.Start(geometry, 16, new Pa(0), new Ipa(2 * Page), AccessKind.Read).Fault);
        Assert.Null(Walk.Start(geometry, 16, new Pa(0), new Ipa((2 * Page) - 1), AccessKind.Read).Fault);
    }

    [Fact]
    public void A_root_out_of_range_is_an_address_size_fault_at_level_0()
    {
        Assert.Equal(
            new Stage2Fault(Stage2FaultKind.AddressSize, new Level(0)),
            Walk.Start(Geometry.Native, 32, new Pa(1UL << 32), new Ipa(0), AccessKind.Read).Fault);
        Assert.Throws<ArgumentOutOfRangeException>(() => Walk.Start(Geometry.Native, 49, new Pa(0), new Ipa(0), AccessKind.Read));
    }

    [Fact]
    public void Reads_the_entry_of_the_address()
    {
        var input = new Ipa((3UL << 39) | (511UL << 30) | 0x234);
        var walk = Walk.Start(Geometry.Native, 48, new Pa(0x1000), input, AccessKind.Read).Walk!.Value;
        Assert.Equal(new Pa(0x1018), walk.Entry);

        walk = walk.Next(Descriptor.Table(new Level(0), new PageIndex(7)).Bits).Walk!.Value;
        Assert.Equal(new Pa(0x7ff8), walk.Entry);

        var leaf = Descriptor.Leaf(Geometry.Native, new Level(1), new Pa(2UL << 30), LeafAttributes.OwnedMemory);
        var step = walk.Next(leaf.Bits);
        Assert.Equal((leaf, new Pa((2UL << 30) | 0x234)), (step.Translation!.Value.Leaf, step.Translation.Value.Output));
        Assert.True(step.Walk is null && step.Fault is null);
    }

    /// <summary>The access flag is looked at before the permission, and the address before both.</summary>
    [Theory]
    [InlineData(0x1_0003UL, Stage2FaultKind.AddressSize)]
    [InlineData(0x0_0003UL, Stage2FaultKind.AccessFlag)]
    [InlineData(0x0_0403UL, Stage2FaultKind.Permission)]
    [InlineData(0x1_0401UL, Stage2FaultKind.Translation)]
    public void Faults_have_an_order(ulong page, Stage2FaultKind kind)
    {
        var walk = Walk.Start(new Geometry(1, 2), 16, new Pa(0), new Ipa(0), AccessKind.Write).Walk!.Value;

        Assert.Equal(new Stage2Fault(kind, Level.Last), walk.Next(page).Fault);
    }

    private static string Walked(Geometry geometry, Pa root, Ipa ipa, AccessKind access, Func<ulong, ulong> read)
    {
        var step = Walk.Start(geometry, 16, root, ipa, access);
        for (var reads = 0; step.Walk is { } walk; reads++)
        {
            Assert.True(reads < geometry.Levels, "a walk reads each level at most once");
            step = walk.Next(read(walk.Entry.Value));
        }

        Assert.NotEqual(step.Translation is null, step.Fault is null);
        return step.Fault is { } fault ? $"{fault.Kind} {fault.Level.Value}" : $"pa {step.Translation!.Value.Output.Value:x}";
    }

    // Recursive, on plain numbers, and with nothing of the engine but the shape.
    private static string Naive(Geometry geometry, ulong table, ulong ipa, AccessKind access, int level, Func<ulong, ulong> read)
    {
        var span = Page;
        for (var below = level; below < 3; below++)
        {
            span *= (ulong)geometry.EntriesPerTable;
        }

        var entry = read(table + (ipa / span % (ulong)geometry.EntriesPerTable * 8));
        var address = entry & 0xFFFF_FFFF_F000;
        if ((entry & 1) == 0 || ((entry & 2) == 0 && level is 0 or 3))
        {
            return $"Translation {level}";
        }

        if ((entry & 2) != 0 && level < 3)
        {
            return address > 0xFFFF ? $"AddressSize {level}" : Naive(geometry, address, ipa, access, level + 1, read);
        }

        var output = address - (address % span) + (ipa % span);
        var allowed = access switch
        {
            AccessKind.Read => (entry >> 6 & 1) == 1,
            AccessKind.Write => (entry >> 7 & 1) == 1,
            AccessKind.Fetch => (entry >> 54 & 1) == 0,
        };
        return output > 0xFFFF ? $"AddressSize {level}"
            : (entry >> 10 & 1) == 0 ? $"AccessFlag {level}"
            : allowed ? $"pa {output:x}" : $"Permission {level}";
    }
}
