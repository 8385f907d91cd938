using System.Diagnostics;
using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary>
/// Ctrl-C in the middle of long work: what was found is said, and so is that it is not all. Nobody may take it for a verdict.
/// </summary>
[Trait("Category", "Long")]
public sealed class InterruptTests : IDisposable
{
    private readonly InterlockProcess interlock = new();

    [PosixFact]
    public void A_search_says_what_it_has_seen() =>
        Assert.StartsWith("incomplete", Interrupted("check", "ticket-lock", "-p", "vcpus=12").Output, StringComparison.Ordinal);

    [PosixFact]
    public void Real_threads_say_what_they_did() =>
        Assert.StartsWith("nothing seen", Interrupted("stress", "ticket-lock", "--seconds", "600").Output, StringComparison.Ordinal);

    [PosixFact]
    public void A_kill_matrix_has_the_mutants_that_were_tried_and_becomes_no_file()
    {
        var output = Interrupted("mutants", "--markdown", "kills.md").Output;

        Assert.Matches(@"[1-9]\d* of [1-9]\d* mutants killed", output);
        Assert.Matches(@"Interrupted: [1-9]\d* mutants were not tried", output);
        Assert.Empty(Directory.GetFiles(interlock.Folder));
    }

    [PosixFact]
    public void Branches_that_nobody_came_to_yet_are_not_called_unreached()
    {
        interlock.WorksIn = Repo.Root;

        var output = Interrupted("coverage").Output;

        Assert.StartsWith("incomplete", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }

    public void Dispose() => interlock.Dispose();

    private InterlockProcess.Result Interrupted(params string[] arguments)
    {
        using var process = interlock.Start(arguments);
        Assert.NotNull(process.StandardError.ReadLine()); // it is under way
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        var result = InterlockProcess.Finish(process);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("nterrupted", result.Output, StringComparison.Ordinal);
        return result;
    }
}
