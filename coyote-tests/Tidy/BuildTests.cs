using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>What the rest of the repository takes for granted about how it is built.</summary>
public sealed class BuildTests
{
    [Fact]
    public void Source_paths_do_not_depend_on_the_machine() =>
        Assert.Equal("/_/coyote-tests/Tidy/BuildTests.cs", PathOfThisFile());

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repo.PathOf("Concurrency.sln")).Replace('\\', '/');
        var projects = Repo.Files("*.csproj").ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void The_unoptimized_assembly_is_never_optimized()
    {
        var debuggable = Assembly.Load("Interlock.Unoptimized").GetCustomAttribute<DebuggableAttribute>();

        Assert.NotNull(debuggable);
        Assert.True(debuggable.IsJITOptimizerDisabled);
    }

    private static string PathOfThisFile([CallerFilePath] string path = "") => path;
}
