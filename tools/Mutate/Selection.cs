using System.Globalization;
using Interlock.Mutate.Sources;

namespace Interlock.Mutate;

/// <summary>What to change: everything, a room, a file or folder, a line.</summary>
public sealed class Selection
{
    private readonly string path;
    private readonly int? line;

    /// <summary>A selection.</summary>
    /// <param name="text">A room, a file or folder relative to the root, or FILE:LINE; null for everything.</param>
    /// <exception cref="ArgumentException">It is none of those.</exception>
    public Selection(string? text)
    {
        var parts = (text ?? string.Empty).Split(':');
        if (parts.Length > 2 || (parts.Length == 2 && !IsLine(parts[1])))
        {
            throw new ArgumentException($"'{text}' selects nothing: name a room, a file, or FILE:LINE.");
        }

        path = parts[0];
        line = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : null;
        Rooms = [.. Room.All.Where(room => path.Length == 0 || path == room.Name || path.StartsWith($"{room.Name}/", StringComparison.Ordinal))];
        if (Rooms.Count == 0)
        {
            throw new ArgumentException($"'{path}' is in no room that is changed: {string.Join(", ", Room.All.Select(room => room.Explored))}.");
        }
    }

    /// <summary>The rooms that it is of.</summary>
    public IReadOnlyList<Room> Rooms { get; }

    /// <summary>Whether a whole file is selected.</summary>
    public bool Has(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return line is null && IsIn(file);
    }

    /// <summary>Whether a change is selected.</summary>
    public bool Has(Mutation mutation)
    {
        ArgumentNullException.ThrowIfNull(mutation);
        return IsIn(mutation.File) && (line is null || line == mutation.Line);
    }

    private static bool IsLine(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    private bool IsIn(string file) =>
        path.Length == 0 || file == path || file.StartsWith($"{path.TrimEnd('/')}/", StringComparison.Ordinal);
}
