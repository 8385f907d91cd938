using System.Xml.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>
/// Imports run one way, from later rooms of the list to earlier ones. The explorer and what it explores need no engine, and the engine needs
/// nothing but sync.
/// </summary>
public sealed class ImportDirectionTests
{
    private static readonly string[] Rooms =
    [
        "sync", "engine", "models/Semantics", "models/Litmus", "tools/Explorer", "models/Isolation", "models/Catalogue", "tools/Mutate",
        "tools/Viewer", "tools/Cli", "tools/Benchmarks", "coyote-tests",
    ];

    private static readonly string[] WithoutEngine = ["models/Semantics", "models/Litmus", "tools/Explorer"];

    [Fact]
    public void Projects_import_only_rooms_before_their_own()
    {
        var imports = 0;
        foreach (var project in Repo.Files("*.csproj"))
        {
            foreach (var import in Imports(project))
            {
                imports++;
                var (from, to) = (RoomOf(project), RoomOf(import));
                Assert.True(to < from || (to == from && Rooms[to] == "coyote-tests"), $"{project} imports {import}");
                Assert.False(WithoutEngine.Contains(Rooms[from]) && Rooms[to] == "engine", $"{project} imports {import}");
                Assert.False(Rooms[from] == "tools/Benchmarks" && Rooms[to] == "tools/Cli", $"{project} imports {import}");
            }
        }

        Assert.True(imports >= 10, "the project files were not read");
    }

    [Fact]
    public void Nothing_reads_outside_the_repository()
    {
        foreach (var project in Repo.Files("*.csproj"))
        {
            Assert.All(Imports(project), import => Assert.False(import.StartsWith("..", StringComparison.Ordinal), import));
        }
    }

    private static IEnumerable<string> Imports(string project)
    {
        var folder = Path.GetDirectoryName(Repo.PathOf(project))!;
        return XDocument.Load(Repo.PathOf(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value)))
            .Select(path => Path.GetRelativePath(Repo.Root, path).Replace('\\', '/'));
    }

    private static int RoomOf(string project) =>
        Array.FindIndex(Rooms, room => project.StartsWith($"{room}/", StringComparison.Ordinal)) is var room and >= 0
            ? room
            : throw new InvalidOperationException($"{project} is in no room");
}
