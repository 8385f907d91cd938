using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;
using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Output;

/// <summary>What replays came to, for machines. Steps are counted from one, as in the text.</summary>
internal static class ReplayJson
{
    public static JObject Of(string path, ReplayReport report, Explanation? explanation)
    {
        var result = new JObject(
            new JProperty("file", path),
            new JProperty("scenario", report.Trace.Scenario),
            new JProperty("parameters", JObject.FromObject(report.Trace.Parameters)),
            new JProperty("mutant", report.Trace.Variant),
            new JProperty("reproduced", report.Reproduced),
            new JProperty("verdict", report.Reproduced ? "violated" : "error"),
            new JProperty("violation", new JObject(
                new JProperty("property", report.Trace.Violation.Property),
                new JProperty("message", report.Trace.Violation.Message),
                new JProperty("length", report.Trace.Steps.Count))),
            new JProperty("divergedAtStep", report.Step is { } step && !report.Reproduced ? step : null),
            new JProperty("divergence", report.Divergence),
            new JProperty("cause", report.Cause is { } cause ? Of(cause) : null));
        if (explanation is not null)
        {
            result.Add("explanation", Of(explanation, report.Trace));
        }

        return result;
    }

    private static JObject Of(LikelyCause cause) => new(
        new JProperty("kind", cause.Kind.ToString()),
        new JProperty("text", cause.Text),
        new JProperty("expected", Of(cause.Expected)),
        new JProperty("actual", Of(cause.Actual)));

    private static JObject? Of(MergedOperation? operation) => operation is null
        ? null
        : new JObject(new JProperty("operation", operation.Operation), new JProperty("site", operation.Site));

    private static JObject Of(Explanation explanation, Trace trace) => new(
        new JProperty("inevitableStep", explanation.Inevitable + 1),
        new JProperty("notInevitable", explanation.NotInevitable),
        new JProperty("alternative", explanation.Alternative is { } other
            ? new JObject(
                new JProperty("actor", trace.Actors[other.Actor]),
                new JProperty("operation", other.Operation),
                new JProperty("site", other.Site))
            : null),
        new JProperty("differences", new JObject(explanation.Differences.Select(change =>
            new JProperty(change.Name, new JArray(change.Before, change.After))))),
        new JProperty("conflict", explanation.Conflict is { } conflict
            ? new JObject(
                new JProperty("name", conflict.Name),
                new JProperty("first", Of(conflict.First)),
                new JProperty("second", Of(conflict.Second)))
            : null),
        new JProperty("noConflict", explanation.NoConflict),
        new JProperty("loop", explanation.Loop + 1),
        new JProperty("neverAgain", explanation.NeverAgain),
        new JProperty("states", explanation.States));

    private static JObject Of(ConflictingAccess access) => new(
        new JProperty("step", access.Step + 1),
        new JProperty("operation", access.Operation + 1),
        new JProperty("reads", access.Access.Reads),
        new JProperty("writes", access.Access.Writes),
        new JProperty("translates", access.Access.IsTranslation));
}
