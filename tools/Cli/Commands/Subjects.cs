using Interlock.Semantics.Scenarios;
using Interlock.Viewer.Graphs;

namespace Interlock.Cli.Commands;

/// <summary>What the viewer is told that it shows.</summary>
internal static class Subjects
{
    public static Subject Of(Scenario scenario, Sizes sizes, string? variant) =>
        new(scenario.Name, string.Join(' ', sizes.Values.Select(size => $"{size.Key}={size.Value}")), variant);
}
