using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;

namespace Interlock.Viewer.Reports;

/// <summary>A scenario that was checked, for the report.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Sizes">At which sizes.</param>
/// <param name="Memory">On which machine.</param>
/// <param name="Variant">Which variant of the code; null for production code.</param>
/// <param name="Report">What came of it.</param>
/// <param name="Ground">What the verdict rests on, in a sentence.</param>
/// <param name="Counterexample">Its counterexample; null if there is none.</param>
/// <param name="TracePath">Where that is on disk; null if nowhere.</param>
public sealed record CheckedScenario(
    Scenario Scenario,
    Sizes Sizes,
    string Memory,
    string? Variant,
    Report Report,
    string Ground,
    Replayed? Counterexample,
    string? TracePath);
