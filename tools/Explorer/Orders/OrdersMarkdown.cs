using System.Globalization;
using System.Text;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;

namespace Interlock.Explorer.Orders;

/// <summary>Which orders are needed, as a table.</summary>
public static class OrdersMarkdown
{
    /// <summary>A table, one operation a line, under a heading that says at which sizes and under which memory model.</summary>
    public static string Write(Scenario scenario, Sizes sizes, IReadOnlyList<OrderedSite> sites)
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
