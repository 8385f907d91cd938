using System.Globalization;
using System.Reflection;

namespace Interlock.Semantics.Transitions;

/// <summary>Reads the parts of a record, as its text names them.</summary>
internal static class RecordFields
{
    /// <summary>The parts; null if the value is no record, or if one of them is more than a number, a text or a name.</summary>
    public static IReadOnlyList<NamedValue>? Of(object value)
    {
        var type = value.GetType();
        var parts = type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(part => part.GetIndexParameters().Length == 0).ToList();
        return IsRecord(type) && parts.Count > 0 && parts.TrueForAll(part => IsPlain(part.PropertyType))
            ? [.. parts.Select(part => new NamedValue(part.Name, TextOf(part.GetValue(value))))]
            : null;
    }

    // The compiler gives each record a method that writes its parts.
    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string);

    private static string TextOf(object? part) => Convert.ToString(part, CultureInfo.InvariantCulture) ?? string.Empty;
}
