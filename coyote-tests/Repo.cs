using System.Reflection;

namespace Interlock.CoyoteTests;

/// <summary>The repository on this machine: compiled source paths do not tell where it is.</summary>
internal static class Repo
{
    public static string Root { get; } = typeof(Repo).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepoRoot").Value!;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files of the sources, by path relative to the root, without what a build leaves behind.</summary>
    public static IEnumerable<string> Files(string pattern) => Directory
        .GetFiles(Root, pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(folder =>
            folder is "bin" or "obj" or "artifacts" or ".git" or "TestResults" or "node_modules"
                or "BenchmarkDotNet.Artifacts"));
}
