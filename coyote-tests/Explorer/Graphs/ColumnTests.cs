using Interlock.Explorer.Graphs;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Graphs;

public sealed class ColumnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(100_000)]
    public void A_column_gives_back_what_it_was_given(int different)
    {
        var random = new Random(different);
        var values = Enumerable.Range(0, 150_000)
            .Select(index => index < different ? (ulong)index * 0x9E3779B97F4A7C15UL : (ulong)random.Next(different) * 0x9E3779B97F4A7C15UL)
            .ToList();
        var column = new Column();

        foreach (var value in values)
        {
            column.Add(value);
        }

        Assert.Equal(different, column.Values.Count);
        Assert.Equal(values, Enumerable.Range(0, values.Count).Select(state => column[state]));
    }
}
