using System.Globalization;
using System.Text;
using Interlock.Explorer.Orders;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Output;

/// <summary>Which orders are needed, for people and for machines.</summary>
internal static class OrdersText
{
    public static string Json(Scenario scenario, Sizes sizes, IReadOnlyList<OrderedSite> sites) => new JObject(
            new JProperty("tool", "interlock"),
            new JProperty("version", CheckJson.Version),
            new JProperty("scenario", scenario.Name),
            new JProperty("parameters", JObject.FromObject(sizes.Values)),
            new JProperty("memory", sizes.Memory!.Name),
            new JProperty("orders", new JArray(sites.Select(site => new JObject(
                new JProperty("site", site.Site.ToString()),
                new JProperty("operation", site.Operation.ToString()),
                new JProperty("order", site.Order.ToString()),
                new JProperty("weakest", site.Weakest.ToString()),
                new JProperty("proposed", site.Proposed.ToString()),
                new JProperty("tried", new JArray(site.Tried.Select(trial => new JObject(
                    new JProperty("order", trial.Order.ToString()),
                    new JProperty("verdict", trial.Verdict.ToString().ToLowerInvariant()),
                    new JProperty("property", trial.Property),
                    new JProperty("length", trial.Length)))))))))).ToString();

    /// <summary>A table, one operation a line.</summary>
    public static string Markdown(Scenario scenario, Sizes sizes, IReadOnlyList<OrderedSite> sites)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {scenario.Name} ({sizes.Memory!.Terms}; {string.Join(' ', sizes.Values.Select(size => $"{size.Key}={size.Value}"))})\n\n");
        text.Append("| operation | order | needed | weaker orders | all together |\n| --- | --- | --- | --- | --- |\n");
        foreach (var site in sites)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Of(site.Operation)} at {site.Site} | {Of(site.Order)} | {Needed(site)} | ");
            text.AppendJoin("; ", site.Tried.Select(Of)).Append(CultureInfo.InvariantCulture, $" | {Of(site.Proposed)} |\n");
        }

        return text.ToString();
    }

    private static string Needed(OrderedSite site) => site.IsNeeded ? "needed"
        : site.Tried.Any(trial => trial.Verdict == Verdict.Verified) ? "not needed at these sizes"
        : "not decided";

    private static string Of(OrderTrial trial) => trial.Verdict switch
    {
        Verdict.Violated => $"{Of(trial.Order)} breaks {trial.Property} in {trial.Length} steps",
        Verdict.Verified => $"{Of(trial.Order)} holds",
        Verdict.Incomplete => $"{Of(trial.Order)}: not decided within the bound",
        _ => $"{Of(trial.Order)}: {trial.Verdict.ToString().ToLowerInvariant()}",
    };

    private static string Of(OperationKind kind) => kind.ToString().ToLowerInvariant();

    private static string Of(MemoryOrder order) => order switch
    {
        MemoryOrder.SequentiallyConsistent => "seq_cst",
        MemoryOrder.AcquireRelease => "acq_rel",
        MemoryOrder.Acquire => "acquire",
        MemoryOrder.Release => "release",
        _ => "relaxed",
    };
}
