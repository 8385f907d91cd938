using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>No line of C# is longer than .editorconfig states, but in the files of <see cref="Left"/>, which only shrinks.</summary>
public sealed partial class LineLengthTests
{
    // Files with longer lines, and how many: tables of cases, text that a test compares, and code that is about to be split.
    private static readonly Dictionary<string, int> Left = new()
    {
        ["coyote-tests/Cli/BadInputTests.cs"] = 1,
        ["coyote-tests/Cli/Ci/CiOutputTests.cs"] = 1,
        ["coyote-tests/Cli/Survival/UnkindScenario.cs"] = 1,
        ["coyote-tests/Cli/TraceCommandTests.cs"] = 2,
        ["coyote-tests/Combined/CombinationTests.cs"] = 1,
        ["coyote-tests/Combined/MixedDraw.cs"] = 1,
        ["coyote-tests/Combined/NaiveFairness.cs"] = 1,
        ["coyote-tests/Combined/SeededFaultTests.cs"] = 2,
        ["coyote-tests/Explorer/Minimizing/MinimizationTests.cs"] = 4,
        ["coyote-tests/Explorer/NaiveExplorer.cs"] = 1,
        ["coyote-tests/Explorer/Survival/SurvivalTests.cs"] = 9,
        ["coyote-tests/Explorer/Walks/ShorteningTests.cs"] = 1,
        ["coyote-tests/Models/Fingerprints/ProductTests.cs"] = 2,
        ["coyote-tests/Models/Fingerprints/QualityTests.cs"] = 1,
        ["coyote-tests/Models/Isolation/EngineSymmetryTests.cs"] = 1,
        ["coyote-tests/Models/Lanes/RandomLanes.cs"] = 1,
        ["coyote-tests/Models/Lanes/TwoLanesTests.cs"] = 3,
        ["coyote-tests/Mutate/ExplanationTests.cs"] = 1,
        ["coyote-tests/Sync/Distinctions/Distinction.cs"] = 1,
        ["coyote-tests/Sync/Distinctions/Kind.cs"] = 18,
        ["coyote-tests/Sync/Distinctions/Prelude.cs"] = 1,
        ["coyote-tests/Sync/SnapshotErrorTests.cs"] = 1,
        ["coyote-tests/Tidy/PrintedCodeTests.cs"] = 2,
        ["coyote-tests/Viewer/BrowserFactAttribute.cs"] = 1,
        ["coyote-tests/Viewer/GraphPageTests.cs"] = 3,
        ["coyote-tests/Viewer/QuestionTests.cs"] = 2,
        ["models/Isolation/Idealized/Calls/IdealizedCalls.cs"] = 1,
        ["models/Litmus/Formats/AArch64Reader.cs"] = 2,
        ["models/Litmus/Formats/Initials.cs"] = 1,
        ["models/Litmus/Formats/RegisterNames.cs"] = 1,
        ["models/Litmus/Formats/X86Reader.cs"] = 1,
        ["models/Litmus/Interpreter.cs"] = 3,
        ["models/Litmus/Memories/StoreBuffers.cs"] = 1,
        ["models/Litmus/Memories/Timelines/Timeline.cs"] = 2,
        ["models/Semantics/Machines/SequentiallyConsistentMachine.cs"] = 3,
        ["models/Semantics/Machines/StageTwo/HardwareDescriptor.cs"] = 2,
        ["models/Semantics/Machines/StageTwo/Maintenances.cs"] = 1,
        ["models/Semantics/Machines/StageTwo/StageTwoText.cs"] = 2,
        ["models/Semantics/Machines/StageTwo/TlbConflict.cs"] = 1,
        ["models/Semantics/Machines/StageTwo/TlbEntry.cs"] = 1,
        ["models/Semantics/Machines/StageTwo/VttbrSet.cs"] = 1,
        ["models/Semantics/Programs/PredicateChecks.cs"] = 1,
        ["models/Semantics/Programs/ProgramSystem.Parts.cs"] = 1,
        ["sync/Stepping/AssertListener.cs"] = 1,
        ["sync/Stepping/CapturedVariables.cs"] = 1,
        ["sync/Stepping/Continuation.cs"] = 1,
        ["sync/Stepping/Execution.cs"] = 4,
        ["sync/Stepping/Frame.cs"] = 1,
        ["sync/Stepping/FrameLayout.cs"] = 1,
        ["sync/Stepping/IL/GuardedCopies.cs"] = 5,
        ["sync/Stepping/MachineSource.cs"] = 1,
        ["sync/Stepping/ObjectPaths.cs"] = 2,
        ["sync/Stepping/Purity/Dispatch.cs"] = 5,
        ["sync/Stepping/Purity/DocumentationId.cs"] = 1,
        ["sync/Stepping/Purity/FrameworkReasons.cs"] = 8,
        ["sync/Stepping/Purity/FrameworkUse.cs"] = 6,
        ["sync/Stepping/Purity/HeldState.cs"] = 5,
        ["sync/Stepping/Purity/MethodScan.cs"] = 12,
        ["sync/Stepping/Purity/PurityCheck.cs"] = 1,
        ["sync/Stepping/Purity/Reach.cs"] = 4,
        ["sync/Stepping/Purity/StackTypes.cs"] = 8,
        ["sync/Stepping/Purity/StatelessAttribute.cs"] = 1,
        ["sync/Stepping/Purity/Trust.cs"] = 2,
        ["sync/Stepping/Scout.cs"] = 1,
        ["sync/Stepping/StackPlace.cs"] = 3,
        ["sync/Stepping/StepBuilder.cs"] = 1,
        ["tools/Benchmarks/WholeRuns.cs"] = 1,
        ["tools/Cli/Commands/CoverageCommand.cs"] = 1,
        ["tools/Cli/Commands/GraphCommand.cs"] = 1,
        ["tools/Cli/Commands/LitmusCommand.cs"] = 1,
        ["tools/Cli/Commands/ScenarioOptions.cs"] = 1,
        ["tools/Cli/Commands/SearchArguments.cs"] = 1,
        ["tools/Cli/Output/CheckText.cs"] = 3,
        ["tools/Cli/Output/Ci/Annotations.cs"] = 1,
        ["tools/Cli/Output/Ci/SummaryFile.cs"] = 1,
        ["tools/Cli/Output/ExplanationText.cs"] = 1,
        ["tools/Cli/Program.cs"] = 2,
        ["tools/Explorer/Elsewhere/SampleWalks.cs"] = 1,
        ["tools/Explorer/Search/Claims.cs"] = 1,
        ["tools/Explorer/Search/WatchedThread.cs"] = 1,
        ["tools/Mutate/Operators/TornAtomic.cs"] = 1,
        ["tools/Viewer/Reports/CounterexampleBuilder.cs"] = 1,
        ["tools/Viewer/Reports/HeldHeadline.cs"] = 2,
        ["tools/Viewer/Reports/ReachedHeadline.cs"] = 3,
        ["tools/Viewer/Reports/RegimeHeadline.cs"] = 1,
        ["tools/Viewer/Reports/ReportBuilder.cs"] = 1,
        ["tools/Viewer/Reports/StaleCause.cs"] = 1,
        ["tools/Viewer/Reports/TimelineBuilder.cs"] = 1,
        ["tools/Viewer/Reports/ValueText.cs"] = 1,
        ["tools/Viewer/Reports/WaitHeadline.cs"] = 14,
    };

