using System.Globalization;
using Interlock.Mutate.Sources;
using Interlock.Semantics.Scenarios;

namespace Interlock.Mutate;

/// <summary>What to change: everything, or some rooms, folders, files or lines.</summary>
public sealed class Selection
{
    private readonly List<(string Path, int? Line)> parts;

    /// <summary>A selection.</summary>
    /// <param name="texts">Rooms, files or folders relative to the root, or FILE:LINE; none for everything.</param>
    /// <exception cref="ArgumentException">One of them is none of those.</exception>
    public Selection(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        parts = [.. texts.Select(Part)];
        Rooms = [.. Room.All.Where(room => parts.Count == 0 || parts.Any(part => IsOf(part.Path, room)))];
    }

    /// <summary>The rooms that it is of.</summary>
    public IReadOnlyList<Room> Rooms { get; }

    /// <summary>Demands that there is what is named.</summary>
    /// <exception cref="ArgumentException">A file or folder is not there.</exception>
    public void Demand(Clone clone)
    {
        ArgumentNullException.ThrowIfNull(clone);
        foreach (var (path, _) in parts)
        {
            var files = Room.All.Where(room => IsOf(path, room)).SelectMany(clone.Files).Select(file => file.Path).ToList();
            if (!files.Any(file => IsIn(file, path)))
            {
                throw new ArgumentException(
                    $"There is no file or folder '{path}' in the project (the nearest file is '{Spelling.Nearest(path, files)}').");
            }
        }
    }

    /// <summary>Whether a whole file is selected.</summary>
    public bool Has(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return parts.Count == 0 || parts.Any(part => part.Line is null && IsIn(file, part.Path));
    }

    /// <summary>Whether a change is selected.</summary>
    public bool Has(Mutation mutation)
    {
        ArgumentNullException.ThrowIfNull(mutation);
        return parts.Count == 0 || parts.Any(part => IsIn(mutation.File, part.Path) && (part.Line is null || part.Line == mutation.Line));
    }

    private static (string Path, int? Line) Part(string text)
    {
        var words = (text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text).Split(':');
        if (words.Length > 2 || (words.Length == 2 && !IsLine(words[1])))
        {
            throw new ArgumentException($"'{text}' selects nothing: name a room, a folder, a file, or FILE:LINE.");
        }

        return Room.All.Any(room => IsOf(words[0], room))
            ? (words[0].TrimEnd('/'), words.Length == 2 ? int.Parse(words[1], CultureInfo.InvariantCulture) : null)
            : throw new ArgumentException(
                $"'{words[0]}' is in no room that is changed: {string.Join(", ", Room.All.Select(room => room.Explored))}.");
    }

    private static bool IsLine(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static bool IsOf(string path, Room room) => IsIn(path.TrimEnd('/'), room.Name);

    private static bool IsIn(string file, string path) => file == path || file.StartsWith($"{path}/", StringComparison.Ordinal);
}
