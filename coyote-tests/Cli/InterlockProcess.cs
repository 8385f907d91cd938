using System.Diagnostics;
using System.Threading;
using Xunit;

namespace Interlock.CoyoteTests.Cli;

/// <summary>The command as a user runs it: a process of its own, in a folder of its own.</summary>
internal sealed class InterlockProcess : IDisposable
{
    /// <summary>Where it runs; null for its own folder.</summary>
    public string? WorksIn { get; set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("interlock-tests-").FullName;

    public Result Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Finish(process);
    }

    /// <summary>
    /// Variables that the command sees; those by which a CI server is known are not passed on from whoever runs the tests.
    /// </summary>
    public Dictionary<string, string> Environment { get; } = [];

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = WorksIn ?? Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("GITHUB_ACTIONS");
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "interlock.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits until a process that is slow from its beginning on is at it: it has used some time.</summary>
    public static void WaitUntilUnderWay(Process process)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(4) || (Used(process) < TimeSpan.FromSeconds(2) && clock.Elapsed < TimeSpan.FromSeconds(30)))
        {
            Assert.False(process.HasExited, "it has ended before the signal");
            Thread.Sleep(100);
        }
    }

    // Of the process and of those that it has begun.
    private static TimeSpan Used(Process process)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "times=", "--pid", $"{process.Id}", "--ppid", $"{process.Id}"]) { RedirectStandardOutput = true })!;
        var seconds = ps.StandardOutput.ReadToEnd().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return TimeSpan.FromSeconds(seconds.Sum(double.Parse));
    }

    public static Result Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.Result);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public sealed record Result(int ExitCode, string Output, string Error);
}
