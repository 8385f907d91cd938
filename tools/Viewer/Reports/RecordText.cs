using System.Text.RegularExpressions;
using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Reports;

/// <summary>The state of a plain model is a record, and its text names the fields.</summary>
internal static partial class RecordText
{
    /// <summary>The fields of a record's text; null if it is none, or has parts that are more than plain values.</summary>
    public static IReadOnlyList<NamedValue>? Fields(string text)
    {
        var match = Record().Match(text);
        if (!match.Success)
        {
            return null;
        }

        return [.. match.Groups[1].Value.Split(", ").Select(field => field.Split(" = ", 2))
                .Select(pair => new NamedValue(pair[0], pair[1]))];
    }

    [GeneratedRegex(@"^\w+ \{ (\w+ = [^,{}=]+(?:, \w+ = [^,{}=]+)*) \}$")]
    private static partial Regex Record();
}
