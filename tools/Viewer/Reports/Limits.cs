using System.Globalization;
using Interlock.Explorer.Verdicts;

namespace Interlock.Viewer.Reports;

/// <summary>What is not checked: a report that does not say so claims too much.</summary>
internal static class Limits
{
    /// <summary>The limits of every scenario; models/Semantics/README.md has the reasons.</summary>
    public static IReadOnlyList<string> Always { get; } =
    [
        "Sizes other than those that are named: more CPUs, VMs, pages, levels or rounds.",
        "Weak memory ordering of data accesses: memory is sequentially consistent, but for what walkers, TLBs and VTTBR_EL2 do late.",
        "Stage 1 tables, devices and an SMMU, interrupts other than those that a scenario names, accesses of mixed size.",
        "Time: nothing is said about how long something takes, nor about what can be learnt from that.",
    ];

    /// <summary>What one search did not check.</summary>
    public static IReadOnlyList<string> Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var missing = new List<string>();
        if (report.Verdict == Verdict.Violated)
        {
            missing.Add("Whatever lies behind or beside the violation: the search ended there.");
        }

        missing.AddRange(report.Assumptions.Select(assumption => $"Assumed: {assumption}."));
        if (report.Bound is { } bound)
        {
            missing.Add($"{bound.Left:N0} states that were found and not expanded, and all that lies behind them ({bound.Name}).");
        }

        missing.AddRange(report.Growing.Select(place => $"States without end: {place.Name} takes ever new values."));
        if (report.Sampling is { } sampling)
        {
            missing.Add("Every execution that no random walk happened to take.");
            missing.AddRange(sampling.NotChecked);
        }

        if (report.Verdict == Verdict.Verified && report.CollisionProbability > 0)
        {
            var probability = report.CollisionProbability.ToString("0.0e+0", CultureInfo.InvariantCulture);
            missing.Add(
                $"A state that was missed because two shared a fingerprint: probability at most {probability} " +
                "(none with --fingerprint exact).");
        }

        return missing;
    }
}
