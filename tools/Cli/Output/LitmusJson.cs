using Newtonsoft.Json.Linq;

namespace Interlock.Cli.Output;

/// <summary>What litmus tests came to, for machines.</summary>
internal static class LitmusJson
{
    public static JObject Of(IReadOnlyList<LitmusOutcome> outcomes) => new(
        new JProperty("tests", new JArray(outcomes.Select(Of))),
        new JProperty("agreed", outcomes.Count(outcome => outcome.Agrees == true)),
        new JProperty("disagreed", outcomes.Count(outcome => outcome.Agrees == false)),
        new JProperty("unread", outcomes.Count(outcome => outcome.Found is null)));

    private static JObject Of(LitmusOutcome outcome) => new(
        new JProperty("name", outcome.Name),
        new JProperty("file", outcome.File),
        new JProperty("memory", outcome.Memory),
        new JProperty("profile", outcome.Memory == "armv8" ? "without load buffering" : null),
        new JProperty("found", outcome.Found),
        new JProperty("observation", outcome.Result?.Observation),
        new JProperty("expected", outcome.Verdict is { } verdict ? verdict.IsAllowed ? "Allowed" : "Forbidden" : null),
        new JProperty("agrees", outcome.Agrees),
        new JProperty("states", outcome.States),
        new JProperty("why", outcome.Why));
}
