using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Cli.Ci;

/// <summary>
/// What SARIF 2.1.0 (OASIS standard, 27 March 2020) says of the objects that are written here: which properties they may have, which they
/// must have (!), and of what kind. Written from the text of section 3; a property that is not named here is an error.
/// </summary>
internal static class SarifShape
{
    private static readonly Dictionary<string, string> Objects = new()
    {
        ["sarifLog"] = "$schema:uri version!:2.1.0 runs!:run[] properties:bag", // 3.13
        ["run"] = "tool!:tool invocations:invocation[] results:result[] columnKind:utf16CodeUnits|unicodeCodePoints properties:bag", // 3.14
        ["tool"] = "driver!:toolComponent", // 3.18
        ["toolComponent"] = "name!:text version:text rules:reportingDescriptor[]", // 3.19
        ["reportingDescriptor"] = "id!:text shortDescription:multiformatMessageString", // 3.49
        ["multiformatMessageString"] = "text!:text", // 3.12
        ["invocation"] = "executionSuccessful!:boolean toolExecutionNotifications:notification[]", // 3.20
        ["notification"] = "level:none|note|warning|error message!:message", // 3.58
        // 3.27
        ["result"] =
            "ruleId:text ruleIndex:number level:none|note|warning|error message!:message locations:location[] partialFingerprints:bag " +
            "codeFlows:codeFlow[]",
        ["message"] = "text:text", // 3.11
        ["location"] = "physicalLocation:physicalLocation logicalLocations:logicalLocation[] message:message", // 3.28
        ["physicalLocation"] = "artifactLocation:artifactLocation region:region", // 3.29
        ["artifactLocation"] = "uri:reference uriBaseId:text", // 3.4
        ["region"] = "startLine:line", // 3.30
        ["logicalLocation"] = "fullyQualifiedName:text", // 3.33
        ["codeFlow"] = "message:message threadFlows!:threadFlow[]+", // 3.36
        ["threadFlow"] = "id:text locations!:threadFlowLocation[]+", // 3.37
        ["threadFlowLocation"] = "location:location executionOrder:number importance:important|essential|unimportant", // 3.38
    };

    public static void Demand(JObject log) => Demand("sarifLog", log, "$");

    private static void Demand(string kind, JToken value, string path)
    {
        if (!Objects.TryGetValue(kind, out var properties))
        {
            Assert.True(IsA(kind, value), $"{path} is no {kind}: {value}");
            return;
        }

        var allowed = properties.Split(' ').Select(property => property.Split(':', 2)).ToDictionary(
            property => property[0].TrimEnd('!'), property => (IsRequired: property[0].EndsWith('!'), Kind: property[1]));
        var given = Assert.IsType<JObject>(value);
        Assert.All(
            allowed.Where(property => property.Value.IsRequired),
            property => Assert.True(given.ContainsKey(property.Key), $"{path} lacks {property.Key}"));
        foreach (var property in given.Properties())
        {
            Assert.True(allowed.ContainsKey(property.Name), $"{path}.{property.Name} is not in {kind}");
            var (isList, isFilled, item) = (
                allowed[property.Name].Kind.Contains("[]"),
                allowed[property.Name].Kind.EndsWith('+'),
                allowed[property.Name].Kind.Split("[]")[0]);
            if (!isList)
            {
                Demand(item, property.Value, $"{path}.{property.Name}");
                continue;
            }

            var list = Assert.IsType<JArray>(property.Value);
            Assert.True(!isFilled || list.Count > 0, $"{path}.{property.Name} is empty");
            for (var index = 0; index < list.Count; index++)
            {
                Demand(item, list[index], $"{path}.{property.Name}[{index}]");
            }
        }
    }

    private static bool IsA(string kind, JToken value) => kind switch
    {
        "text" => value.Type == JTokenType.String && (string?)value != string.Empty,
        "boolean" => value.Type == JTokenType.Boolean,
        "number" => value.Type == JTokenType.Integer && (long)value >= 0,
        "line" => value.Type == JTokenType.Integer && (long)value >= 1,
        "bag" => value.Type == JTokenType.Object,
        "uri" => Uri.IsWellFormedUriString((string?)value, UriKind.Absolute),
        "reference" => Uri.IsWellFormedUriString((string?)value, UriKind.Relative),
        _ => value.Type == JTokenType.String && kind.Split('|').Contains((string?)value),
    };
}
