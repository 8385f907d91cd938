using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Interlock.Viewer;

/// <summary>JSON as the pages read it: names begin with a small letter.</summary>
public static class ViewerJson
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        Formatting = Formatting.None,
    };

    /// <summary>Writes a value.</summary>
    public static string Write(object value) => JsonConvert.SerializeObject(value, Settings);
}
