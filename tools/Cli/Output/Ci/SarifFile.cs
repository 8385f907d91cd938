using System.Security.Cryptography;
using System.Text;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Output.Ci;

/// <summary>
/// Results as SARIF 2.1.0 (OASIS, 2020): a violation is a result at the source line of its last step, with the trace as code flows. An
/// incomplete search is a notification: it is no result about the code, and no sign that there is none.
/// </summary>
internal static class SarifFile
{
    /// <summary>What every such file contains.</summary>
    public const string Mark = "\"name\": \"interlock\"";

    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Root = "%SRCROOT%";

    /// <summary>The text of the file.</summary>
    /// <param name="results">What came of the scenarios that were checked.</param>
    /// <param name="unchecked">The scenarios that were not.</param>
    public static string Of(IReadOnlyList<CheckResult> results, IReadOnlyList<string> @unchecked)
    {
        var violated = results.Where(result => result.Report.Verdict == Verdict.Violated).ToList();
        var rules = violated.Select(result => result.Report.Violation!.Property).Distinct().ToList();
        var run = new JObject(
            new JProperty("tool", new JObject(new JProperty("driver", Driver(rules)))),
            new JProperty("invocations", new JArray(new JObject(
                new JProperty("executionSuccessful", results.All(result => result.Report.Verdict != Verdict.Error)),
                new JProperty("toolExecutionNotifications", new JArray(Notifications(results, @unchecked)))))),
            new JProperty("results", new JArray(violated.Select(result => Result(result, rules)))),
            new JProperty("columnKind", "utf16CodeUnits"),
            new JProperty("properties", new JObject(new JProperty("verdicts", new JArray(results.Select(Verdicts))))));
        var log = new JObject(
            new JProperty("$schema", Schema), new JProperty("version", "2.1.0"), new JProperty("runs", new JArray(run)));
        return $"{log}\n";
    }

    private static JObject Driver(List<string> rules) => new(
        new JProperty("name", "interlock"),
        new JProperty("version", CheckJson.Version),
        new JProperty("rules", new JArray(rules.Select(rule => new JObject(
            new JProperty("id", rule), new JProperty("shortDescription", Message($"{rule} holds in every execution")))))));

    private static JObject Verdicts(CheckResult result) => new(
        new JProperty("scenario", result.Scenario.Name),
        new JProperty("sizes", result.SizesText),
        new JProperty("mutant", result.Variant),
        new JProperty("verdict", result.VerdictText),
        new JProperty("properties", new JArray(result.Report.Properties.Select(property => property.Name))),
        new JProperty("states", result.Report.States));

    private static IEnumerable<JObject> Notifications(IReadOnlyList<CheckResult> results, IReadOnlyList<string> @unchecked) => results
        .Where(result => result.Report.Verdict is Verdict.Incomplete or Verdict.Error)
        .Select(result => new JObject(
            new JProperty("level", result.Report.Verdict == Verdict.Error ? "error" : "warning"),
            new JProperty(
                "message", Message($"{result.Scenario.Name} {result.SizesText}: {result.VerdictText}: {CheckText.Ground(result)}"))))
        .Concat(@unchecked.Select(name => new JObject(
            new JProperty("level", "warning"),
            new JProperty("message", Message($"{name}: not checked: the run was interrupted")))));

    private static JObject Result(CheckResult result, List<string> rules)
    {
        var violation = result.Report.Violation!;
        var replay = result.TracePath is null ? string.Empty : $" Replay: interlock replay {result.TracePath}";
        var sarif = new JObject(
            new JProperty("ruleId", violation.Property),
            new JProperty("ruleIndex", rules.IndexOf(violation.Property)),
            new JProperty("level", "error"),
            new JProperty("message", Message(
                $"{result.Scenario.Name} ({result.SizesText}{(result.Variant is null ? string.Empty : $", {result.Variant}")}): " +
                $"{violation.Message}.{replay}")),
            new JProperty("locations", new JArray(Location(
                result.Trace is null ? null : ViolatingStep.Of(result.Trace), result.Scenario.Name))),
            new JProperty("partialFingerprints", new JObject(new JProperty("interlockViolation/v1", Fingerprint(result)))));
        if (result.Trace is { Steps.Count: > 0 } trace)
        {
            sarif.Add("codeFlows", new JArray(
                CodeFlow("every step, in order", trace, [null]),
                CodeFlow("every step, by who takes it", trace, trace.Steps.Select(step => (int?)step.Actor).Distinct().Order())));
        }

        return sarif;
    }

    // Many viewers show the first thread flow only, so one holds all; the other code flow is what the standard means by threads.
    private static JObject CodeFlow(string message, Trace trace, IEnumerable<int?> actors) => new(
        new JProperty("message", Message(message)),
        new JProperty("threadFlows", new JArray(actors.Select(actor => ThreadFlow(trace, actor)))));

    private static JObject ThreadFlow(Trace trace, int? actor) => new(
        new JProperty("id", actor is { } of ? trace.Actors[of] : "execution"),
        new JProperty("locations", new JArray(ViolatingStep.Operations(trace)
            .Select((shown, order) => (shown, order))
            .Where(numbered => actor is null || numbered.shown.Of.Actor == actor)
            .Select(numbered => FlowLocation(trace, numbered.shown.Step, numbered.shown.Operation, numbered.order)))));

    private static JObject FlowLocation(Trace trace, int step, MergedOperation operation, int order)
    {
        var location = Location(ViolatingStep.At(operation.Site), trace.Scenario);
        var changes = string.Concat(operation.Changes.Select(change => $"; {change.Name}: {change.Before} -> {change.After}"));
        location.Add("message", Message($"{step + 1}. {trace.Actors[trace.Steps[step].Actor]}: {operation.Operation}{changes}"));
        return new JObject(
            new JProperty("location", location),
            new JProperty("executionOrder", order + 1),
            new JProperty("importance", step == trace.Steps.Count - 1 ? "essential" : "important"));
    }

    private static JObject Location((string File, int Line)? site, string scenario) => site is { } at
        ? new JObject(new JProperty("physicalLocation", new JObject(
            new JProperty("artifactLocation", new JObject(
                new JProperty("uri", string.Join('/', at.File.Split('/').Select(Uri.EscapeDataString))),
                new JProperty("uriBaseId", Root))),
            new JProperty("region", new JObject(new JProperty("startLine", at.Line))))))
        : new JObject(new JProperty("logicalLocations", new JArray(new JObject(new JProperty("fullyQualifiedName", scenario)))));

    // The same violation has the same one in every run, wherever lines move to.
    private static string Fingerprint(CheckResult result) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{result.Scenario.Name}\n{result.Variant}\n{result.Report.Violation!.Kind}\n{result.Report.Violation.Property}")));

    private static JObject Message(string text) => new(new JProperty("text", text));
}
