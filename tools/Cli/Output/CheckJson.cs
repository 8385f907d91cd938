using System.Reflection;
using Interlock.Explorer.Verdicts;
using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Output;

/// <summary>Results for machines.</summary>
internal static class CheckJson
{
    public static string Version { get; } =
        typeof(CheckJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    /// <summary>The object that every command with results prints.</summary>
    public static JObject Envelope(IEnumerable<JObject> results) => new(
        new JProperty("tool", "interlock"),
        new JProperty("version", Version),
        new JProperty("results", new JArray(results)));

    public static JObject Of(CheckResult result)
    {
        var report = result.Report;
        return new JObject(
            new JProperty("scenario", result.Scenario.Name),
            new JProperty("parameters", JObject.FromObject(result.Sizes.Values)),
            new JProperty("memory", result.Profile is { } named ? result.Memory.Replace($"/{named}", string.Empty, StringComparison.Ordinal) : result.Memory),
            new JProperty("profile", result.Profile),
            new JProperty("mutant", result.Variant),
            new JProperty("verdict", result.VerdictText),
            new JProperty("complete", report.Verdict == Verdict.Verified),
            new JProperty("bound", report.Bound is { } bound
                ? new JObject(
                    new JProperty("name", bound.Name),
                    new JProperty("limit", bound.Limit),
                    new JProperty("cut", bound.Cut),
                    new JProperty("left", bound.Left))
                : null),
            new JProperty("growing", new JArray(report.Growing.Select(place => new JObject(
                new JProperty("name", place.Name),
                new JProperty("cure", place.Cure))))),
            new JProperty("sampling", report.Sampling is { } sampling
                ? new JObject(
                    new JProperty("seed", sampling.Seed),
                    new JProperty("walks", sampling.Walks),
                    new JProperty("steps", sampling.Steps),
                    new JProperty("cutByDepth", sampling.CutByDepth),
                    new JProperty("endedBy", sampling.EndedBy),
                    new JProperty("statesAreAtLeast", sampling.StatesAreAtLeast),
                    new JProperty("notChecked", new JArray(sampling.NotChecked)))
                : null),
            new JProperty("prefix", result.Prefix),
            new JProperty("states", report.States),
            new JProperty("transitions", report.Transitions),
            new JProperty("depth", report.Depth),
            new JProperty("seconds", Math.Round(report.Elapsed.TotalSeconds, 6)),
            new JProperty("workers", report.Workers),
            new JProperty("statesPerSecond", Math.Round(report.States / Math.Max(1e-9, report.Elapsed.TotalSeconds))),
            new JProperty("peakMemoryBytes", report.PeakMemory),
            new JProperty("visitedSetBytes", report.VisitedSetBytes),
            new JProperty("collisionProbability", report.CollisionProbability),
            new JProperty("seed", report.Seed is null ? null : CheckText.Seed(report)),
            new JProperty("properties", new JArray(report.Properties.Select(property => new JObject(
                new JProperty("name", property.Name), new JProperty("exercised", property.Exercised))))),
            new JProperty("witnesses", JObject.FromObject(report.Witnesses)),
            new JProperty("distinct", JObject.FromObject(report.Distinct)),
            new JProperty("assumptions", new JArray(report.Assumptions)),
            new JProperty("violation", report.Violation is { } violation
                ? new JObject(
                    new JProperty("property", violation.Property),
                    new JProperty("kind", violation.Kind.ToString()),
                    new JProperty("message", violation.Message),
                    new JProperty("length", report.Counterexample?.Schedule.Count ?? 0),
                    new JProperty("loop", report.Counterexample?.Loop))
                : null),
            new JProperty("error", report.Error),
            new JProperty("trace", result.TracePath));
    }
}
