using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;

namespace Interlock.Cli.Output.Ci;

/// <summary>Where in the source a violation is shown.</summary>
internal static class ViolatingStep
{
    /// <summary>The file and line of the last operation that has one; null if none has.</summary>
    public static (string File, int Line)? Of(Trace trace) => trace.Steps
        .SelectMany(step => step.Operations())
        .Select(operation => At(operation.Site))
        .LastOrDefault(site => site is not null);

    /// <summary>A site as file and line; null if it is none.</summary>
    public static (string File, int Line)? At(string site) =>
        site.LastIndexOf(':') is > 0 and var colon && int.TryParse(site[(colon + 1)..], out var line)
            ? (site[..colon].Replace('\\', '/'), line)
            : null;

    /// <summary>The steps of a trace in words, an operation each.</summary>
    public static IEnumerable<(int Step, Transition Of, MergedOperation Operation)> Operations(Trace trace) => trace.Steps
        .SelectMany((step, index) => step.Operations().Select(operation => (index, step, operation)));
}
