using Interlock.Mutate;
using Interlock.Mutate.Sources;
using Xunit;

namespace Interlock.CoyoteTests.Mutate;

public sealed class SelectionTests
{
    private static readonly Clone Here = Clone.Around(Repo.Root);

    [Theory]
    [InlineData("engine/Ownership/Share.cs", "engine/Ownership/Shares.cs")]
    [InlineData("engine/ownership/Shares.cs:12", "engine/Ownership/Shares.cs")]
    [InlineData("sync/Primitives/TicketLok.cs", "sync/Primitives/TicketLock.cs")]
    public void What_is_not_there_is_named_with_what_was_meant(string text, string nearest)
    {
        var refused = Assert.Throws<ArgumentException>(() => new Selection([text]).Demand(Here));

        Assert.Contains($"'{text.Split(':')[0]}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"'{nearest}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engine")]
    [InlineData("sync/")]
    [InlineData("engine/Ownership")]
    [InlineData("engine/Ownership/Shares.cs:12")]
    [InlineData("./engine/Ownership/Shares.cs")]
    public void What_is_there_can_be_selected(string text)
    {
        var selection = new Selection([text]);

        selection.Demand(Here);

        Assert.Single(selection.Rooms);
    }
}
