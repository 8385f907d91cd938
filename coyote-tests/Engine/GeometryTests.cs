using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Xunit;

namespace Interlock.CoyoteTests.Engine;

public sealed class GeometryTests
{
    private const ulong Page = PageIndex.PageSize;

    public static TheoryData<int, int> Small => new() { { 1, 2 }, { 2, 2 }, { 3, 2 }, { 4, 2 }, { 1, 4 }, { 2, 4 }, { 3, 4 }, { 2, 8 } };

    [Theory]
    [MemberData(nameof(Small))]
    public void Indices_count_the_pages_of_the_space(int levels, int entries)
    {
        var geometry = new Geometry(levels, entries);
        var pages = (ulong)Math.Pow(entries, levels);
        Assert.Equal(pages * Page, geometry.IpaLimit);

        // The indices of the pages, first level first, are an odometer.
        var indices = new int[levels];
        for (var page = 0UL; page < pages; page++)
        {
            foreach (var offset in (ulong[])[0, 8, Page - 1])
            {
                var ipa = new Ipa((page * Page) + offset);
                Assert.Equal(indices, Levels(geometry).Select(level => geometry.IndexOf(ipa, level).Value));
                Assert.All(Levels(geometry), level => Assert.Equal(
                    offset == 0 && indices.Skip(level.Value - geometry.First.Value + 1).All(index => index == 0),
                    geometry.IsAligned(new Pa(ipa.Value), level)));
            }

            for (var digit = levels - 1; digit >= 0 && ++indices[digit] == entries; digit--)
            {
                indices[digit] = 0;
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => geometry.IndexOf(new Ipa(pages * Page), Level.Last));
    }

    [Fact]
    public void The_native_tree_has_the_fields_of_the_architecture()
    {
        var random = new Random(1);
        var geometry = Geometry.Native;
        for (var i = 0; i < 100_000; i++)
        {
            var value = (ulong)random.NextInt64() % Ipa.Limit >> random.Next(48);
            var ipa = new Ipa(value);
            Assert.Equal((int)(value >> 39) & 511, geometry.IndexOf(ipa, new Level(0)).Value);
            Assert.Equal((int)(value >> 30) & 511, geometry.IndexOf(ipa, new Level(1)).Value);
            Assert.Equal((int)(value >> 21) & 511, geometry.IndexOf(ipa, new Level(2)).Value);
            Assert.Equal((int)(value >> 12) & 511, geometry.IndexOf(ipa, new Level(3)).Value);
            Assert.Equal((value & 0x1fffff) == 0, geometry.IsAligned(new Pa(value), new Level(2)));
        }

        Assert.Equal([1UL << 39, 1UL << 30, 1UL << 21, 1UL << 12], Levels(geometry).Select(geometry.Span));
        Assert.Equal(Ipa.Limit, geometry.IpaLimit);
        Assert.Equal(511, geometry.IndexOf(new Ipa(Ipa.Limit - 1), new Level(0)).Value);
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Blocks_are_at_levels_1_and_2(int levels, int entries)
    {
        foreach (var geometry in (Geometry[])[new(levels, entries), Geometry.Native])
        {
            Assert.Equal(geometry.Levels, Levels(geometry).Count());
            Assert.True(Levels(geometry).Last().IsLast);
            Assert.All(Levels(geometry), level => Assert.Equal(
                level.Value switch { 0 => false, 1 or 2 => true, _ => false }, geometry.MayHoldBlock(level)));
            Assert.True(geometry.Levels > 3 || Levels(geometry).SkipLast(1).All(geometry.MayHoldBlock));
        }
    }

    [Fact]
    public void A_level_above_the_root_is_refused()
    {
        var geometry = new Geometry(2, 2);

        Assert.Equal(2, geometry.First.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => geometry.Span(new Level(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => geometry.MayHoldBlock(new Level(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => geometry.IndexOf(new Ipa(0), new Level(0)));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(5, 2)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(4, 1024)]
    [InlineData(-1, -1)]
    public void Other_shapes_do_not_exist(int levels, int entries) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Geometry(levels, entries));

    [Fact]
    public void Levels_are_numbered_as_the_architecture_numbers_them()
    {
        Assert.Equal(3, Level.Last.Value);
        Assert.Equal(new Level(3), new Level(2).Next);
        Assert.Throws<ArgumentOutOfRangeException>(() => Level.Last.Next);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Level(-1));
    }

    internal static IEnumerable<Level> Levels(Geometry geometry) =>
        Enumerable.Range(0, 4).Select(value => new Level(value)).Where(geometry.Has);
}
