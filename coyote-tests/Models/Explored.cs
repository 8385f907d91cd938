using System.Collections.Concurrent;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;

namespace Interlock.CoyoteTests.Models;

/// <summary>What exploring variants of scenarios came to: several tests ask the same of them, and each is explored once.</summary>
internal static class Explored
{
    private static readonly ConcurrentDictionary<(string Scenario, string Sizes, string? Variant), Lazy<Report>> Reports = new();

    /// <summary>The report of a variant at some sizes; those that are not named are the defaults.</summary>
    public static Report At(Scenario scenario, IReadOnlyDictionary<string, int> sizes, string? variant)
    {
        var all = new Sizes(scenario, sizes);
        var text = string.Join(' ', all.Values.Select(size => $"{size.Key}={size.Value}"));
        return Reports.GetOrAdd((scenario.Name, text, variant), _ => new Lazy<Report>(
            () => new Exploration(scenario.Build(all, variant)).Run())).Value;
    }
}
