namespace Interlock.Mutate.Sources;

/// <summary>A clone of the project: where the sources are.</summary>
public sealed class Clone
{
    private const string Solution = "Concurrency.sln";

    private Clone(string root) => Root = root;

    /// <summary>The folder of the solution.</summary>
    public string Root { get; }

    /// <summary>The clone that a folder is in.</summary>
    /// <param name="folder">Any folder of it.</param>
    /// <exception cref="ArgumentException">It is in none.</exception>
    public static Clone Around(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Solution)) && Directory.Exists(Path.Combine(at.FullName, Room.Engine.Name)))
            {
                return new Clone(at.FullName);
            }
        }

        throw new ArgumentException("Sources are changed and compiled again here: run this in a clone of the project.");
    }

    /// <summary>A room's source files, by path relative to the root, in order.</summary>
    public IReadOnlyList<SourceFile> Files(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return [.. Directory.GetFiles(Path.Combine(Root, room.Name), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Full: path, Relative: Path.GetRelativePath(Root, path).Replace('\\', '/')))
            .Where(path => !path.Relative.Split('/').Any(folder => folder is "bin" or "obj"))
            .OrderBy(path => path.Relative, StringComparer.Ordinal)
            .Select(path => new SourceFile(path.Relative, File.ReadAllText(path.Full)))];
    }

    /// <summary>Where a file of the project is.</summary>
    public string PathOf(string relative) => Path.Combine(Root, relative);
}
