using System.Xml.Linq;
using System.Xml.Schema;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Cli.Ci;

/// <summary>What a CI server reads: valid, never greener than the verdict, and never in the place of somebody else's file.</summary>
[Trait("Category", "Long")]
public sealed class CiOutputTests : IDisposable
{
    private static readonly string[] Files = ["--junit", "out/junit.xml", "--sarif", "out/found.sarif", "--summary", "out/summary.md"];

    private readonly InterlockProcess interlock = new();

    [Fact]
    public void A_violation_is_where_its_last_step_is()
    {
        var result = interlock.Run(["check", "page-unmap", "--mutant", "unmap-without-isb", .. Files]);

        Assert.Equal(2, result.ExitCode);
        var found = Assert.Single(Sarif()["runs"]![0]!["results"]!);
        Assert.Equal("assertions", found["ruleId"]);
        var place = found["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("models/Catalogue/PageUnmap/PageUnmapScenario.cs", place["artifactLocation"]!["uri"]);
        Assert.True(File.Exists(Repo.PathOf((string)place["artifactLocation"]!["uri"]!)));
        Assert.Contains(
            "GuestLoad",
            File.ReadAllLines(Repo.PathOf((string)place["artifactLocation"]!["uri"]!))[(int)place["region"]!["startLine"]! - 1],
            StringComparison.Ordinal);
        var (whole, byActor) = (found["codeFlows"]![0]!["threadFlows"]!, found["codeFlows"]![1]!["threadFlows"]!);
        Assert.Equal(15, Assert.Single(whole)["locations"]!.Count());
        Assert.Equal(["vcpu0", "vcpu1"], byActor.Select(flow => (string)flow["id"]!));
        Assert.Equal(
            Enumerable.Range(1, 15), byActor.SelectMany(flow => flow["locations"]!).Select(step => (int)step["executionOrder"]!).Order());
        var test = Assert.Single(JUnit().Descendants("testcase"));
        Assert.Equal("assertions", (string?)test.Element("failure")!.Attribute("type"));
        Assert.Contains(
            "interlock replay counterexamples/unmap-without-isb.json", test.Element("failure")!.Value, StringComparison.Ordinal);
        Assert.Contains("**page-unmap: violated.**", Summary(), StringComparison.Ordinal);
        Assert.Contains("interlock replay counterexamples/unmap-without-isb.json", Summary(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_verified_is_green_and_says_for_which_sizes()
    {
        var result = interlock.Run(["check", "ticket-lock", "mutex", .. Files]);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(Sarif()["runs"]![0]!["results"]!);
        Assert.Empty(Sarif()["runs"]![0]!["invocations"]![0]!["toolExecutionNotifications"]!);
        Assert.Equal(2, JUnit().Descendants("testcase").Count(test => !test.HasElements));
        Assert.Contains("It says nothing about larger sizes.", Summary(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-states", "10")]
    [InlineData("--search", "random")]
    public void What_is_incomplete_is_never_green(string option, string value)
    {
        var result = interlock.Run(["check", "ticket-lock", option, value, .. Files]);

        Assert.Equal(3, result.ExitCode);
        var run = Sarif()["runs"]![0]!;
        Assert.Empty(run["results"]!);
        Assert.Equal("warning", Assert.Single(run["invocations"]![0]!["toolExecutionNotifications"]!)["level"]);
        Assert.Equal("incomplete", (string?)Assert.Single(JUnit().Descendants("error")).Attribute("type"));
        Assert.Contains("**ticket-lock: incomplete.**", Summary(), StringComparison.Ordinal);
        Assert.DoesNotContain("every execution", Summary(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_sources_is_named_instead()
    {
        interlock.Run(["check", "toy-shootdown", "--mutant", "shootdown-does-not-wait", .. Files]);

        var found = Assert.Single(Sarif()["runs"]![0]!["results"]!);
        Assert.Equal("toy-shootdown", found["locations"]![0]!["logicalLocations"]![0]!["fullyQualifiedName"]);
    }

    [Fact]
    public void Only_a_file_of_an_earlier_run_is_replaced()
    {
        interlock.Run(["check", "mutex", "--mutant", "mutex-never-wakes", .. Files]);
        var second = interlock.Run(["check", "mutex", .. Files]);
        File.WriteAllText(interlock.PathOf("mine.xml"), "<testsuites name='mine' />");
        var third = interlock.Run("check", "mutex", "--junit", "mine.xml");

        Assert.Equal(0, second.ExitCode);
        Assert.Empty(JUnit().Descendants("failure"));
        Assert.Empty(Sarif()["runs"]![0]!["results"]!);
        Assert.Equal(1, third.ExitCode);
        Assert.Contains("mine.xml exists and was not written by this command", third.Error, StringComparison.Ordinal);
        Assert.Equal("<testsuites name='mine' />", File.ReadAllText(interlock.PathOf("mine.xml")));
    }

    [Fact]
    public void A_run_that_is_killed_leaves_nothing_green()
    {
        interlock.Run(["check", "mutex", .. Files]);
        Assert.True(File.Exists(interlock.PathOf("out/junit.xml")));

        using var process = interlock.Start(["check", "ticket-lock", "-p", "vcpus=12", .. Files]);
        process.StandardError.ReadLine(); // the first progress line: it is under way
        process.Kill();
        InterlockProcess.Finish(process);

        Assert.Empty(Directory.GetFiles(interlock.PathOf("out")));
    }

    [Fact]
    public void GitHub_is_shown_where()
    {
        File.WriteAllText(interlock.PathOf("step.md"), "before\n");
        interlock.Environment["GITHUB_ACTIONS"] = "true";
        interlock.Environment["GITHUB_STEP_SUMMARY"] = interlock.PathOf("step.md");

        var violated = interlock.Run("check", "page-unmap", "--mutant", "unmap-without-isb", "--json");
        var incomplete = interlock.Run("check", "ticket-lock", "--max-states", "10");

        JObject.Parse(violated.Output);
        Assert.Matches(@"(?m)^::error file=models/Catalogue/PageUnmap/PageUnmapScenario\.cs,line=\d+,title=page-unmap%3A assertions::vcpu1: a VM does not see", violated.Error);
        Assert.Matches("(?m)^::warning title=ticket-lock%3A incomplete::", incomplete.Error);
        var summary = File.ReadAllText(interlock.PathOf("step.md"));
        Assert.StartsWith("before\n", summary, StringComparison.Ordinal);
        Assert.Equal(3, summary.Split("## interlock check").Length);
    }

    [Fact]
    public void Without_a_server_nobody_is_told() =>
        Assert.DoesNotContain("::error", interlock.Run("check", "mutex", "--mutant", "mutex-never-wakes").Error, StringComparison.Ordinal);

    public void Dispose() => interlock.Dispose();

    private JObject Sarif()
    {
        var log = JObject.Parse(File.ReadAllText(interlock.PathOf("out/found.sarif")));
        SarifShape.Demand(log);
        return log;
    }

    private XDocument JUnit()
    {
        var (file, schemas) = (XDocument.Load(interlock.PathOf("out/junit.xml")), new XmlSchemaSet());
        schemas.Add(null, Repo.PathOf("coyote-tests", "Cli", "Ci", "junit.xsd"));
        file.Validate(schemas, (_, problem) => Assert.Fail(problem.Message));
        var suite = file.Root!.Element("testsuite")!;
        Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count());
        Assert.Equal((int)suite.Attribute("failures")!, suite.Descendants("failure").Count());
        Assert.Equal((int)suite.Attribute("errors")!, suite.Descendants("error").Count());
        return file;
    }

    private string Summary() => File.ReadAllText(interlock.PathOf("out/summary.md"));
}
