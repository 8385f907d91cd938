using System.Text;
using System.Threading;
using Interlock.Catalogue;
using Interlock.Explorer.Orders;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>Every order of the primitives that ship: which are needed, as published for these locks (libvsync, Dat3M, DPDK).</summary>
[Trait("Category", "Long")]
public sealed class OrderTests
{
    private const string File = "traces/ORDERS.md";

    private static readonly (string Scenario, int Rounds, string Model)[] Pages =
    [
        ("ticket-lock", 2, "armv8-lse"),
        ("mutex", 2, "armv8-lse"),
        ("rendezvous-barrier", 2, "armv8-lse"),
        ("rendezvous-barrier", 2, "armv8-exclusives"),
        ("mcs-lock", 1, "armv8-lse"),
        ("mcs-lock", 1, "armv8-exclusives"),
        ("clh-lock", 1, "armv8-lse"),
    ];

    [Fact]
    public void The_page_says_what_is_needed()
    {
        var page = new StringBuilder(
            "# Memory orders\n\nFor each operation of the primitives that ship, weaker orders were tried, each alone with everything else as it is, and then all\n" +
            "together. `interlock orders` makes a table; \"needed\" is proved by a counterexample, \"not needed\" holds at these sizes only.\n");
        foreach (var (scenario, rounds, model) in Pages)
        {
            var (found, sizes, of) = Try(scenario, rounds, model);
            page.Append('\n').Append(OrdersMarkdown.Write(of, sizes, found));
        }

        Expected.InFile(File, page.ToString());
    }

    // DPDK's MCS lock (VSync): a link that may overtake the exchange. Found where an atomic is a pair of exclusives, and only there.
    [Theory]
    [InlineData("armv8-exclusives", true)]
    [InlineData("armv8-lse", false)]
    [InlineData("armv8-dotnet", false)]
    [InlineData("tso", false)]
    public void The_link_of_an_MCS_lock_is_needed_with_exclusives_only(string model, bool isNeeded)
    {
        var link = Try("mcs-lock", 1, model).Found
            .Where(site => site.Operation == OperationKind.Store).MinBy(site => site.Site.Line)!; // the other one passes the lock on

        Assert.Equal(isNeeded, link.IsNeeded);
        Assert.Equal(isNeeded ? "progress" : null, link.Tried[^1].Property);
    }

    [Theory]
    [InlineData("ticket-lock")]
    [InlineData("mutex")]
    [InlineData("mcs-lock")]
    [InlineData("clh-lock")]
    public void No_order_of_a_lock_is_needed_on_x86(string scenario) =>
        Assert.All(Try(scenario, 1, "tso").Found, site => Assert.All(site.Tried, trial => Assert.Equal(Verdict.Verified, trial.Verdict)));

    private static (IReadOnlyList<OrderedSite> Found, Sizes Sizes, Scenario Scenario) Try(string name, int rounds, string model)
    {
        var scenario = ScenarioList.Find(name);
        var sizes = new Sizes(scenario, new Dictionary<string, int> { ["vcpus"] = 2, ["rounds"] = rounds, [model] = 1 });
        var search = new OrderSearch(orders => scenario.Build(new Sizes(scenario, sizes.Values) { Orders = orders }));
        return (search.Run(_ => { }, CancellationToken.None), sizes, scenario);
    }
}
