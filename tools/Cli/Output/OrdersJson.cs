using Interlock.Explorer.Orders;
using Interlock.Semantics.Scenarios;
using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Output;

/// <summary>Which orders are needed, for machines.</summary>
internal static class OrdersJson
{
    public static string Of(Scenario scenario, Sizes sizes, IReadOnlyList<OrderedSite> sites) => new JObject(
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
}
