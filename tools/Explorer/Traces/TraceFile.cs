using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Interlock.Semantics.Transitions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Interlock.Explorer.Traces;

/// <summary>
/// Traces as files: JSON with one step a line, so that a change to a trace reads well in review, and a checksum over
/// everything before it, so that a file that was cut short or edited is not taken for a recording.
/// </summary>
public static class TraceFile
{
    private const string Format = "interlock-trace";
    private const int Version = 1;
    private const string ChecksumKey = "checksum";

    /// <summary>A trace as text, ending in a line feed.</summary>
    public static string Write(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var text = new StringBuilder("{\n");
        void Line(string key, JToken value) => text.Append(CultureInfo.InvariantCulture, $"  {Quote(key)}: {Compact(value)},\n");
        Line("format", Format);
        Line("version", Version);
        Line("scenario", trace.Scenario);
        Line("parameters", JObject.FromObject(trace.Parameters));
        Line("memory", trace.Memory);
        Line("mutant", trace.Variant);
        Line("verdict", "violated");
        Line("kind", trace.Violation.Kind.ToString());
        Line("property", trace.Violation.Property);
        Line("message", trace.Violation.Message);
        Line("actors", new JArray(trace.Actors));
        Line("initial", trace.Initial);
        if (trace.Loop is { } loop)
        {
            Line("loop", loop);
        }

        text.Append("  \"steps\": [\n");
        text.AppendJoin(",\n", trace.Steps.Select(step => $"    {Compact(StepOf(step))}"));
        text.Append(trace.Steps.Count == 0 ? "  ],\n" : "\n  ],\n");
        Line("final", new JObject(trace.Final.Select(value => new JProperty(value.Name, value.Value))));
        return text + Ending(text.ToString());
    }

    /// <summary>Reads a trace.</summary>
    /// <exception cref="TraceFormatException">The text is not a trace, or was cut short or edited.</exception>
    public static Trace Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new TraceFormatException("it is empty");
        }

        var root = Parse(text);
        if (!JToken.DeepEquals(root["format"], Format))
        {
            throw new TraceFormatException($"it is not a trace: its \"format\" is not \"{Format}\"");
        }

        if (!JToken.DeepEquals(root["version"], Version))
        {
            throw new TraceFormatException(
                $"its version is {root["version"]?.ToString(Formatting.None) ?? "missing"}; this program reads version {Version}");
        }

        var end = text.LastIndexOf($"  {Quote(ChecksumKey)}", StringComparison.Ordinal);
        if (end < 0 || text[end..].TrimEnd() != Ending(text[..end]).TrimEnd())
        {
            throw new TraceFormatException("its checksum does not fit: it was edited or cut short after it was recorded");
        }

        try
        {
            return TraceOf(root);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or JsonException
            or InvalidCastException or FormatException or NullReferenceException or OverflowException)
        {
            throw new TraceFormatException("it lacks something that every trace has");
        }
    }

    private static JObject Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return JObject.Load(reader);
        }
        catch (JsonReaderException exception)
        {
            throw new TraceFormatException(
                $"it is not a JSON object, or not a whole one: it cannot be read beyond line {exception.LineNumber}, column " +
                $"{exception.LinePosition}");
        }
    }

    private static Trace TraceOf(JObject root) => new(
        (string)root["scenario"]!,
        root["parameters"]!.ToObject<Dictionary<string, int>>()!,
        (string)root["memory"]!,
        (string?)root["mutant"],
        new Violation(
            Enum.Parse<ViolationKind>((string)root["kind"]!), (string)root["property"]!, (string)root["message"]!),
        root["actors"]!.ToObject<string[]>()!,
        (int)root["initial"]!,
        [.. root["steps"]!.Select(StepOf)],
        [.. ((JObject)root["final"]!).Properties().Select(value => new NamedValue(value.Name, (string)value.Value!))],
        (int?)root["loop"]);

    private static JObject StepOf(Transition step)
    {
        var written = new JObject(new JProperty("actor", step.Actor), new JProperty("choice", step.Choice));
        written.Add(PropertiesOf(step.Operation, step.Site, step.Changes, step.Notes));
        if (step.Further.Count > 0)
        {
            written.Add("further", new JArray(step.Further.Select(operation =>
                new JObject(PropertiesOf(operation.Operation, operation.Site, operation.Changes, operation.Notes)))));
        }

        return written;
    }

    private static object[] PropertiesOf(
        string operation, string site, IReadOnlyList<Change> changes, IReadOnlyList<string> notes) =>
    [
        new JProperty("operation", operation),
        new JProperty("site", site),
        new JProperty("changes", new JObject(
            changes.Select(change => new JProperty(change.Name, new JArray(change.Before, change.After))))),
        new JProperty("notes", new JArray(notes)),
    ];

    private static Transition StepOf(JToken step)
    {
        var first = OperationOf(step);
        return new Transition(
            (int)step["actor"]!, (int)step["choice"]!, first.Operation, first.Site, first.Changes, first.Notes)
        {
            Further = [.. (step["further"] ?? new JArray()).Select(OperationOf)],
        };
    }

    private static MergedOperation OperationOf(JToken step) => new(
        (string)step["operation"]!,
        (string)step["site"]!,
        [.. ((JObject)step["changes"]!).Properties().Select(change =>
            new Change(change.Name, (string)change.Value[0]!, (string)change.Value[1]!))],
        step["notes"]!.ToObject<string[]>()!);

    private static string Quote(string text) => JsonConvert.ToString(text);

    private static string Compact(JToken value) => value.ToString(Formatting.None);

    // The checksum of all that comes before it, and nothing after it: a reader would take a key there for the last word.
    private static string Ending(string text) =>
        $"  {Quote(ChecksumKey)}: {Quote(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))))}\n}}\n";
}
