using Interlock.Viewer.Graphs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Interlock.Viewer.Serve;

/// <summary>The questions of the viewer's page, by path, in JSON.</summary>
/// <param name="questions">Who answers.</param>
internal sealed class QuestionRoutes(GraphQuestions questions)
{
    private const int MostFound = 200;

    private readonly Dictionary<string, Func<JObject, object>> routes = new(StringComparer.Ordinal)
    {
        ["/api/summary"] = _ => questions.Summary(),
        ["/api/part"] = asked => questions.Part(
            Lens(asked),
            Numbers(asked, "ids"),
            Numbers(asked, "grow"),
            (string?)asked["direction"] ?? "out",
            (int?)asked["radius"] ?? 1,
            (int?)asked["most"] ?? 60,
            (string?)asked["colour"]),
        ["/api/node"] = asked => questions.Details(Lens(asked), (int?)asked["id"] ?? 0),
        ["/api/way"] = asked => questions.Way(
            Lens(asked), (int?)asked["from"], (int?)asked["to"], asked["where"] is JObject where ? Condition.Read(where) : null),
        ["/api/find"] = asked => questions.Find(Lens(asked), Condition.Read(asked["where"]), MostFound),
        ["/api/node-of"] = asked => questions.NodeOf(Lens(asked), (int?)asked["state"] ?? 0),
    };

    /// <summary>Who answers questions at a path; null if nobody does.</summary>
    public Func<JObject, object>? Find(string? path) => path is null ? null : routes.GetValueOrDefault(path);

    /// <summary>Answers a question; that something cannot be answered, or not yet, is an answer too.</summary>
    public static (int Status, string Json) Answer(Func<JObject, object> route, string question)
    {
        try
        {
            return (200, ViewerJson.Write(route(JObject.Parse(question))));
        }
        catch (QuestionException exception)
        {
            return (200, ViewerJson.Write(new { error = exception.Message, early = exception.IsEarly }));
        }
        catch (Exception exception)
            when (exception is JsonException or ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return (400, ViewerJson.Write(new { error = $"That is no question: {exception.Message}", early = false }));
        }
    }

    private static string[] Lens(JObject asked) => asked["lens"]?.ToObject<string[]>() ?? [];

    private static int[] Numbers(JObject asked, string name) => asked[name]?.ToObject<int[]>() ?? [];
}
