using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Cli.Output;

/// <summary>One scenario, checked.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Sizes">At which sizes.</param>
/// <param name="Memory">On which machine.</param>
/// <param name="Variant">Which variant of the code; null for production code.</param>
/// <param name="Report">What came of it.</param>
/// <param name="Replayed">Its counterexample, as it was replayed to be recorded; null if there is none.</param>
/// <param name="TracePath">Where the counterexample was written.</param>
internal sealed record CheckResult(
    Scenario Scenario, Sizes Sizes, string Memory, string? Variant, Report Report, Replayed? Replayed, string? TracePath)
{
    /// <summary>The trace of its counterexample; null if there is none.</summary>
    public Trace? Trace => Replayed?.Trace;

    /// <summary>How many steps of a trace every execution that was explored begins with; null if all were.</summary>
    public int? Prefix { get; init; }

    /// <summary>The memory model, its profile and what was left out, as a verdict names them.</summary>
    public required string Terms { get; init; }

    /// <summary>Whether vCPUs could see writes late: then the verdict is not about sequential consistency.</summary>
    public bool IsWeak => Sizes.Memory is not null;

    /// <summary>What atomics are made of; null where the memory model has no such profile.</summary>
    public string? Profile => Memory.Split(", ")[0].Split('/') is [_, var profile] ? profile : null;

    /// <summary>The verdict; under a weak memory model with the model, its profile and what was left out, and the bound on rounds.</summary>
    public string VerdictInFull => IsWeak
        ? $"{VerdictText} ({Terms}{(Sizes.Values.TryGetValue("rounds", out var rounds) && rounds > 0 ? $", rounds={rounds}" : string.Empty)})"
        : VerdictText;

    public string SizesText => string.Join(' ', Sizes.Values.Select(size => $"{size.Key}={size.Value}"));

    public string VerdictText => Report.Verdict switch
    {
        Verdict.Verified => "verified",
        Verdict.Violated => "violated",
        Verdict.Incomplete => "incomplete",
        Verdict.Error => "error",
        _ => throw new InvalidOperationException($"{Report.Verdict}"),
    };

    /// <summary>Records the counterexample, if there is one, and writes it.</summary>
    public static CheckResult Of(Scenario scenario, Sizes sizes, TransitionSystem system, string? variant, Report report, string? path)
    {
        if (report.Counterexample is not { } counterexample)
        {
            return new CheckResult(scenario, sizes, system.Memory, variant, report, null, null) { Terms = system.MemoryTerms };
        }

        var replayed = Recording.Follow(scenario, sizes, variant, counterexample);
        path ??= Path.Combine("counterexamples", $"{(variant ?? scenario.Name).Replace('/', '-').Replace(':', '-')}.json");
        return new CheckResult(scenario, sizes, system.Memory, variant, report, replayed, NewFile.Keep(path, replayed.Trace))
        {
            Terms = system.MemoryTerms,
        };
    }
}
