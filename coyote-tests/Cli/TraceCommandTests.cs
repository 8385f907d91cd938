using Interlock.Explorer.Traces;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary><c>minimize</c>, and what <c>replay</c> can do besides replaying.</summary>
[Trait("Category", "Long")]
public sealed class TraceCommandTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [Fact]
    public void What_a_walk_finds_is_minimized_into_a_file_of_its_own()
    {
        interlock.Run("check", "mutex", "-p", "vcpus=4", "--mutant", "mutex-split-release", "--search", "random", "--trace", "walk.json");
        var walked = File.ReadAllText(interlock.PathOf("walk.json"));

        var result = interlock.Run("minimize", "walk.json", "--max-states", "5000");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("minimized   walk.json: no-lost-wake-up", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"before: \d+ steps, \d+ context switches\n *after:  \d+ steps, \d+ context switches\n", result.Output);
        Assert.EndsWith("interlock replay walk-minimized.json", result.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(walked, File.ReadAllText(interlock.PathOf("walk.json")));
        Assert.Equal(0, interlock.Run("replay", "walk-minimized.json").ExitCode);

        var inPlace = JObject.Parse(
            interlock.Run("minimize", "walk.json", "-o", "walk.json", "--max-states", "5000", "--json").Output)["results"]![0]!;
        Assert.Equal("walk.json", inPlace["trace"]);
        Assert.True((bool)inPlace["oneMinimal"]!);
        Assert.True((int)inPlace["after"]!["switches"]! <= (int)inPlace["before"]!["switches"]!);
        Assert.Equal(File.ReadAllText(interlock.PathOf("walk-minimized.json")), File.ReadAllText(interlock.PathOf("walk.json")));
        Assert.Equal(["walk-minimized.json", "walk.json"], Directory.GetFiles(interlock.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Minimizing_overwrites_nothing_else()
    {
        File.WriteAllText(interlock.PathOf("mine.json"), "mine");

        var result = interlock.Run("minimize", Recorded("mutex", "mutex-split-take"), "-o", "mine.json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("exists already", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(interlock.PathOf("mine.json")));
    }

    [Fact]
    public void A_trace_is_explained()
    {
        var text = interlock.Run("replay", Recorded("ticket-lock", "ticket-split-draw"), "--explain");

        Assert.Equal(0, text.ExitCode);
        Assert.Contains(
            "inevitable since step 2, vcpu1: load next: 0 at models/Catalogue/TicketLock/SplitDraw.cs:",
            text.Output,
            StringComparison.Ordinal);
        Assert.Contains("until then it could go well: with vcpu0: store next = 1", text.Output, StringComparison.Ordinal);
        Assert.Contains("reads next, then step 3, vcpu0: store next = 1", text.Output, StringComparison.Ordinal);
        var json = JObject.Parse(interlock.Run("replay", Recorded("ticket-lock", "ticket-split-draw"), "--explain", "--json").Output);
        var explanation = json["results"]![0]!["explanation"]!;
        Assert.Equal("vcpu0", explanation["alternative"]!["actor"]);
        Assert.Equal(
            (2, "next", 3),
            (
                (int)explanation["inevitableStep"]!,
                (string?)explanation["conflict"]!["name"],
                (int)explanation["conflict"]!["second"]!["step"]!));
    }

    [Fact]
    public void What_is_not_decided_is_said()
    {
        var result = interlock.Run("replay", Recorded("ticket-lock", "ticket-hoisted-load"), "--explain", "--max-states", "3");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("inevitable: not decided within 3 states", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_from_a_prefix_never_reads_as_a_proof()
    {
        // As after a bug was repaired: code that is right does the same at first, and then goes on otherwise.
        var found = TraceFile.Read(File.ReadAllText(Recorded("page-unmap", "unmap-without-isb")));
        File.WriteAllText(interlock.PathOf("repaired.json"), TraceFile.Write(found with { Variant = null }));
        var safe = "repaired.json";

        var result = interlock.Run("replay", safe, "--then", "check", "--steps", "2");
        var json = JObject.Parse(interlock.Run("replay", safe, "--then", "check", "--steps", "2", "--json").Output)["results"]![0]!;

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("incomplete", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "explored: only executions that begin with the first 2 steps of the trace", result.Output, StringComparison.Ordinal);
        Assert.Contains("Of executions that begin otherwise nothing is known; nothing is proved.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("verified", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            ("incomplete", false, "prefix", 2),
            ((string?)json["verdict"], (bool)json["complete"]!, (string?)json["bound"]!["name"], (int)json["prefix"]!));
    }

    [Fact]
    public void Code_that_has_changed_is_told_where_and_how()
    {
        var found = TraceFile.Read(File.ReadAllText(Recorded("mutex", "mutex-wakes-before-unlock")));
        File.WriteAllText(interlock.PathOf("repaired.json"), TraceFile.Write(found with { Variant = null }));

        var text = interlock.Run("replay", "repaired.json");
        var json = JObject.Parse(interlock.Run("replay", "repaired.json", "--json").Output)["results"]![0]!;

        Assert.Equal(4, text.ExitCode);
        Assert.Matches(
            @"^diverged    repaired\.json at step 4 of 8: 'exchange word = 0: 1' at sync/Primitives/FutexMutex\.cs:\d+, where it was 'load word: 1' at models/Catalogue/Mutex/WakesBeforeUnlock\.cs:\d+\n" +
            @" *likely cause: vcpu0: 'load word: 1' \(models/Catalogue/Mutex/WakesBeforeUnlock\.cs:\d+\) is gone: the code comes to 'exchange word = 0: 1' \(sync/Primitives/FutexMutex\.cs:\d+\) without it\n",
            text.Output);
        Assert.Equal(
            ("Removed", "load word: 1", "exchange word = 0: 1"),
            (
                (string?)json["cause"]!["kind"],
                (string?)json["cause"]!["expected"]!["operation"],
                (string?)json["cause"]!["actual"]!["operation"]));
    }

    [Fact]
    public void What_a_prefix_leads_to_is_a_counterexample_from_the_start()
    {
        var result = interlock.Run(
            "replay", Recorded("mutex", "mutex-split-take"), "--then", "check", "--steps", "1", "--trace", "again.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("a shortest one after those steps", result.Output, StringComparison.Ordinal);
        var again = TraceFile.Read(File.ReadAllText(interlock.PathOf("again.json")));
        Assert.Equal(4, again.Steps.Count);
        Assert.Equal(0, interlock.Run("replay", "again.json").ExitCode);
    }

    [Fact]
    public void A_prefix_has_at_most_all_steps()
    {
        var result = interlock.Run("replay", Recorded("mutex", "mutex-split-take"), "--then", "check", "--steps", "5");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--steps takes a number from 0 to 4", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => interlock.Dispose();

    private static string Recorded(string scenario, string mutant) => Repo.PathOf("traces", scenario, $"{mutant}.json");
}
