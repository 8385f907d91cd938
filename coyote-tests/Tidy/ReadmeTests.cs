using System.Text.RegularExpressions;
using Interlock.CoyoteTests.Cli;
using Interlock.Models.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>Every command that README.md shows with its output prints that output, times and machines aside.</summary>
public sealed partial class ReadmeTests
{
    private const string Prompt = "$ dotnet run --project tools/Cli -c Release -- ";

    [Fact]
    public void Shown_output_is_real_output()
    {
        var shown = 0;
        foreach (var block in Blocks().Matches(File.ReadAllText(Repo.PathOf("README.md"))).Select(match => match.Groups[1].Value))
        {
            // A block of commands alone shows no output.
            if (!block.StartsWith(Prompt, StringComparison.Ordinal)
                || block.TrimEnd().Split('\n').All(line => line.StartsWith("$ ", StringComparison.Ordinal)))
            {
                continue;
            }

            var (command, output) = (block.Split('\n')[0][Prompt.Length..], block[(block.IndexOf('\n') + 1)..]);
            using var interlock = new InterlockProcess();
            Assert.Equal(Normal(output), Normal(interlock.Run(command.Split(' ')).Output));
            shown++;
            if (command == "check")
            {
                Assert.Contains($"{Catalogue.All.Count} scenarios: {Catalogue.All.Count} verified.", output, StringComparison.Ordinal);
            }
        }

        Assert.True(shown >= 2, "README.md shows no output");
    }

    [Fact]
    public void Files_that_are_referred_to_exist()
    {
        foreach (var file in (string[])["README.md", "ARCHITECTURE.md", "sync/README.md", "engine/README.md", "models/README.md"])
        {
            foreach (var target in Links().Matches(File.ReadAllText(Repo.PathOf(file))).Select(match => match.Groups[1].Value))
            {
                var path = Path.Combine(Path.GetDirectoryName(Repo.PathOf(file))!, target);
                Assert.True(Path.Exists(path), $"{file} refers to {target}");
            }
        }
    }

    // Times, workers and trailing blanks differ from machine to machine.
    private static string Normal(string text) => string.Join('\n', text.Trim().Split('\n').Select(line =>
        Blanks().Replace(Workers().Replace(Seconds().Replace(line, "N"), "N workers"), " ").TrimEnd()));

    [GeneratedRegex("^```(?:text)?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\](?:\()([^)#:]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\b\d+\.\d\d\b")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\b\d+ workers")]
    private static partial Regex Workers();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
