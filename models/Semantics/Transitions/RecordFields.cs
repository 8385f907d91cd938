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
        if (type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is null)
        {
            return null;
        }

        var parts = type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(part => part.GetIndexParameters().Length == 0).ToList();
        return parts.Count > 0 && parts.TrueForAll(part => part.PropertyType.IsPrimitive || part.PropertyType.IsEnum || part.PropertyType == typeof(string))
            ? [.. parts.Select(part => new NamedValue(part.Name, Convert.ToString(part.GetValue(value), CultureInfo.InvariantCulture) ?? string.Empty))]
            : null;
    }
}