    private static int Most => int.Parse(
        Stated().Match(File.ReadAllText(Repo.PathOf(".editorconfig"))).Groups[1].Value, CultureInfo.InvariantCulture);

    [Fact]
    public void No_line_is_longer_than_stated()
    {
        Assert.InRange(Most, 80, 140);
        var found = Repo.Files("*.cs").ToDictionary(file => file, file => LongIn(File.ReadAllLines(Repo.PathOf(file))).ToList());

        foreach (var (file, lines) in found.Where(pair => pair.Value.Count > 0 || Left.ContainsKey(pair.Key)))
        {
            var left = Left.GetValueOrDefault(file);
            Assert.True(
                lines.Count <= left,
                $"{file} has lines of more than {Most} columns, of which {left} may be left: {string.Join(", ", lines)}");
            Assert.True(lines.Count == left, $"{file} has {lines.Count} long lines left instead of {left}: lower its number.");
        }

        Assert.All(Left.Keys, file => Assert.Contains(file, found.Keys));
    }

    [Fact]
    public void A_longer_line_is_found() => Assert.Equal([2], LongIn([new string('x', Most), new string('x', Most + 1)]));

    private static IEnumerable<int> LongIn(IEnumerable<string> lines) =>
        lines.Select((line, index) => (line, index)).Where(pair => pair.line.Length > Most).Select(pair => pair.index + 1);

    [GeneratedRegex(@"^\[\*\.cs\]\s+max_line_length = ([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Stated();
}
