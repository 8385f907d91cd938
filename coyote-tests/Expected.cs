using Xunit;

namespace Interlock.CoyoteTests;

/// <summary>Golden files: what a program prints, kept in the repository and compared.</summary>
internal static class Expected
{
    private const string Update = "INTERLOCK_UPDATE_EXPECTED";

    /// <summary>Demands that a file of the repository holds a text; with INTERLOCK_UPDATE_EXPECTED=1, writes it, but never in CI.</summary>
    public static void InFile(string relativePath, string actual)
    {
        var path = Repo.PathOf(relativePath);
        if (Environment.GetEnvironmentVariable(Update) == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{relativePath} is missing: run the tests with {Update}=1 and review it");
        Assert.True(
            File.ReadAllText(path) == actual,
            $"{relativePath} is not what is found today: run the tests with {Update}=1 and review the difference");
    }
}
