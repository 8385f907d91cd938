using Interlock.CoyoteTests.Cli;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Viewer.Reports;

/// <summary>A report is written where it was asked for, and over nothing that is somebody else's.</summary>
[Trait("Category", "Long")]
public sealed class ReportFolderTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [Fact]
    public void A_report_is_one_page_and_its_data_and_leaves_the_exit_code()
    {
        var check = interlock.Run("check", "mutex", "-p", "vcpus=2", "-p", "rounds=1", "--mutant", "mutex-never-wakes", "--report", "r");

        Assert.Equal(2, check.ExitCode);
        Assert.StartsWith("violated", check.Output, StringComparison.Ordinal);
        Assert.Equal(["index.html", "report.json"], Directory.GetFiles(interlock.PathOf("r")).Select(Path.GetFileName).Order());
        var data = JObject.Parse(File.ReadAllText(interlock.PathOf("r/report.json")));
        var result = Assert.Single(data["results"]!);
        Assert.Equal("violated", result["verdict"]);
        Assert.Equal(result["states"], result["depths"]!.Sum(count => (long)count));
        Assert.Equal("interlock check mutex -p vcpus=2 -p rounds=1 --mutant mutex-never-wakes", result["command"]);
        var shown = Assert.Single(data["counterexamples"]!);
        Assert.Equal("interlock replay counterexamples/mutex-never-wakes.json", shown["replay"]);
        Assert.Equal("no-lost-wake-up", shown["violation"]!["property"]);
    }

    [Fact]
    public void Its_own_report_is_written_again_and_what_lies_beside_it_stays()
    {
        interlock.Run("check", "ticket-lock", "--report", "r");
        File.WriteAllText(interlock.PathOf("r/notes.txt"), "mine");

        var again = interlock.Run("check", "rendezvous-barrier", "--report", "r");

        Assert.Equal(0, again.ExitCode);
        Assert.Equal("mine", File.ReadAllText(interlock.PathOf("r/notes.txt")));
        Assert.Equal("rendezvous-barrier", JObject.Parse(File.ReadAllText(interlock.PathOf("r/report.json")))["results"]![0]!["scenario"]);
    }

    [Theory]
    [InlineData("notes.txt", "mine")]
    [InlineData("report.json", "{\"format\":\"something-else\"}")]
    [InlineData("index.html", "<p>mine</p>")]
    public void A_folder_of_somebody_else_is_refused_before_anything_is_explored(string name, string content)
    {
        Directory.CreateDirectory(interlock.PathOf("r"));
        File.WriteAllText(interlock.PathOf($"r/{name}"), content);

        var refused = interlock.Run("check", "ticket-lock", "--report", "r");

        Assert.Equal(1, refused.ExitCode);
        Assert.Empty(refused.Output);
        Assert.Equal(
            "interlock: The folder r is not empty and holds no report of Interlock's: name another, so that nothing is overwritten.",
            refused.Error.Trim());
        Assert.Equal(content, File.ReadAllText(interlock.PathOf($"r/{name}")));
        Assert.Single(Directory.GetFiles(interlock.PathOf("r")));
    }

    [Fact]
    public void A_file_is_no_folder()
    {
        File.WriteAllText(interlock.PathOf("r"), "mine");

        var refused = interlock.Run("replay", Repo.PathOf("traces/mutex/mutex-never-wakes.json"), "--report", "r");

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("interlock: r is a file; --report takes a folder.", refused.Error.Trim());
        Assert.Equal("mine", File.ReadAllText(interlock.PathOf("r")));
    }

    public void Dispose() => interlock.Dispose();
}
