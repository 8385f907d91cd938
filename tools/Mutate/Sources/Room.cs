namespace Interlock.Mutate.Sources;

/// <summary>A project whose code is explored, and so can be changed to see whether anybody notices.</summary>
/// <param name="Name">As on the command line: its folder.</param>
/// <param name="Assembly">Its assembly.</param>
/// <param name="Explored">The folder of it that the explorer runs, and that does not run the explorer.</param>
public sealed record Room(string Name, string Assembly, string Explored)
{
    // Bits of descriptors, shapes of tables, numbers of pages: no operation, and nothing that an interleaving could show. Unit tests
    // compare them with the architecture, case by case, far beyond the shapes that are explored.
    private static readonly string[] Arithmetic = ["engine/Addresses", "engine/Platform", "engine/Results", "engine/Stage2"];

    /// <summary>The primitives. The stepping core and the operations on real threads are not explored, and not changed.</summary>
    public static Room Sync { get; } = new("sync", "Interlock.Sync", "sync/Primitives");

    /// <summary>The isolation engine.</summary>
    public static Room Engine { get; } = new("engine", "Interlock.Engine", "engine");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Room> All { get; } = [Sync, Engine];

    /// <summary>Whether a file is explored: branches of it must be taken.</summary>
    public bool Explores(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.StartsWith($"{Explored}/", StringComparison.Ordinal);
    }

    /// <summary>Whether a file is changed: what it says, only exploration can judge.</summary>
    public bool Changes(string file) =>
        Explores(file) && !Arithmetic.Any(folder => file.StartsWith($"{folder}/", StringComparison.Ordinal));

    /// <summary>The room of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Room Find(string name) => All.FirstOrDefault(room => room.Name == name)
        ?? throw new ArgumentException(
            $"There is no room '{name}' to change; there are: {string.Join(", ", All.Select(room => room.Name))}.");
}
