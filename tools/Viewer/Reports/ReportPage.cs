using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Reports;

/// <summary>All that the report's page shows. Its properties are the page's input, in camel case.</summary>
public sealed record ReportPage
{
    /// <summary>What this is, so that nothing else is taken for it.</summary>
    public string Format { get; } = "interlock-report";

    /// <summary>The version of this format.</summary>
    public int FormatVersion { get; } = 1;

    /// <summary>The version of Interlock.</summary>
    public required string Version { get; init; }

    /// <summary>The command that wrote it.</summary>
    public required string Command { get; init; }

    /// <summary>What was checked, in order.</summary>
    public required IReadOnlyList<ScenarioResult> Results { get; init; }

    /// <summary>What breaks, each with a timeline.</summary>
    public required IReadOnlyList<CounterexampleView> Counterexamples { get; init; }

    /// <summary>What each verdict means, and what it does not mean.</summary>
    public IReadOnlyList<VerdictMeaning> Verdicts { get; } = VerdictMeaning.All;

    /// <summary>What each property demands.</summary>
    public required IReadOnlyDictionary<string, PropertyMeaning> Properties { get; init; }

    /// <summary>What was not checked by anything here, each in a sentence.</summary>
    public required IReadOnlyList<string> NotChecked { get; init; }

    /// <summary>Lines of the sources, by file and number.</summary>
    public required IReadOnlyDictionary<string, SortedDictionary<int, string>> Sources { get; init; }
}

/// <summary>One scenario, checked.</summary>
public sealed record ScenarioResult
{
    /// <summary>Its name.</summary>
    public required string Scenario { get; init; }

    /// <summary>What happens in it.</summary>
    public required string Summary { get; init; }

    /// <summary>Its sizes.</summary>
    public required IReadOnlyList<SizeView> Sizes { get; init; }

    /// <summary>The machine that it runs on.</summary>
    public required string Memory { get; init; }

    /// <summary>The variant of the code; null for production code.</summary>
    public required string? Variant { get; init; }

    /// <summary>The verdict's name.</summary>
    public required string Verdict { get; init; }

    /// <summary>What the verdict rests on, or what kept it from more, in a sentence.</summary>
    public required string Ground { get; init; }

    /// <summary>The properties that it is about.</summary>
    public required IReadOnlyList<string> Properties { get; init; }

    /// <summary>What it did not check, each in a sentence.</summary>
    public required IReadOnlyList<string> NotChecked { get; init; }

    /// <summary>Distinct states.</summary>
    public required long States { get; init; }

    /// <summary>Transitions.</summary>
    public required long Transitions { get; init; }

    /// <summary>The greatest depth.</summary>
    public required int Depth { get; init; }

    /// <summary>States at each distance from the start; empty if unknown.</summary>
    public required IReadOnlyList<long> Depths { get; init; }

    /// <summary>Seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Threads.</summary>
    public required int Workers { get; init; }

    /// <summary>The most memory that the process had, in bytes.</summary>
    public required long PeakMemory { get; init; }

    /// <summary>The probability that a state was missed because two shared a fingerprint.</summary>
    public required double CollisionProbability { get; init; }

    /// <summary>How often each witness was seen.</summary>
    public required IReadOnlyDictionary<string, long> Witnesses { get; init; }

    /// <summary>How many different values the counted parts of states had.</summary>
    public required IReadOnlyDictionary<string, long> Distinct { get; init; }

    /// <summary>What broke, by property and message; null if nothing.</summary>
    public required ViolationView? Violation { get; init; }

    /// <summary>Which of the counterexamples is its; null if it has none.</summary>
    public required int? Counterexample { get; init; }

    /// <summary>The command that checks it again.</summary>
    public required string Command { get; init; }
}

/// <summary>A size of a scenario.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Value">Its value.</param>
/// <param name="Meaning">What it counts.</param>
public sealed record SizeView(string Name, int Value, string Meaning);

/// <summary>What broke.</summary>
/// <param name="Property">The property.</param>
/// <param name="Kind">Its class.</param>
/// <param name="Message">What happened.</param>
public sealed record ViolationView(string Property, string Kind, string Message);

/// <summary>A counterexample with its timeline.</summary>
public sealed record CounterexampleView
{
    /// <summary>Its name in links: the same whenever it is written again.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>What happens in it.</summary>
    public required string Summary { get; init; }

    /// <summary>Its sizes.</summary>
    public required IReadOnlyList<SizeView> Sizes { get; init; }

    /// <summary>The machine.</summary>
    public required string Memory { get; init; }

    /// <summary>The variant of the code; null for production code.</summary>
    public required string? Variant { get; init; }

    /// <summary>What broke.</summary>
    public required ViolationView Violation { get; init; }

    /// <summary>What it shows, in short.</summary>
    public required Headline Headline { get; init; }

    /// <summary>The command that replays it; null if it was written to no file.</summary>
    public required string? Replay { get; init; }

    /// <summary>Why it could not be followed; null if it could. Then there are only the steps, in words.</summary>
    public required string? Divergence { get; init; }

    /// <summary>Who takes steps.</summary>
    public required IReadOnlyList<LaneView> Lanes { get; init; }

    /// <summary>The operations.</summary>
    public required IReadOnlyList<TimelineRow> Rows { get; init; }

    /// <summary>What each step changes, by step.</summary>
    public required IReadOnlyList<StepDifference> Differences { get; init; }

    /// <summary>The calls.</summary>
    public required IReadOnlyList<TimelineCall> Calls { get; init; }

    /// <summary>The named values of the first state.</summary>
    public required IReadOnlyList<string[]> Start { get; init; }

    /// <summary>What each vCPU may hold in the state before the first step and after each: by state, a text an entry.</summary>
    public required IReadOnlyList<IReadOnlyList<HeldView>> Held { get; init; }

    /// <summary>What is drawn of states, without repetition; none where there are no tables.</summary>
    public required IReadOnlyList<StatePicture> Pictures { get; init; }

    /// <summary>Which picture shows the state before the first step and after each; negative for none.</summary>
    public required IReadOnlyList<int> PictureOf { get; init; }

    /// <summary>The step that violates, from one; null if no single step does.</summary>
    public required int? Violating { get; init; }

    /// <summary>The step that made it inevitable.</summary>
    public required TurningPoint Turn { get; init; }

    /// <summary>The steps of the last two accesses that conflict and matter; none if there are none.</summary>
    public required IReadOnlyList<int> Conflict { get; init; }

    /// <summary>
    /// The first step that repeats for ever, from one; one more than there are if nothing happens any more; null if it ends.
    /// </summary>
    public required int? Loop { get; init; }
}

/// <summary>A lane of a timeline.</summary>
/// <param name="Name">Who takes its steps.</param>
/// <param name="Run">Of two runs that are compared, which; null if there is one.</param>
public sealed record LaneView(string Name, string? Run);

/// <summary>What a vCPU may hold, in words.</summary>
/// <param name="Vcpu">The vCPU.</param>
/// <param name="Vttbr">What its VTTBR_EL2 holds, and may still be used of it.</param>
/// <param name="Entries">The entries.</param>
/// <param name="Stale">Those of them that memory does not have any more.</param>
/// <param name="Pending">The TLBIs that are not certain to have had their effect.</param>
public sealed record HeldView(
    string Vcpu, string Vttbr, IReadOnlyList<string> Entries, IReadOnlyList<string> Stale, IReadOnlyList<string> Pending);
